using Serverless.Workflows.Archive.Documents;

namespace Serverless.Workflows.Tests.Archive.Documents;

public sealed class MemoryDocumentStoreTests : DocumentStoreContract
{
    private readonly MemoryDocumentStore _store = new();

    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(_store);

    protected override Task CloseAsync() => Task.CompletedTask;

    protected override Task<DateOnly?> RetainedUntilAsync(string tenant, string sha256, string archiveClass) =>
        Task.FromResult(_store.RetainedUntil(tenant, sha256, archiveClass));

    protected override Task LeaveIntakeAsync(string tenant, string sha256)
    {
        _store.LeaveIntake(tenant, sha256);
        return Task.CompletedTask;
    }
}
