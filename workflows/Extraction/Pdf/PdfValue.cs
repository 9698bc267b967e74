using System.Diagnostics.CodeAnalysis;

namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>An object of the PDF language (ISO 32000-1, 7.3).</summary>
internal abstract class PdfValue;

internal sealed class PdfNull : PdfValue
{
    public static PdfNull Instance { get; } = new();
}

internal sealed class PdfBoolean(bool value) : PdfValue
{
    public bool Value { get; } = value;
}

internal sealed class PdfNumber(double value) : PdfValue
{
    public double Value { get; } = value;

    /// <summary>The whole number, or null where it is none or out of range.</summary>
    public int? Whole => Value is >= int.MinValue and <= int.MaxValue && Math.Truncate(Value) == Value ? (int)Value : null;
}

internal sealed class PdfString(byte[] bytes) : PdfValue
{
    public byte[] Bytes { get; } = bytes;
}

internal sealed class PdfName(string value) : PdfValue
{
    public string Value { get; } = value;
}

internal sealed class PdfArray(IReadOnlyList<PdfValue> items) : PdfValue
{
    public IReadOnlyList<PdfValue> Items { get; } = items;
}

internal sealed class PdfDictionary(Dictionary<string, PdfValue> entries) : PdfValue
{
    public IReadOnlyDictionary<string, PdfValue> Entries { get; } = entries;

    /// <summary>The entry as written, maybe a reference; null where it is absent.</summary>
    public PdfValue? this[string key] => Entries.GetValueOrDefault(key);

    public bool Has(string key) => Entries.ContainsKey(key);

    public bool TryGet(string key, [NotNullWhen(true)] out PdfValue? value) => Entries.TryGetValue(key, out value);
}

/// <summary>A stream with its bytes as they lie in the file. The number is 0 where it is in no indirect object.</summary>
internal sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> raw, int number, int generation) : PdfValue
{
    public PdfDictionary Dictionary { get; } = dictionary;

    public ReadOnlyMemory<byte> Raw { get; } = raw;

    public int Number { get; } = number;

    public int Generation { get; } = generation;
}

internal sealed class PdfReference(int number, int generation) : PdfValue
{
    public int Number { get; } = number;

    public int Generation { get; } = generation;
}

/// <summary>A word that is no value, such as <c>endobj</c>; empty at the end of the file.</summary>
internal sealed class PdfKeyword(string text) : PdfValue
{
    public string Text { get; } = text;
}
