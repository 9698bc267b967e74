using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Brings the rows of lists after their item. Whoever is about to change them leaves a mark first and takes it away when
/// all is done, so that a crash leaves the mark. After the last row was written the item is looked at once more: where it
/// has moved on, its rows are set right again, so that a slow writer never has the last word with old rows.
/// </summary>
internal sealed class ListUpkeep(IRecordStore records, ItemRows items, TimeProvider time)
{
    /// <summary>The partition of a tenant's marks, by item.</summary>
    public static string MarksOf(string tenant) => Keys.Join(tenant, "list-marks");

    /// <summary>Leaves a mark, or extends one.</summary>
    public async Task MarkAsync(
        string tenant, string id, string mark, IReadOnlyCollection<string> rows, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(new Mark(id, time.GetUtcNow(), [.. rows]), DurableJson.Options);
        await records.WriteAsync(MarksOf(tenant), [new RowWrite.Put(mark, json)], cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes a mark away.</summary>
    public Task UnmarkAsync(string tenant, string mark, CancellationToken cancellation) =>
        records.WriteAsync(MarksOf(tenant), [new RowWrite.Delete(mark)], cancellation);

    /// <summary>A name for a mark that no other writer has.</summary>
    public static string NewMark(string id) => Keys.Join(id, Guid.NewGuid().ToString("N"));

    /// <summary>Brings the lists after an item that was written as <paramref name="written"/>.</summary>
    /// <param name="before">The rows it had before.</param>
    public async Task FollowAsync(
        Item written, IReadOnlyCollection<string> before, string mark, CancellationToken cancellation)
    {
        var touched = before.Union(written.ListRows).ToHashSet(StringComparer.Ordinal);
        await WriteAsync(written, [.. written.ListRows.Except(before)], [.. before.Except(written.ListRows)], cancellation)
            .ConfigureAwait(false);
        await SetRightAsync(written.Tenant, written.Id, mark, written.Revision, touched, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>Sets the rows of an item right until it does not move any more.</summary>
    /// <param name="settled">The revision whose rows are right already, or null.</param>
    /// <param name="touched">Every row that may have to be taken away.</param>
    public async Task SetRightAsync(
        string tenant, string id, string mark, int? settled, HashSet<string> touched, CancellationToken cancellation)
    {
        while (true)
        {
            var now = await items.ReadAsync(tenant, id, cancellation).ConfigureAwait(false);
            if (now?.Item is not { } item)
            {
                // Marked, but never written: there is no row of it either.
                return;
            }

            if (item.Revision == settled) return;
            if (item.ListRows.Any(touched.Add))
                await MarkAsync(tenant, id, mark, touched, cancellation).ConfigureAwait(false);
            await WriteAsync(item, item.ListRows, [.. touched.Except(item.ListRows)], cancellation)
                .ConfigureAwait(false);
            settled = item.Revision;
        }
    }

    private async Task WriteAsync(
        Item item, IReadOnlyList<string> there, IReadOnlyList<string> gone, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(new ListRow(item.Id, item.Revision), DurableJson.Options);
        await WriteAsync(item.Tenant, there, key => new RowWrite.Put(key, json), cancellation).ConfigureAwait(false);
        await WriteAsync(item.Tenant, gone, key => new RowWrite.Delete(key), cancellation).ConfigureAwait(false);
    }

    private Task<WriteResult[]> WriteAsync(
        string tenant, IReadOnlyList<string> rows, Func<string, RowWrite> write, CancellationToken cancellation) =>
        Task.WhenAll(rows.Select(ItemLists.Split)
            .GroupBy(row => row.List, row => write(row.Key), StringComparer.Ordinal)
            .SelectMany(list => list.Chunk(RecordLimits.MaxRows).Select(batch => (list.Key, Batch: batch)))
            .Select(list =>
                records.WriteAsync(ItemLists.Partition(tenant, list.Key), list.Batch, cancellation)));
}

/// <summary>A row of a list: the item, and the revision that put it there.</summary>
internal sealed record ListRow(string Item, int Revision);

/// <summary>Somebody is changing the lists of an item.</summary>
/// <param name="Rows">The rows that may be there or missing.</param>
internal sealed record Mark(string Item, DateTimeOffset AtUtc, IReadOnlyList<string> Rows);
