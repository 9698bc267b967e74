using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Serverless.Functions.Home;

/// <summary>Takes up changed tenant files, in each worker: a timer function would run in only one of them.</summary>
internal sealed class TenantRefresh(
    TenantBlobs blobs, TenantTokens tokens, TimeProvider time, ILogger<TenantRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await blobs.RefreshAsync(stoppingToken);
                await tokens.LoadAsync(stoppingToken);
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(failed, "The tenants' files could not be looked at; it is tried again in {Interval}.", Interval);
            }
        }
    }
}
