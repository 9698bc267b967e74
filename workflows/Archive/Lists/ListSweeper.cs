using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Takes away what a writer that died has left in the lists. It looks only at the marks that such writers left,
/// so a sweep costs one query and a few writes per crash, however many items there are.
/// </summary>
public sealed class ListSweeper(IRecordStore records, IDocumentStore documents, TimeProvider time)
{
    private readonly ItemRows _items = new(records, documents);
    private readonly ListUpkeep _lists = new(records, time);

    /// <summary>A mark younger than this may belong to a writer that is still at work.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Nobody is at work for so long: places of an item that was never written as it was to be are nobody's.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(1);

    /// <summary>Sweeps a tenant's lists.</summary>
    /// <returns>How many items were set right.</returns>
    public Task<int> SweepAsync(string tenant, CancellationToken cancellation) =>
        SweepAsync(tenant, Grace, Longest, cancellation);

    /// <summary>Sweeps a tenant's lists at once: every mark is of a writer that died. Only while nobody else writes, as at
    /// the start of a home that is one process.</summary>
    /// <returns>How many items were set right.</returns>
    public Task<int> SweepAloneAsync(string tenant, CancellationToken cancellation) =>
        SweepAsync(tenant, TimeSpan.Zero, TimeSpan.Zero, cancellation);

    private async Task<int> SweepAsync(string tenant, TimeSpan grace, TimeSpan longest, CancellationToken cancellation)
    {
        var (now, repaired) = (time.GetUtcNow(), 0);
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(
                ListUpkeep.MarksOf(tenant), RowRange.All, 100, continuation, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                var mark = DurableJson.Deserialize<Mark>(row.Json);
                if (now - mark.AtUtc < grace) continue;
                repaired += await SetRightAsync(tenant, row.Key, mark, now - mark.AtUtc >= longest, cancellation)
                    .ConfigureAwait(false) ? 1 : 0;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return repaired;
    }

    /// <param name="isAbandoned">Whether nobody can be about to write the item with any of the rows.</param>
    private async Task<bool> SetRightAsync(
        string tenant, string key, Mark mark, bool isAbandoned, CancellationToken cancellation)
    {
        var item = (await _items.ReadAsync(tenant, mark.Item, cancellation).ConfigureAwait(false))?.Item;
        var revision = isAbandoned ? int.MaxValue : item?.Revision ?? 0;
        if (!await _lists.RemoveAsync(tenant, revision, mark.Rows.Except(item?.ListRows ?? []), cancellation).ConfigureAwait(false))
            return false;
        await _lists.UnmarkAsync(tenant, key, cancellation).ConfigureAwait(false);
        return true;
    }
}
