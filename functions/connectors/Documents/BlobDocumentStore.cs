using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Connectors.Storage;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Connectors.Documents;

/// <summary>
/// Documents in two containers of Azure Blob Storage: <c>intake</c> (<c>tenant/sha</c>), which the account empties by
/// age, and <c>archive</c> (<c>tenant/sha/class</c>), under retention. Blobs are written if absent, whole or not at all.
/// </summary>
public sealed class BlobDocumentStore(BlobServiceClient service, ArchiveProtection protection) : IDocumentStore
{
    /// <summary>The container of what came in.</summary>
    public const string IntakeContainer = "intake";

    /// <summary>The container of what is kept.</summary>
    public const string ArchiveContainer = "archive";

    private readonly BlobContainerClient _intake = service.GetBlobContainerClient(IntakeContainer);
    private readonly BlobContainerClient _archive = service.GetBlobContainerClient(ArchiveContainer);
    private readonly ArchiveRetention _retention = new(protection);

    /// <summary>Options of a client for this store: patient when the service is busy.</summary>
    public static BlobClientOptions Options() => BusyPolicy.Patient(new BlobClientOptions());

    /// <summary>Creates the containers where they are absent. A deployed account has them, with their policies.</summary>
    public async Task CreateAsync(CancellationToken cancellation)
    {
        foreach (var container in new[] { _intake, _archive })
        {
            if (!await container.ExistsAsync(cancellation))
                await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredDocument> PutAsync(
        string tenant, Stream content, long maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        DocumentNames.EnsureName(tenant, nameof(tenant));
        await using var file = await HashedFile.CopyAsync(content, maxBytes, cancellation);
        var blob = _intake.GetBlobClient($"{tenant}/{file.Document.Sha256}");
        while (!await UploadAsync(blob, file, cancellation) && !await KeepAsync(blob, cancellation))
        {
            // It was there and went by age before it could be made young again: now it is absent.
        }

        return file.Document;
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation)
    {
        DocumentNames.EnsureName(tenant, nameof(tenant));
        if (!DocumentNames.IsHash(sha256)) return null;
        if (await OpenAsync(_intake.GetBlobClient($"{tenant}/{sha256}"), cancellation) is { } young) return young;
        await foreach (var kept in _archive.GetBlobsAsync(prefix: $"{tenant}/{sha256}/", cancellationToken: cancellation))
        {
            if (await OpenAsync(_archive.GetBlobClient(kept.Name), cancellation) is { } old) return old;
        }

        return null;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The stored bytes are not those that the hash stands for.</exception>
    public async Task ArchiveAsync(
        string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation)
    {
        var blob = Archived(tenant, sha256, archiveClass) ?? throw Missing(sha256);
        if (!await blob.ExistsAsync(cancellation))
        {
            await using var source = await OpenAsync(tenant, sha256, cancellation) ?? throw Missing(sha256);
            await using var copy = await HashedFile.CopyAsync(source, long.MaxValue, cancellation);
            if (copy.Document.Sha256 != sha256)
            {
                throw new InvalidDataException(
                    $"The document {sha256} has changed in storage (its bytes now hash to {copy.Document.Sha256}) and is "
                    + "not archived. Bring it back from a backup.");
            }

            await UploadAsync(blob, copy, cancellation);
        }

        await _retention.ExtendAsync(blob, retainUntil, cancellation);
    }

    /// <summary>Until when a document is kept in an archive class, the day included; null where it is not archived
    /// there.</summary>
    public async Task<DateOnly?> RetainedUntilAsync(
        string tenant, string sha256, string archiveClass, CancellationToken cancellation)
    {
        if (Archived(tenant, sha256, archiveClass) is not { } blob || !await blob.ExistsAsync(cancellation)) return null;
        return _retention.Of((await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value);
    }

    private BlobClient? Archived(string tenant, string sha256, string archiveClass)
    {
        DocumentNames.EnsureName(tenant, nameof(tenant));
        DocumentNames.EnsureName(archiveClass, nameof(archiveClass));
        return DocumentNames.IsHash(sha256) ? _archive.GetBlobClient($"{tenant}/{sha256}/{archiveClass}") : null;
    }

    /// <returns>False where a blob of that name is there already.</returns>
    private static async Task<bool> UploadAsync(BlobClient blob, HashedFile file, CancellationToken cancellation)
    {
        try
        {
            await blob.UploadAsync(
                file.Content, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellation);
            return true;
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>A document that came again is as young as a new one.</summary>
    /// <returns>False where it is no longer there.</returns>
    private static async Task<bool> KeepAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            await blob.SetMetadataAsync(new Dictionary<string, string>(), cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }

    private static async Task<Stream?> OpenAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    private static FileNotFoundException Missing(string sha256) => new($"There is no document {sha256}.");
}
