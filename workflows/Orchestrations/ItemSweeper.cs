using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>
/// Mends what keeps an item from going on, an open one or one that has ended with somebody still to be told: an instance
/// that was never started or has ended without its item, and a wake-up that was lost, after a decision, a new visit or an
/// edited date. Where an item stands is known from its record alone.
/// </summary>
public sealed class ItemSweeper(ItemStore items, ItemStarter starter, TimeProvider time, ILogger<ItemSweeper> logger)
{
    private const int PageSize = 100;

    private static readonly ItemQuery[] Unfinished =
    [
        new(ItemStatus.Running, PageSize: PageSize), new(ItemStatus.Waiting, PageSize: PageSize), new(Owed: true, PageSize: PageSize),
    ];

    /// <summary>What is due only now may be under way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Goes through every such item of a tenant and asks the engine for each. A home does so at its start, and once
    /// a day.</summary>
    /// <returns>How many were started or woken.</returns>
    public Task<int> SweepAsync(string tenant, CancellationToken cancellation) => SweepAsync(tenant, all: true, cancellation);

    /// <summary>The same for those only that should be doing something by now. What waits quietly is read and left alone: the
    /// engine is asked for nothing, and nothing is written.</summary>
    /// <returns>How many were started or woken.</returns>
    public Task<int> SweepDueAsync(string tenant, CancellationToken cancellation) => SweepAsync(tenant, all: false, cancellation);

    private async Task<int> SweepAsync(string tenant, bool all, CancellationToken cancellation)
    {
        var mended = 0;
        foreach (var query in Unfinished)
        {
            string? cursor = null;
            do
            {
                var page = await items.ListAsync(tenant, query with { Cursor = cursor }, cancellation);
                foreach (var item in page.Items.Where(item => all || IsDue(item)))
                    mended += await TryMendAsync(item, cancellation) ? 1 : 0;
                cursor = page.Next;
            }
            while (cursor is not null);
        }

        if (mended > 0) logger.LogInformation("{Count} items of {Tenant} were started or woken", mended, tenant);
        return mended;
    }

    /// <summary>One that cannot be mended at present keeps no other from it.</summary>
    private async Task<bool> TryMendAsync(Item item, CancellationToken cancellation)
    {
        try
        {
            return await MendAsync(item, cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(failed, "Item {Item} of {Tenant} could not be started or woken; it is tried again", item.Id, item.Tenant);
            return false;
        }
    }

    private async Task<bool> MendAsync(Item item, CancellationToken cancellation)
    {
        if (await starter.StartAsync(item, cancellation) == StartResult.Started) return true;
        if (await starter.ReviveAsync(item, cancellation))
        {
            logger.LogError("Item {Item} of {Tenant} had lost its instance and was started anew at its station", item.Id, item.Tenant);
            return true;
        }

        // Without a visit it is at work, and listens to nothing.
        if (item.VisitState == VisitState.None || !IsDue(item)) return false;
        await starter.WakeAsync(item, cancellation);
        return true;
    }

    private bool IsDue(Item item) => NextStep.Of(item, time.GetUtcNow() - Grace).Kind is not StepKind.Await;
}
