using System.Text.Json;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Posting;

/// <summary>The records of postings, in the partition of their item, each step with its entry in the item's audit
/// trail.</summary>
public sealed class PostingBook(IRecordStore records, TimeProvider time)
{
    private readonly AuditTrail _audit = new(records, time);

    /// <summary>A posting, or null.</summary>
    public async Task<Posting?> GetAsync(PostingKey key, CancellationToken cancellation) =>
        (await ReadAsync(key, cancellation).ConfigureAwait(false))?.Posting;

    /// <summary>Every posting of an item, by target, purpose and count.</summary>
    public Task<IReadOnlyList<Posting>> OfItemAsync(string tenant, string item, CancellationToken cancellation) =>
        QueryAsync(tenant, item, ItemKeys.Postings, cancellation);

    /// <summary>The last posting of an item to a target for a purpose, or null: the one that counts.</summary>
    public async Task<Posting?> LastAsync(
        string tenant, string item, string target, string purpose, CancellationToken cancellation)
    {
        var range = RowRange.Prefix(Keys.Prefix("posting", target, purpose));
        var postings = await QueryAsync(tenant, item, range, cancellation).ConfigureAwait(false);
        return postings.Count > 0 ? postings[^1] : null;
    }

    /// <summary>A posting with its ETag, or null.</summary>
    internal async Task<(Posting Posting, string ETag)?> ReadAsync(PostingKey key, CancellationToken cancellation)
    {
        var row = await records.GetAsync(ItemKeys.Partition(key.Tenant, key.Item), RowOf(key), cancellation)
            .ConfigureAwait(false);
        return row is null ? null : (DurableJson.Deserialize<Posting>(row.Json), row.ETag);
    }

    /// <summary>Writes rows of one item with an entry of its trail, again where only the trail had moved on.</summary>
    /// <returns>Whether it was written; if not, one of the postings is not as it was.</returns>
    internal async Task<bool> WriteAsync(
        PostingKey key, IReadOnlyList<RowWrite> writes, AuditNote note, CancellationToken cancellation)
    {
        while (true)
        {
            var audit = await _audit.AppendingAsync(key.Tenant, key.Item, [note], cancellation).ConfigureAwait(false);
            var result = await records.WriteAsync(
                ItemKeys.Partition(key.Tenant, key.Item), [.. writes, .. audit], cancellation).ConfigureAwait(false);
            if (result.Written) return true;
            if (!AuditTrail.IsRow(result.ConflictKey!)) return false;
        }
    }

    internal static RowWrite Insert(Posting posting) => new RowWrite.Insert(RowOf(posting.Key), Json(posting));

    internal static RowWrite Replace(Posting posting, string etag) =>
        new RowWrite.Replace(RowOf(posting.Key), Json(posting), etag);

    private static string RowOf(PostingKey key) => ItemKeys.Posting(key.Target, key.Purpose, key.N);

    private static string Json(Posting posting) => JsonSerializer.Serialize(posting, DurableJson.Options);

    private async Task<IReadOnlyList<Posting>> QueryAsync(
        string tenant, string item, RowRange range, CancellationToken cancellation)
    {
        var postings = new List<Posting>();
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(
                ItemKeys.Partition(tenant, item), range, RecordLimits.MaxPageSize, continuation, cancellation)
                .ConfigureAwait(false);
            postings.AddRange(page.Rows.Select(row => DurableJson.Deserialize<Posting>(row.Json)));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return postings;
    }
}
