using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Tests.Home;

/// <summary>Looks at the counted attempts of some items whenever a document is read; without items whatever is counted
/// hangs. Forgetting attempts takes long here, so that whoever does not wait for it is seen.</summary>
internal sealed class SuspectWatch(IRecordStore inner) : IRecordStore
{
    private static readonly string Key = ItemKeys.Attempts(nameof(StepKind.Extract));
    private readonly List<IReadOnlyList<int>> _seen = [];

    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>The attempts of all items at each reading, in order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Seen
    {
        get
        {
            lock (_seen) return [.. _seen];
        }
    }

    public IDocumentStore Over(IDocumentStore documents) => new Documents(documents, this);

    public async Task<IReadOnlyList<int>> AttemptsAsync(IEnumerable<string> items)
    {
        var found = new List<int>();
        foreach (var item in items)
        {
            var row = await inner.GetAsync(ItemKeys.Partition(WalkHome.Tenant, item), Key, default);
            found.Add(row is null ? 0 : DurableJson.Deserialize<int>(row.Json));
        }

        return found;
    }

    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation) =>
        inner.GetAsync(partition, key, cancellation);

    public Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation) =>
        inner.QueryAsync(partition, range, pageSize, continuation, cancellation);

    public async Task<WriteResult> WriteAsync(string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        if (writes.Contains(StepAttempts.Done(StepKind.Extract))) await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation);
        var written = await inner.WriteAsync(partition, writes, cancellation);
        if (Items is null && writes.Any(write => write is RowWrite.Put { Key: var key } && key == Key)) await Task.Delay(Timeout.Infinite, cancellation);
        return written;
    }

    private async Task LookAsync()
    {
        if (Items is null) return;
        var attempts = await AttemptsAsync(Items);
        lock (_seen) _seen.Add(attempts);
    }

    private sealed class Documents(IDocumentStore inner, SuspectWatch watch) : IDocumentStore
    {
        public Task<StoredDocument> PutAsync(string tenant, Stream content, long maxBytes, CancellationToken cancellation) =>
            inner.PutAsync(tenant, content, maxBytes, cancellation);

        public async Task<Stream?> OpenAsync(string tenant, string sha256, CancellationToken cancellation)
        {
            await watch.LookAsync();
            return await inner.OpenAsync(tenant, sha256, cancellation);
        }

        public Task ArchiveAsync(
            string tenant, string sha256, string archiveClass, DateOnly retainUntil, CancellationToken cancellation) =>
            inner.ArchiveAsync(tenant, sha256, archiveClass, retainUntil, cancellation);
    }
}
