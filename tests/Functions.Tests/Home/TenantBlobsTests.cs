using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Connectors.Tests.Storage;
using Serverless.Functions.Home;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Functions.Tests.Home;

[Collection("containers")]
public sealed class TenantBlobsTests
{
    [AzuriteFact]
    public async Task A_bad_file_never_replaces_a_good_one_and_a_new_worker_goes_on_with_the_good_one()
    {
        var service = new BlobServiceClient(Azurite.Running.ConnectionString);
        var container = service.GetBlobContainerClient("tenants");
        await container.DeleteIfExistsAsync();

        using var first = new Worker(service);
        await first.Blobs.RefreshAsync(CancellationToken.None);
        Assert.Empty(first.Tenants.All);
        await first.Blobs.WriteDemoIfEmptyAsync(CancellationToken.None);
        await first.Blobs.RefreshAsync(CancellationToken.None);
        Assert.NotNull(first.Tenants.Find(DemoTenant.Id));
        Assert.Equal(
            DemoTenant.SeedFiles,
            Directory.GetFiles(Path.Combine(first.Tenants.Folder, DemoTenant.Id, DemoTenant.SeedFolder))
                .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

        await container.GetBlobClient($"{DemoTenant.Id}/{TenantFiles.FileName}")
            .UploadAsync(BinaryData.FromString("{ \"id\": \"demo\" }"), overwrite: true);
        await container.GetBlobClient("half/tenant.json").UploadAsync(BinaryData.FromString("{"), overwrite: true);
        await first.Blobs.RefreshAsync(CancellationToken.None);
        using var second = new Worker(service);
        await second.Blobs.RefreshAsync(CancellationToken.None);

        foreach (var worker in new[] { first, second })
            Assert.Equal([DemoTenant.Id], worker.Tenants.All.Select(tenant => tenant.Id));

        await container.DeleteBlobAsync($"{DemoTenant.Id}/{TenantFiles.FileName}");
        await first.Blobs.RefreshAsync(CancellationToken.None);
        Assert.Empty(first.Tenants.All);

        var renamed = Encoding.UTF8.GetString(DemoTenant.TenantFile);
        await container.GetBlobClient($"{DemoTenant.Id}/{TenantFiles.FileName}").UploadAsync(BinaryData.FromString(renamed));
        await first.Blobs.RefreshAsync(CancellationToken.None);
        Assert.Single(first.Tenants.All);
    }

    private sealed class Worker : IDisposable
    {
        public Worker(BlobServiceClient service) =>
            Blobs = new TenantBlobs(service, Tenants, NullLogger<TenantBlobs>.Instance);

        public TenantFiles Tenants { get; } = new(Directory.CreateTempSubdirectory("tenants-").FullName);

        public TenantBlobs Blobs { get; }

        public void Dispose()
        {
            Blobs.Dispose();
            Directory.Delete(Tenants.Folder, recursive: true);
        }
    }
}
