using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;

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
}
