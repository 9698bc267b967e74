using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Functions.Home;

/// <summary>
/// The tenants' files in the container <c>tenants</c> (<c>ID/tenant.json</c>, <c>ID/seed/*.csv</c>), brought to this
/// worker's disk. The last good tenant file is kept beside each as <c>ID/tenant.good.json</c>, so that a worker that
/// starts while a bad one lies there goes on with it too.
/// </summary>
public sealed class TenantBlobs(BlobServiceClient service, TenantFiles tenants, ILogger<TenantBlobs> logger)
    : IDisposable
{
    private const string Good = "tenant.good.json";

    private readonly BlobContainerClient _container = service.GetBlobContainerClient("tenants");
    private readonly Dictionary<string, Azure.ETag> _seen = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Takes up what has changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (!await _container.ExistsAsync(cancellation))
            {
                logger.LogWarning("There is no container {Container}; upload ID/tenant.json to it.", _container.Name);
                return;
            }

            var names = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var blob in _container.GetBlobsAsync(cancellationToken: cancellation))
            {
                names.Add(blob.Name);
                if (blob.Properties.ETag is { } etag && _seen.TryGetValue(blob.Name, out var seen) && seen == etag) continue;
                await TakeAsync(blob, cancellation);
                _seen[blob.Name] = blob.Properties.ETag ?? default;
            }

            RemoveGone(names);
            tenants.Reload();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Uploads the demo tenant where there is no tenant at all.</summary>
    public async Task WriteDemoIfEmptyAsync(CancellationToken cancellation)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await foreach (var _ in _container.GetBlobsAsync(cancellationToken: cancellation)) return;
        foreach (var name in DemoTenant.SeedFiles)
            await WriteAsync($"{DemoTenant.Id}/{DemoTenant.SeedFolder}/{name}", DemoTenant.Read(name), cancellation);
        await WriteAsync($"{DemoTenant.Id}/{TenantFiles.FileName}", DemoTenant.TenantFile, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task TakeAsync(BlobItem blob, CancellationToken cancellation)
    {
        // Names are ours: one folder per tenant, and in it files or the seed folder. Whatever else lies there is left.
        var parts = blob.Name.Split('/');
        if (parts.Length is < 2 or > 3 || parts.Any(part => part is "" or "." or ".." || part != Path.GetFileName(part))) return;
        if (parts[^1] == Good || blob.Properties.ContentLength > TenantLoader.MaxBytes) return;
        var bytes = await ReadAsync(blob.Name, cancellation);
        if (parts is [var id, TenantFiles.FileName])
        {
            if (await GoodOfAsync(id, bytes, cancellation) is not { } good) return;
            bytes = good;
        }

        var path = Path.Combine([tenants.Folder, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, cancellation);
    }

    /// <summary>The file where nothing is wrong with it, else the last good one, or null.</summary>
    private async Task<byte[]?> GoodOfAsync(string id, byte[] bytes, CancellationToken cancellation)
    {
        var kept = $"{id}/{Good}";
        var load = TenantLoader.Load(bytes);
        if (load.Tenant is not null)
        {
            await WriteAsync(kept, bytes, cancellation);
            return bytes;
        }

        foreach (var problem in load.Problems)
            logger.LogError("The file of tenant {Tenant} is wrong and not used: {Problem}", id, problem);
        return await _container.GetBlobClient(kept).ExistsAsync(cancellation) ? await ReadAsync(kept, cancellation) : null;
    }

    private void RemoveGone(HashSet<string> names)
    {
        foreach (var gone in _seen.Keys.Where(name => !names.Contains(name)).ToArray())
        {
            _seen.Remove(gone);
            var path = Path.Combine([tenants.Folder, .. gone.Split('/')]);
            if (File.Exists(path)) File.Delete(path);
        }
    }

    private async Task<byte[]> ReadAsync(string name, CancellationToken cancellation) =>
        (await _container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToArray();

    private Task WriteAsync(string name, byte[] bytes, CancellationToken cancellation) =>
        _container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, cancellation);
}
