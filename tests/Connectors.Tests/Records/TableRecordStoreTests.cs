using Azure.Data.Tables;
using Serverless.Connectors.Records;
using Serverless.Connectors.Tests.Storage;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Connectors.Tests.Records;

[NeedsAzurite]
public sealed class TableRecordStoreTests : RecordStoreContract
{
    protected override async Task<IRecordStore> OpenAsync()
    {
        var service = new TableServiceClient(Azurite.Running.ConnectionString, TableRecordStore.Options());
        var store = new TableRecordStore(service, "t" + Guid.NewGuid().ToString("N"));
        await store.CreateAsync(None);
        return store;
    }

    protected override Task CloseAsync() => Task.CompletedTask;
}
