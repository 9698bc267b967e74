using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Tests.Archive.Records;

public sealed class MemoryRecordStoreTests : RecordStoreContract
{
    protected override Task<IRecordStore> OpenAsync() => Task.FromResult<IRecordStore>(new MemoryRecordStore());

    protected override Task CloseAsync() => Task.CompletedTask;
}
