using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Connectors.Documents;
using Serverless.Connectors.Records;
using Serverless.Connectors.Storage;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Connectors.Tests.Storage;

/// <summary>What the stores do while the service refuses for a while, or for good.</summary>
[Collection("containers")]
public sealed class ThrottlingTests
{
    /// <summary>The first attempt and eight more.</summary>
    private const int Attempts = 9;

    [AzuriteTheory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests")]
    public async Task Records_wait_for_a_busy_service_and_give_up_with_a_word_and_nothing_written(
        HttpStatusCode status, string code)
    {
        var line = new ThrottledLine(status, code);
        var service = new TableServiceClient(Azurite.Running.ConnectionString, OnLine(TableRecordStore.Options(), line));
        var store = new TableRecordStore(service, "t" + Guid.NewGuid().ToString("N"));
        await store.CreateAsync(CancellationToken.None);

        line.Left = Attempts - 1;
        Assert.True((await store.WriteAsync(
            "p", [new RowWrite.Insert("a", "1"), new RowWrite.Insert("b", "2")], CancellationToken.None)).Written);
        Assert.Equal(Attempts - 1, line.Refused);

        line.Left = Attempts;
        var busy = await Assert.ThrowsAsync<StorageBusyException>(() => store.WriteAsync(
            "p", [new RowWrite.Put("a", "9"), new RowWrite.Insert("c", "3")], CancellationToken.None));
        Assert.Contains($"{(int)status} {code}", busy.Message, StringComparison.Ordinal);

        line.Left = 0;
        var rows = await store.QueryAsync("p", RowRange.All, 10, null, CancellationToken.None);
        Assert.Equal([("a", "1"), ("b", "2")], rows.Rows.Select(row => (row.Key, row.Json)));
    }

    [AzuriteFact]
    public async Task Documents_wait_for_a_busy_service_and_are_there_whole_or_not_at_all()
    {
        var line = new ThrottledLine(HttpStatusCode.ServiceUnavailable, "ServerBusy");
        var service = new BlobServiceClient(Azurite.Running.ConnectionString, OnLine(BlobDocumentStore.Options(), line));
        var store = new BlobDocumentStore(service, ArchiveProtection.Noted);
        await store.CreateAsync(CancellationToken.None);
        var bytes = new byte[6 * 1024 * 1024];
        Random.Shared.NextBytes(bytes);

        line.Left = Attempts;
        await Assert.ThrowsAsync<StorageBusyException>(
            () => store.PutAsync("busy", new MemoryStream(bytes), bytes.Length, CancellationToken.None));
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        line.Left = 0;
        Assert.Null(await store.OpenAsync("busy", sha256, CancellationToken.None));

        line.Left = 3;
        Assert.Equal(sha256, (await store.PutAsync("busy", new MemoryStream(bytes), bytes.Length, CancellationToken.None)).Sha256);
        await using var content = await store.OpenAsync("busy", sha256, CancellationToken.None);
        Assert.Equal(bytes.Length, content!.Length);
    }

    /// <summary>The store's own options, without its waits.</summary>
    private static T OnLine<T>(T options, ThrottledLine line)
        where T : ClientOptions
    {
        options.Transport = new HttpClientTransport(new HttpClient(line));
        (options.Retry.Delay, options.Retry.MaxDelay) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2));
        return options;
    }
}
