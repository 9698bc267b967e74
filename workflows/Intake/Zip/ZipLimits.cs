namespace Serverless.Workflows.Intake.Zip;

/// <summary>How much of a ZIP is unpacked before it is refused.</summary>
public sealed record ZipLimits
{
    /// <summary>Entries, those of ZIPs inside included.</summary>
    public int MaxEntries { get; init; } = 500;

    /// <summary>All files together, in bytes, unpacked.</summary>
    public long MaxTotalBytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>One file, in bytes, unpacked.</summary>
    public long MaxFileBytes { get; init; } = IntakeOptions.DefaultMaxBytes;

    /// <summary>How many times larger a file may become. Invoices in XML reach 30.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Below this size, in bytes, the ratio says nothing.</summary>
    public long RatioFrom { get; init; } = 1024 * 1024;
}

/// <summary>A ZIP is refused as a whole.</summary>
public sealed class ZipRefusedException(RejectionReason reason) : Exception(reason.Code + ": " + reason.Text)
{
    /// <summary>For the sender.</summary>
    public RejectionReason Reason { get; } = reason;
}

/// <summary>A file in a ZIP.</summary>
/// <param name="Name">Without folders; only ever shown.</param>
public sealed record ZippedFile(string Name, ReadOnlyMemory<byte> Content);
