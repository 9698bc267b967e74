using Microsoft.Extensions.Logging;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Starts, wakes and restarts the instance that runs an item.</summary>
public sealed class ItemStarter(ItemStore items, IWorkflowClient workflows, ILogger<ItemStarter> logger)
{
    /// <summary>Starts the instance of the item's epoch, unless there is one.</summary>
    public Task<StartResult> StartAsync(Item item, CancellationToken cancellation)
    {
        var run = new ItemRun(item.Tenant, item.Id, item.Epoch, ItemRun.CurrentRevision);
        return workflows.StartAsync(ItemSteps.Item.Value, run.InstanceId, DurableJson.Serialize(run), cancellation);
    }

    /// <summary>Tells the instance to look at the record.</summary>
    public Task WakeAsync(Item item, CancellationToken cancellation) => workflows.RaiseEventAsync(
        ItemRun.InstanceOf(item.Id, item.Epoch), ItemSteps.DecidedEvent, DurableJson.Serialize(new Wake()), cancellation);

    /// <summary>The same after a change that is on disk already: a wake-up that fails only costs time, for the item is looked
    /// at again by its timer, by upkeep and at the next start.</summary>
    public async Task TryWakeAsync(Item item, CancellationToken cancellation)
    {
        try
        {
            await WakeAsync(item, cancellation);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogWarning(failed, "Item {Item} was changed but could not be woken; upkeep wakes it", item.Id);
        }
    }

    /// <summary>Starts an item anew where its instance has ended without it: a history that the code no longer matches, a
    /// failure that nothing caught.</summary>
    /// <returns>False where the instance is there and goes on, or the item has ended and nobody is to be told any more.
    /// </returns>
    public async Task<bool> ReviveAsync(Item item, CancellationToken cancellation)
    {
        var instance = await workflows.GetAsync(ItemRun.InstanceOf(item.Id, item.Epoch), cancellation);
        if (instance is not { Status: InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated })
            return false;
        var reason = $"Der Ablauf {instance.InstanceId} hatte geendet: {instance.Failure?.Message ?? instance.Status.ToString()}";
        return await RestartAsync(item.Tenant, item.Id, item.Epoch, ItemChange.System, reason, cancellation);
    }

    /// <summary>
    /// Starts the item anew where its record stands: the epoch rises, a fresh instance opens the same visit (links stay
    /// good), and whatever the old one still does has no effect. For repair, after an upgrade, or in the other home.
    /// </summary>
    /// <returns>False where there is no such item, or it has ended and nobody is to be told any more.</returns>
    public Task<bool> RestartAtStationAsync(
        string tenant, string id, string by, string reason, CancellationToken cancellation) =>
        RestartAsync(tenant, id, null, by, reason, cancellation);

    /// <param name="epoch">Only where the item is still in that one: somebody else may have restarted it since it was
    /// read.</param>
    private async Task<bool> RestartAsync(
        string tenant, string id, int? epoch, string by, string reason, CancellationToken cancellation)
    {
        var old = 0;
        var update = await items.UpdateAsync(tenant, id, current =>
        {
            old = current.Epoch;
            return (current.Stage == ItemStage.Ended && !ItemLists.Owes(current)) || (epoch is { } only && current.Epoch != only)
                ? null
                : new ItemChange(
                    current with { Epoch = current.Epoch + 1 }, by, "restarted",
                    new Dictionary<string, string> { ["reason"] = reason });
        }, cancellation);
        if (!update.Written) return false;

        await StartAsync(update.Item!, cancellation);
        await workflows.TerminateAsync(ItemRun.InstanceOf(id, old), reason, cancellation);
        return true;
    }
}
