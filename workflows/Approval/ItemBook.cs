using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval;

/// <summary>Reads items, lists and history from the record store.</summary>
public sealed class ItemBook(ItemStore items, ItemJournal journal, AuditTrail audit) : IItemBook
{
    /// <inheritdoc/>
    public Task<Item?> GetAsync(string tenant, string id, CancellationToken cancellation) =>
        items.GetAsync(tenant, id, cancellation);

    /// <inheritdoc/>
    public Task<ItemPage> ListAsync(string tenant, ItemQuery query, CancellationToken cancellation) =>
        items.ListAsync(tenant, query, cancellation);

    /// <inheritdoc/>
    public async Task<ItemHistory> HistoryAsync(string tenant, string id, CancellationToken cancellation)
    {
        if (await items.GetAsync(tenant, id, cancellation) is not { } item) return new ItemHistory([], []);
        var trail = await audit.ReadAsync(tenant, id, cancellation);
        return new ItemHistory(await journal.VisitsAsync(item, cancellation), trail.Entries)
        {
            Statuses = await journal.StatusesAsync(item, cancellation),
            Edits = await journal.EditsAsync(item, cancellation),
        };
    }

    /// <inheritdoc/>
    public async Task<ChosenByPeople> ChosenAsync(Item item, CancellationToken cancellation)
    {
        // A rule that gives a group writes no edit, so a person's is the last one only where the item still has it.
        IReadOnlyList<GivenStatus> given = item.ReviewStatus is null ? [] : await journal.StatusesAsync(item, cancellation);
        var edit = item.Cover.InvoiceGroup is null ? null : (await journal.EditsAsync(item, cancellation)).LastOrDefault(
            edit => edit.Changes.Any(change => change.Field == ItemDifferences.InvoiceGroup));
        return new ChosenByPeople(
            given is [.., var last] && last.By != ItemChange.System && last.Status == item.ReviewStatus,
            edit is not null && edit.By != ItemChange.System
                && edit.Changes.Any(change => change.Field == ItemDifferences.InvoiceGroup && change.After == item.Cover.InvoiceGroup));
    }
}
