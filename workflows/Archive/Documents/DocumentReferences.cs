using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Archive.Documents;

/// <summary>Which items hold a document: rows <c>doc/sha</c>, by item. A document may be removed only when no item holds
/// it any more; whoever files a document adds the reference before anything else points to it.</summary>
public sealed class DocumentReferences(IRecordStore records)
{
    /// <summary>Notes that an item holds documents. Repeating it changes nothing.</summary>
    public Task AddAsync(
        string tenant, string item, IEnumerable<string> sha256, CancellationToken cancellation) =>
        Task.WhenAll(sha256.Distinct(StringComparer.Ordinal).Select(sha => records.WriteAsync(
            Partition(tenant, sha), [new RowWrite.Put(item, "{}")], cancellation)));

    /// <summary>Notes that an item holds a document no longer.</summary>
    public Task RemoveAsync(string tenant, string item, string sha256, CancellationToken cancellation) =>
        records.WriteAsync(Partition(tenant, sha256), [new RowWrite.Delete(item)], cancellation);

    /// <summary>The items that hold a document, a page at a time.</summary>
    public async Task<(IReadOnlyList<string> Items, string? Continuation)> ItemsOfAsync(
        string tenant, string sha256, string? continuation, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(
            Partition(tenant, sha256), RowRange.All, RecordLimits.MaxPageSize, continuation, cancellation)
            .ConfigureAwait(false);
        return ([.. page.Rows.Select(row => row.Key)], page.Continuation);
    }

    private static string Partition(string tenant, string sha256) => Keys.Join(tenant, "doc", sha256);
}
