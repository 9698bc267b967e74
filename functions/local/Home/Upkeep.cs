using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Home;

/// <summary>Mends, at the start and now and then, what a crash can leave between two stores, and forgets instances that
/// ended long ago.</summary>
internal sealed class Upkeep(
    TenantFiles tenants, ItemSweeper items, ListSweeper lists, IWorkflowClient workflows, TimeProvider time, ILogger<Upkeep> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>Lists follow marks and cost nothing where there are none; open items are read once an hour.</summary>
    private const int RoundsPerItemSweep = 12;

    /// <summary>The engine is asked for each of them at the start and once a day.</summary>
    private const int RoundsPerFullSweep = 24 * RoundsPerItemSweep;

    /// <summary>An instance that ended is kept this long for whoever looks into it; the item's record stays.</summary>
    private static readonly TimeSpan KeepEnded = TimeSpan.FromDays(7);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Brings the lists after a killed process, before anybody writes: what goes through the open items finds
    /// them by these lists.</summary>
    public async Task MendListsAsync(CancellationToken cancellation)
    {
        foreach (var tenant in tenants.All)
            await TryAsync(tenant.Id, () => lists.SweepAloneAsync(tenant.Id, cancellation));
    }

    public void Begin() => _running = RunAsync(_stop.Token);

    /// <summary>Stops. The home does so before it closes the engine, and the container once more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested) await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            for (var round = 0; ; round++)
            {
                var isHour = round % RoundsPerItemSweep == 0;
                foreach (var tenant in tenants.All)
                {
                    // A writer that died before its lists were right may not have started its item either.
                    var isDue = isHour;
                    await TryAsync(tenant.Id, async () => isDue |= await lists.SweepAsync(tenant.Id, cancellation) > 0);
                    if (round % RoundsPerFullSweep == 0) await TryAsync(tenant.Id, () => items.SweepAsync(tenant.Id, cancellation));
                    else if (isDue) await TryAsync(tenant.Id, () => items.SweepDueAsync(tenant.Id, cancellation));
                }

                if (isHour) await TryAsync("engine", () => PurgeAsync(cancellation));
                await timer.WaitForNextTickAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The home stops; what is left is mended at the next start.
        }
    }

    private async Task PurgeAsync(CancellationToken cancellation)
    {
        foreach (var status in new[] { InstanceStatus.Completed, InstanceStatus.Terminated, InstanceStatus.Failed })
        {
            string? continuation = null;
            do
            {
                var page = await workflows.QueryAsync(new InstanceFilter(Status: status), continuation, cancellation);
                foreach (var old in page.Instances.Where(one => one.UpdatedUtc < time.GetUtcNow() - KeepEnded))
                    await workflows.PurgeAsync(old.InstanceId, cancellation);
                continuation = page.Continuation;
            }
            while (continuation is not null);
        }
    }

    private async Task TryAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failed) when (!_stop.IsCancellationRequested)
        {
            logger.LogError(failed, "The upkeep of {What} failed; it is tried again", what);
        }
    }
}
