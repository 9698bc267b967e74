using Microsoft.Extensions.Logging;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations;

/// <summary>What each home's timer calls once a minute.</summary>
public sealed class MinuteTick(
    TenantFiles tenants, IEnumerable<IMinuteWork> works, TimeProvider time, ILogger<MinuteTick> logger)
{
    /// <summary>How often a home calls.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Does all work of this minute; what fails keeps nothing else from it and is tried again in the next.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var tenant in tenants.All)
        {
            foreach (var work in works) await TryAsync(work, tenant, now, cancellation);
        }
    }

    private async Task TryAsync(IMinuteWork work, Tenant tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await work.RunAsync(tenant, now, cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(
                failed, "{Work} of {Tenant} failed; it is tried again in a minute.", work.GetType().Name, tenant.Id);
        }
    }
}
