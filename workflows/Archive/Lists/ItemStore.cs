using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Items with their lists. An item is written under its ETag together with the rows that belong to the change. Its new
/// places in the lists are there before that, its old ones go afterwards. Every call is within one tenant.
/// </summary>
public sealed class ItemStore(IRecordStore records, IDocumentStore documents, ICursorSigner cursors, TimeProvider time)
{
    private readonly ItemRows _items = new(records, documents);
    private readonly AuditTrail _audit = new(records, time);

    private readonly ListUpkeep _lists = new(records, time);

    /// <summary>The item as it is now, or null.</summary>
    public async Task<Item?> GetAsync(string tenant, string id, CancellationToken cancellation) =>
        (await _items.ReadAsync(tenant, id, cancellation).ConfigureAwait(false))?.Item;

    /// <summary>A page of a list: the one of the search's longest word, of the assignee, of who was involved, of the
    /// station, of the status, or all, in this order; the other filters are applied row by row.</summary>
    /// <exception cref="InvalidCursorException">The cursor was made for other filters, or is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The page's size is not from 1 to 200.</exception>
    public Task<ItemPage> ListAsync(string tenant, ItemQuery query, CancellationToken cancellation) =>
        new ItemListReader(records, _items, cursors).ReadAsync(tenant, query, cancellation);

    /// <summary>Inserts an item where there is none of its id. Of several writers one inserts.</summary>
    public async Task<ItemInsert> InsertAsync(ItemChange change, CancellationToken cancellation)
    {
        var item = change.Item with { Revision = 1, ListRows = ItemLists.Of(change.Item) };
        var mark = ListUpkeep.NewMark(item.Id);
        await _lists.MarkAsync(item.Tenant, item.Id, mark, item.ListRows, cancellation).ConfigureAwait(false);
        await _lists.AddAsync(item, item.ListRows, cancellation).ConfigureAwait(false);
        while (true)
        {
            var json = await _items.JsonAsync(item, cancellation).ConfigureAwait(false);
            var result = await WriteAsync(change with { Item = item }, new RowWrite.Insert(ItemKeys.Item, json), cancellation)
                .ConfigureAwait(false);
            if (result.Written)
            {
                await SettleAsync(item, [], mark).ConfigureAwait(false);
                return new ItemInsert(true, item);
            }

            if (await GetAsync(item.Tenant, item.Id, cancellation).ConfigureAwait(false) is { } earlier)
            {
                await SettleAsync(earlier, item.ListRows, mark).ConfigureAwait(false);
                return new ItemInsert(false, earlier);
            }

            if (!AuditTrail.IsRow(result.ConflictKey!))
            {
                throw new InvalidOperationException(
                    $"Item {item.Id} cannot be inserted: its row {result.ConflictKey} is there already.");
            }
        }
    }

    /// <summary>Reads an item, changes it and writes it under its ETag, again where somebody else was faster.</summary>
    /// <param name="change">What is to be written, or null for nothing. It may be called several times, each time with the
    /// item as it is, so it must have no effects of its own.</param>
    public async Task<ItemUpdate> UpdateAsync(
        string tenant, string id, Func<Item, ItemChange?> change, CancellationToken cancellation)
    {
        string? mark = null;
        var touched = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var now = await _items.ReadAsync(tenant, id, cancellation).ConfigureAwait(false);
            var wanted = now is null ? null : change(now.Value.Item);
            if (now is null || wanted is null)
            {
                if (now is not null) await SettleAsync(now.Value.Item, touched, mark).ConfigureAwait(false);
                return new ItemUpdate(now is null ? UpdateResult.NotFound : UpdateResult.Unchanged, now?.Item);
            }

            var (before, etag) = now.Value;
            var item = Next(before, wanted.Item);
            var fresh = item.ListRows.Except(before.ListRows).ToList();
            var places = fresh.Concat(before.ListRows.Except(item.ListRows)).ToList();
            if (!touched.IsSupersetOf(places))
            {
                touched.UnionWith(places);
                mark ??= ListUpkeep.NewMark(id);
                await _lists.MarkAsync(tenant, id, mark, touched, cancellation).ConfigureAwait(false);
            }

            await _lists.AddAsync(item, fresh, cancellation).ConfigureAwait(false);

            var json = await _items.JsonAsync(item, cancellation).ConfigureAwait(false);
            var result = await WriteAsync(
                wanted with { Item = item }, new RowWrite.Replace(ItemKeys.Item, json, etag), cancellation)
                .ConfigureAwait(false);
            if (result.Written)
            {
                await SettleAsync(item, touched, mark).ConfigureAwait(false);
                return new ItemUpdate(UpdateResult.Written, item);
            }

            if (result.ConflictKey == ItemKeys.Item || AuditTrail.IsRow(result.ConflictKey!)) continue;

            // The row may be there because the item has moved on; then the change decides again.
            var current = await _items.ReadAsync(tenant, id, cancellation).ConfigureAwait(false);
            if (current?.ETag != etag) continue;

            // What was to be its places may be those of somebody who is about to write it: the mark stays, and they with it.
            return new ItemUpdate(UpdateResult.RowConflict, before, result.ConflictKey);
        }
    }

    private static Item Next(Item before, Item wanted)
    {
        if (wanted.Id != before.Id || wanted.Tenant != before.Tenant)
            throw new InvalidOperationException($"A change of item {before.Id} may not change its id or tenant.");
        var item = wanted with { Revision = before.Revision + 1 };
        return item with { ListRows = ItemLists.Of(item) };
    }

    private async Task<WriteResult> WriteAsync(ItemChange change, RowWrite row, CancellationToken cancellation)
    {
        var item = change.Item;
        var audit = await _audit.AppendingAsync(
            item.Tenant, item.Id, [new AuditNote(change.By, change.What, change.Details)], cancellation)
            .ConfigureAwait(false);
        return await records.WriteAsync(
            ItemKeys.Partition(item.Tenant, item.Id), [row, .. change.Rows, .. audit], cancellation).ConfigureAwait(false);
    }

    // The item stands as it is: that the caller has gone is no reason to leave old places behind.
    private async Task SettleAsync(Item item, IEnumerable<string> touched, string? mark)
    {
        if (mark is null) return;
        await _lists.RemoveAsync(item.Tenant, item.Revision, touched.Except(item.ListRows), CancellationToken.None)
            .ConfigureAwait(false);
        await _lists.UnmarkAsync(item.Tenant, mark, CancellationToken.None).ConfigureAwait(false);
    }
}
