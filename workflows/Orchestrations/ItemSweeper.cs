using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>
/// Mends what keeps an open item from going on: an instance that was never started or has ended without its item, and a
/// decision or new visit whose wake-up was lost. A home runs it at its start and now and then.
/// </summary>
public sealed class ItemSweeper(ItemStore items, ItemStarter starter, ILogger<ItemSweeper> logger)
{
    private const int PageSize = 100;

    /// <summary>Goes through every open item of a tenant.</summary>
    /// <returns>How many were started or woken.</returns>
    public async Task<int> SweepAsync(string tenant, CancellationToken cancellation)
    {
        var mended = 0;
        foreach (var status in new[] { ItemStatus.Running, ItemStatus.Waiting })
        {
            string? cursor = null;
            do
            {
                var page = await items.ListAsync(tenant, new ItemQuery(status, PageSize: PageSize, Cursor: cursor), cancellation);
                foreach (var item in page.Items) mended += await MendAsync(item, cancellation) ? 1 : 0;
                cursor = page.Next;
            }
            while (cursor is not null);
        }

        if (mended > 0) logger.LogInformation("{Count} items of {Tenant} were started or woken", mended, tenant);
        return mended;
    }

    private async Task<bool> MendAsync(Item item, CancellationToken cancellation)
    {
        if (await starter.StartAsync(item, cancellation) == StartResult.Started) return true;
        if (await starter.ReviveAsync(item, cancellation))
        {
            logger.LogError("Item {Item} of {Tenant} had lost its instance and was started anew at its station", item.Id, item.Tenant);
            return true;
        }

        // An item that was given to somebody else is open again, and whoever wrote that may have died before waking it.
        if (item.VisitState != VisitState.Decided && item is not { VisitState: VisitState.Opened, RemindUtc: null }) return false;
        await starter.WakeAsync(item, cancellation);
        return true;
    }
}
