using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Durable;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;

namespace Serverless.Functions.Home;

/// <summary>Mends what a crash can leave between two stores, and forgets instances that have ended and began long ago
/// (the audit trail keeps their story).</summary>
public sealed class Upkeep(
    TenantFiles tenants, ItemSweeper items, ListSweeper lists, CurrentDurableClient client, TimeProvider time,
    ILogger<Upkeep> logger)
{
    /// <summary>How long after its start an ended instance can still be looked at.</summary>
    public static TimeSpan KeptInstances { get; } = TimeSpan.FromDays(30);

    private const int FullSweepHour = 2;

    /// <summary>Sweeps every tenant; one that fails does not keep the others from it. Once a day the engine is asked for
    /// every open item.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var isFull = time.GetUtcNow().Hour == FullSweepHour;
        foreach (var tenant in tenants.All)
        {
            try
            {
                await lists.SweepAsync(tenant.Id, cancellation);
                if (isFull) await items.SweepAsync(tenant.Id, cancellation);
                else await items.SweepDueAsync(tenant.Id, cancellation);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                logger.LogError(failed, "The upkeep of {Tenant} failed; it is tried again at the next run.", tenant.Id);
            }
        }
    }

    /// <summary>Forgets ended instances that began before <see cref="KeptInstances"/>.</summary>
    public async Task PurgeAsync(CancellationToken cancellation)
    {
        var purged = await client.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(
                CreatedTo: time.GetUtcNow() - KeptInstances,
                Statuses:
                [
                    OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed,
                    OrchestrationRuntimeStatus.Terminated,
                ]),
            cancellation);
        logger.LogInformation("{Count} ended instances were purged.", purged.PurgedInstanceCount);
    }
}
