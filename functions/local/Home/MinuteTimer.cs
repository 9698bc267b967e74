using Serverless.Workflows.Orchestrations;

namespace Serverless.Local.Home;

/// <summary>Calls the minute's work while the home is open.</summary>
internal sealed class MinuteTimer(MinuteTick tick, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

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
        using var timer = new PeriodicTimer(MinuteTick.Interval, time);
        try
        {
            do await tick.RunAsync(cancellation);
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The home stops; what was due is due at its next start.
        }
    }
}
