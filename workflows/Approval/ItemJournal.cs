using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Approval;

/// <summary>An item together with its visits, decisions and edits, which lie in its partition.</summary>
public sealed class ItemJournal(ItemStore items, IRecordStore records)
{
    /// <summary>The item as it is now, or null.</summary>
    public Task<Item?> GetAsync(string tenant, string id, CancellationToken cancellation) =>
        items.GetAsync(tenant, id, cancellation);

    /// <summary>Changes an item; <paramref name="change"/> is asked again where somebody else was faster.</summary>
    /// <returns>The row whose condition did not hold, or null where it was written or nothing was to be written.</returns>
    public async Task<string?> ChangeAsync(
        string tenant, string id, Func<Item, ItemChange?> change, CancellationToken cancellation)
    {
        var update = await items.UpdateAsync(tenant, id, change, cancellation);
        return update.Result == UpdateResult.RowConflict ? update.ConflictKey : null;
    }

    /// <summary>All visits of an item with their decisions, oldest first.</summary>
    public async Task<IReadOnlyList<Visit>> VisitsAsync(Item item, CancellationToken cancellation)
    {
        var decisions = (await RowsAsync(item.Tenant, item.Id, ItemKeys.Decisions, cancellation))
            .ToDictionary(row => row.Key, row => row.Json, StringComparer.Ordinal);
        return
        [
            .. (await RowsAsync(item.Tenant, item.Id, ItemKeys.Visits, cancellation))
                .Select(row => DurableJson.Deserialize<Visit>(row.Json))
                .Select(visit => decisions.TryGetValue(ItemKeys.Decision(visit.Number), out var json)
                    ? visit with { Decision = DurableJson.Deserialize<Decision>(json) }
                    : visit),
        ];
    }

    /// <summary>One visit of an item, without its decision.</summary>
    /// <exception cref="ActivityFailureException">There is none of that number; not retriable.</exception>
    public async Task<Visit> VisitAsync(Item item, int number, CancellationToken cancellation)
    {
        var row = await records.GetAsync(
            ItemKeys.Partition(item.Tenant, item.Id), ItemKeys.Visit(number), cancellation);
        return row is null
            ? throw new ActivityFailureException(new ActivityFailure(
                "VisitMissing", $"Item {item.Id} has no visit {number}.", Retriable: false))
            : DurableJson.Deserialize<Visit>(row.Json);
    }

    /// <summary>The number of the visit that was open, or was to come, when the item had that revision.</summary>
    public async Task<int> VisitAtAsync(Item item, int revision, CancellationToken cancellation) =>
        (revision >= item.Revision ? [] : await VisitsAsync(item, cancellation))
            .FirstOrDefault(visit => visit.Decision?.Revision >= revision)?.Number ?? item.Visit;

    /// <summary>What was decided in a visit, or null.</summary>
    public async Task<Decision?> DecisionAsync(
        string tenant, string id, int number, CancellationToken cancellation)
    {
        var row = await records.GetAsync(ItemKeys.Partition(tenant, id), ItemKeys.Decision(number), cancellation);
        return row is null ? null : DurableJson.Deserialize<Decision>(row.Json);
    }

    /// <summary>The review statuses that an item was given, oldest first.</summary>
    public async Task<IReadOnlyList<GivenStatus>> StatusesAsync(Item item, CancellationToken cancellation) =>
        [.. (await RowsAsync(item.Tenant, item.Id, ItemKeys.Statuses, cancellation)).Select(StatusRows.Read)];

    /// <summary>What an item says otherwise than at a revision: fields and links, whoever changed them. Empty also where
    /// something was changed and changed back.</summary>
    public async Task<IReadOnlyList<FieldChange>> EditedAfterAsync(
        Item item, int revision, CancellationToken cancellation) => await EditedAfterAsync(item, revision, null, cancellation);

    private async Task<IReadOnlyList<FieldChange>> EditedAfterAsync(
        Item item, int revision, int? besides, CancellationToken cancellation) => revision >= item.ContentRevision
            ? []
            : EditRows.Sum((await RowsAsync(item.Tenant, item.Id, EditRows.After(revision), cancellation))
                .Select(EditRows.Read).Where(edit => edit.Revision != besides));

    /// <summary>What a person who saw an item at a revision does not know of what it says now: changed fields and links,
    /// and the review status and notes that others gave. What no page shows, such as that a mail was sent, is not in it.</summary>
    /// <param name="ownEdit">The revision of an edit of theirs that they do know of, or null.</param>
    public async Task<IReadOnlyList<FieldChange>> UnseenAsync(
        Item item, int revision, string person, int? ownEdit, CancellationToken cancellation) => revision >= item.Revision
            ? []
            :
            [
                .. await EditedAfterAsync(item, revision, ownEdit, cancellation),
                .. StatusRows.Unseen(
                    await RowsAsync(item.Tenant, item.Id, ItemKeys.Statuses, cancellation), revision, person),
            ];

    /// <summary>What was read from the document, and what persons changed on it, oldest first.</summary>
    public async Task<IReadOnlyList<Edit>> EditsAsync(Item item, CancellationToken cancellation) =>
        [.. (await RowsAsync(item.Tenant, item.Id, EditRows.After(0), cancellation)).Select(EditRows.Read)];

    private async Task<List<Row>> RowsAsync(
        string tenant, string id, RowRange range, CancellationToken cancellation)
    {
        var rows = new List<Row>();
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(
                ItemKeys.Partition(tenant, id), range, RecordLimits.MaxPageSize, continuation, cancellation);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
