namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>What reading one PDF may cost. The defaults are far above any invoice and far below what hurts.</summary>
public sealed record PdfLimits
{
    public static PdfLimits Default { get; } = new();

    /// <summary>Bytes that all decoded streams together may have.</summary>
    public long DecodedBytes { get; init; } = 64L << 20;

    /// <summary>Numbers, names, texts and so on that may be parsed.</summary>
    public int Values { get; init; } = 4_000_000;

    /// <summary>Bytes that may be searched for the ends of damaged streams.</summary>
    public long SearchedBytes { get; init; } = 1L << 30;

    /// <summary>Indirect objects.</summary>
    public int Objects { get; init; } = 1_000_000;

    /// <summary>How deep arrays, dictionaries and trees may be nested.</summary>
    public int Depth { get; init; } = 64;

    public int Pages { get; init; } = 100_000;

    public int Attachments { get; init; } = 1_000;
}
