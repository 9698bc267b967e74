using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Serverless.Connectors.Records;
using Serverless.Connectors.Tests.Storage;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Connectors.Tests.Records;

public sealed class TableRecordStoreTests
{
    public static TheoryData<string, object?[]> Contract => ContractRun.Cases(typeof(RecordStoreContract));

    [AzuriteTheory]
    [MemberData(nameof(Contract))]
    public Task Keeps_the_contract(string test, object?[] arguments) => ContractRun.RunAsync<OnTables>(test, arguments);

    [AzuriteFact]
    public async Task A_write_whose_answer_was_lost_is_not_taken_for_somebody_elses()
    {
        var options = TableRecordStore.Options();
        var line = new LossyHandler();
        options.Transport = new HttpClientTransport(new HttpClient(line));
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        var service = new TableServiceClient(Azurite.Running.ConnectionString, options);
        var store = new TableRecordStore(service, "t" + Guid.NewGuid().ToString("N"));
        await store.CreateAsync(CancellationToken.None);

        line.LoseNext = true;
        var inserted = await store.WriteAsync(
            "p", [new RowWrite.Delete("gone"), new RowWrite.Insert("a", "1"), new RowWrite.Put("b", "2")], CancellationToken.None);
        Assert.True(inserted.Written);
        var row = (await store.GetAsync("p", "a", CancellationToken.None))!;
        Assert.Equal(["", row.ETag], inserted.ETags.Take(2));

        line.LoseNext = true;
        var replaced = await store.WriteAsync("p", [new RowWrite.Replace("a", "3", row.ETag)], CancellationToken.None);
        Assert.True(replaced.Written);
        Assert.True(line.Lost >= 2);
        Assert.Equal("a", (await store.WriteAsync("p", [new RowWrite.Insert("a", "4")], CancellationToken.None)).ConflictKey);
    }

    private sealed class OnTables : RecordStoreContract
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

    /// <summary>Lets the service do the next batch that it accepts, and loses its answer.</summary>
    private sealed class LossyHandler() : DelegatingHandler(new HttpClientHandler())
    {
        public bool LoseNext { get; set; }

        public int Lost { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (!LoseNext || !request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal)) return answer;
            if ((await answer.Content.ReadAsStringAsync(cancellationToken)).Contains("HTTP/1.1 4", StringComparison.Ordinal)) return answer;
            LoseNext = false;
            Lost++;
            throw new HttpRequestException("The line is dead.");
        }
    }
}
