using Azure.Storage.Blobs;
using Serverless.Connectors.Documents;
using Serverless.Connectors.Tests.Storage;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Connectors.Tests.Documents;

[Collection("containers")]
public sealed class BlobDocumentStoreTests
{
    public static TheoryData<string, object?[]> Contract => ContractRun.Cases(typeof(DocumentStoreContract));

    [AzuriteTheory]
    [MemberData(nameof(Contract))]
    public Task Keeps_the_contract(string test, object?[] arguments) => ContractRun.RunAsync<OnBlobs>(test, arguments);

    [AzuriteFact]
    public async Task A_document_that_changed_in_storage_is_not_archived_as_if_it_were_good()
    {
        var service = new BlobServiceClient(Azurite.Running.ConnectionString);
        var store = new BlobDocumentStore(service, ArchiveProtection.Noted);
        await store.CreateAsync(CancellationToken.None);
        var stored = await store.PutAsync("changed", new MemoryStream([1, 2, 3]), 10, CancellationToken.None);
        await service.GetBlobContainerClient(BlobDocumentStore.IntakeContainer)
            .GetBlobClient($"changed/{stored.Sha256}").UploadAsync(BinaryData.FromBytes(new byte[] { 1, 2, 4 }), overwrite: true);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => store.ArchiveAsync(
            "changed", stored.Sha256, "invoices", new DateOnly(2036, 12, 31), CancellationToken.None));
        Assert.Contains(stored.Sha256, error.Message, StringComparison.Ordinal);
        Assert.Null(await store.RetainedUntilAsync("changed", stored.Sha256, "invoices", CancellationToken.None));
    }

    /// <summary>The containers are shared, so each test begins by emptying them; others that use them run before or after.</summary>
    private sealed class OnBlobs : DocumentStoreContract
    {
        private readonly BlobServiceClient _service = new(Azurite.Running.ConnectionString);
        private BlobDocumentStore _store = null!;

        protected override async Task<IDocumentStore> OpenAsync()
        {
            _store = new BlobDocumentStore(_service, ArchiveProtection.Noted);
            await _store.CreateAsync(None);
            foreach (var name in new[] { BlobDocumentStore.IntakeContainer, BlobDocumentStore.ArchiveContainer })
            {
                var container = _service.GetBlobContainerClient(name);
                await foreach (var blob in container.GetBlobsAsync()) await container.DeleteBlobIfExistsAsync(blob.Name);
            }

            return _store;
        }

        protected override Task CloseAsync() => Task.CompletedTask;

        protected override Task<DateOnly?> RetainedUntilAsync(string tenant, string sha256, string archiveClass) =>
            _store.RetainedUntilAsync(tenant, sha256, archiveClass, None);

        protected override Task LeaveIntakeAsync(string tenant, string sha256) => _service
            .GetBlobContainerClient(BlobDocumentStore.IntakeContainer).DeleteBlobAsync($"{tenant}/{sha256}");
    }
}
