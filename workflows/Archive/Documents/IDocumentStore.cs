namespace Serverless.Workflows.Archive.Documents;

/// <summary>
/// Bytes by their SHA-256, written once and never changed. Documents arrive in the mutable intake area and are copied
/// to the archive under retention.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Stores a stream, hashing it through a bounded temporary file; a document that is there already is
    /// left as it is. Complete on disk when it answers.</summary>
    /// <exception cref="DocumentTooLargeException">More than <paramref name="maxBytes"/>; nothing was stored.</exception>
    Task<StoredDocument> PutAsync(string tenant, Stream content, long maxBytes, CancellationToken cancellation);

    /// <summary>Opens a document for reading, or null where there is none of that hash for the tenant.</summary>
    Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation);

    /// <summary>Copies a document from the intake area to the archive, kept at least until the date. A later date
    /// extends an earlier one; an earlier one changes nothing.</summary>
    /// <exception cref="FileNotFoundException">There is no such document.</exception>
    Task ArchiveAsync(
        string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation);
}

/// <summary>A document as stored.</summary>
/// <param name="Sha256">64 lower-case hex digits.</param>
/// <param name="Length">In bytes.</param>
public sealed record StoredDocument(string Sha256, long Length);

/// <summary>A document is larger than its place allows.</summary>
public sealed class DocumentTooLargeException(long maxBytes)
    : Exception($"The document is larger than the {maxBytes} bytes allowed here.")
{
    /// <summary>What is allowed, in bytes.</summary>
    public long MaxBytes { get; } = maxBytes;
}
