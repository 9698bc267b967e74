using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Home;

/// <summary>Mends, at the start and every hour, what a crash can leave between two stores.</summary>
internal sealed class Upkeep(
    TenantFiles tenants, ItemSweeper items, ListSweeper lists, TimeProvider time, ILogger<Upkeep> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public void Begin() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                foreach (var tenant in tenants.All) await SweepAsync(tenant.Id, cancellation);
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The home stops; what is left is mended at the next start.
        }
    }

    private async Task SweepAsync(string tenant, CancellationToken cancellation)
    {
        try
        {
            await items.SweepAsync(tenant, cancellation);
            await lists.SweepAsync(tenant, cancellation);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "The upkeep of {Tenant} failed; it is tried again in an hour", tenant);
        }
    }
}
