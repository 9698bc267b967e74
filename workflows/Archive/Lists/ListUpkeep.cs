using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Keeps the rows of lists with their item, so that at every moment each row is there that the item owns. Its new rows are
/// there before it is written, its old ones go after that; whoever is about to change them leaves a mark first and takes it
/// away when all is done, so that a crash leaves the mark.
/// </summary>
/// <remarks>Several may do so at once. A row carries the revision that it was put there for. It is never made older, and is
/// taken away only by whoever has seen the item at that revision or a later one without it, and only while nobody has touched
/// the row since: what one writer puts there before it writes the item, no other takes away.</remarks>
internal sealed class ListUpkeep(IRecordStore records, TimeProvider time)
{
    /// <summary>The partition of a tenant's marks, by item.</summary>
    public static string MarksOf(string tenant) => Keys.Join(tenant, "list-marks");

    /// <summary>A name for a mark that no other writer has.</summary>
    public static string NewMark(string id) => Keys.Join(id, Guid.NewGuid().ToString("N"));

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

    /// <summary>Puts rows there, before the item is written that owns them.</summary>
    /// <param name="item">The item as it will be written.</param>
    /// <param name="rows">Those of its rows that are new.</param>
    public Task AddAsync(Item item, IEnumerable<string> rows, CancellationToken cancellation) => ByListAsync(
        item.Tenant, rows, (partition, keys) => AddAsync(partition, keys, new ListRow(item.Id, item.Revision), cancellation));

    /// <summary>Takes away rows that an item does not own.</summary>
    /// <param name="revision">The item's revision, as it was read or written without them.</param>
    /// <returns>Whether all are gone; else somebody is about to write the item with one, or died before.</returns>
    public async Task<bool> RemoveAsync(
        string tenant, int revision, IEnumerable<string> rows, CancellationToken cancellation)
    {
        var gone = await ByListAsync(tenant, rows, (partition, keys) => RemoveAsync(partition, keys, revision, cancellation))
            .ConfigureAwait(false);
        return gone.All(all => all);
    }

    private async Task<bool> AddAsync(string partition, string[] keys, ListRow row, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(row, DurableJson.Options);
        var writes = keys.ToDictionary(key => key, RowWrite (key) => new RowWrite.Insert(key, json), StringComparer.Ordinal);
        while (await ConflictAsync(partition, writes.Values, cancellation).ConfigureAwait(false) is { } key)
        {
            if (await records.GetAsync(partition, key, cancellation).ConfigureAwait(false) is not { } there)
                writes[key] = new RowWrite.Insert(key, json);
            else if (RevisionOf(there) < row.Revision) writes[key] = new RowWrite.Replace(key, json, there.ETag);
            else writes.Remove(key);
        }

        return true;
    }

    private async Task<bool> RemoveAsync(string partition, string[] keys, int revision, CancellationToken cancellation)
    {
        var (writes, all) = (new Dictionary<string, RowWrite>(StringComparer.Ordinal), true);
        var rows = await Task.WhenAll(keys.Select(key => records.GetAsync(partition, key, cancellation))).ConfigureAwait(false);
        foreach (var row in rows.OfType<Row>()) Plan(row);
        while (await ConflictAsync(partition, writes.Values, cancellation).ConfigureAwait(false) is { } key)
        {
            writes.Remove(key);
            if (await records.GetAsync(partition, key, cancellation).ConfigureAwait(false) is { } there) Plan(there);
        }

        return all;

        void Plan(Row row)
        {
            if (RevisionOf(row) <= revision) writes[row.Key] = new RowWrite.Delete(row.Key, row.ETag);
            else all = false;
        }
    }

    /// <returns>The row whose condition did not hold, or null where all was written.</returns>
    private async Task<string?> ConflictAsync(
        string partition, IReadOnlyCollection<RowWrite> writes, CancellationToken cancellation) => writes.Count == 0
        ? null
        : (await records.WriteAsync(partition, [.. writes], cancellation).ConfigureAwait(false)).ConflictKey;

    private static Task<bool[]> ByListAsync(string tenant, IEnumerable<string> rows, Func<string, string[], Task<bool>> work) =>
        Task.WhenAll(rows.Select(ItemLists.Split)
            .GroupBy(row => row.List, row => row.Key, StringComparer.Ordinal)
            .SelectMany(list => list.Chunk(RecordLimits.MaxRows).Select(keys => (list.Key, Keys: keys)))
            .Select(list => work(ItemLists.Partition(tenant, list.Key), list.Keys)));

    private static int RevisionOf(Row row) => DurableJson.Deserialize<ListRow>(row.Json).Revision;
}

/// <summary>A row of a list: the item, and the revision that put it there.</summary>
internal sealed record ListRow(string Item, int Revision);

/// <summary>Somebody is changing the lists of an item.</summary>
/// <param name="Rows">The rows that may be there without the item owning them.</param>
internal sealed record Mark(string Item, DateTimeOffset AtUtc, IReadOnlyList<string> Rows);
