using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Repairs the lists where a writer died between an item and its rows. It looks only at the marks that such writers left,
/// so a sweep costs one query and a few writes per crash, however many items there are.
/// </summary>
public sealed class ListSweeper(IRecordStore records, IDocumentStore documents, TimeProvider time)
{
    private readonly ItemRows _items = new(records, documents);

    /// <summary>A mark younger than this may belong to a writer that is still at work.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Sweeps a tenant's lists.</summary>
    /// <returns>How many items were set right.</returns>
    public Task<int> SweepAsync(string tenant, CancellationToken cancellation) => SweepAsync(tenant, Grace, cancellation);

    /// <summary>Sweeps a tenant's lists at once: every mark is of a writer that died. Only while nobody else writes, as at
    /// the start of a home that is one process.</summary>
    /// <returns>How many items were set right.</returns>
    public Task<int> SweepAloneAsync(string tenant, CancellationToken cancellation) =>
        SweepAsync(tenant, TimeSpan.Zero, cancellation);

    private async Task<int> SweepAsync(string tenant, TimeSpan grace, CancellationToken cancellation)
    {
        var upkeep = new ListUpkeep(records, _items, time);
        var young = time.GetUtcNow() - grace;
        var repaired = 0;
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(
                ListUpkeep.MarksOf(tenant), RowRange.All, 100, continuation, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                var mark = DurableJson.Deserialize<Mark>(row.Json);
                if (mark.AtUtc > young) continue;
                await upkeep.SetRightAsync(
                    tenant, mark.Item, row.Key, settled: null, [.. mark.Rows], cancellation).ConfigureAwait(false);
                await upkeep.UnmarkAsync(tenant, row.Key, cancellation).ConfigureAwait(false);
                repaired++;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return repaired;
    }
}
