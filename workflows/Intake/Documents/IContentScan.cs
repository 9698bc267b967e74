namespace Serverless.Workflows.Intake.Documents;

/// <summary>Looks for malware in what arrives, before anybody can open it.</summary>
public interface IContentScan
{
    /// <summary>The name of what was found, or null where the content is clean.</summary>
    Task<string?> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation);
}

/// <summary>Finds nothing: for homes without a scanner.</summary>
public sealed class NoContentScan : IContentScan
{
    /// <inheritdoc/>
    public Task<string?> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        Task.FromResult<string?>(null);
}
