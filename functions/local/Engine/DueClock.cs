using Serverless.Local.Engine.Instances;

namespace Serverless.Local.Engine;

/// <summary>
/// Wakes instances when their timers are due. It asks the file for the earliest due time and sleeps until then, never
/// longer than the options say; a commit that brings an earlier one wakes it.
/// </summary>
internal sealed class DueClock(Core core) : IDisposable
{
    private const int Page = 256;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _stop = new();
    private long _sleepsUntil = long.MaxValue;
    private Task _loop = Task.CompletedTask;

    public void Begin() => _loop = Task.Run(LoopAsync);

    /// <summary>An instance is due then.</summary>
    public void Notify(long ticks)
    {
        if (ticks < Volatile.Read(ref _sleepsUntil)) Signal();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        Signal();
        await _loop;
    }

    public void Dispose()
    {
        _signal.Dispose();
        _stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TimeSpan sleep;
            try
            {
                sleep = await FireAsync();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                core.Logger.LogClockFailed(failure);
                sleep = AfterFailure;
            }

            if (sleep > TimeSpan.Zero) await SleepAsync(sleep);
        }
    }

    /// <summary>Wakes what is due.</summary>
    /// <returns>How long to sleep.</returns>
    private async Task<TimeSpan> FireAsync()
    {
        Volatile.Write(ref _sleepsUntil, long.MaxValue);
        var now = core.Time.GetUtcNow().UtcTicks;
        var due = core.Readers.Read(reader => reader.DueUpTo(now, Page));
        if (due.Count > 0)
        {
            await Task.WhenAll(due.Select(WakeAsync));
            return TimeSpan.Zero;
        }

        var next = core.Readers.Read(reader => reader.NextDue()) ?? long.MaxValue;
        var latest = now + core.Options.MaxSleep.Ticks;
        Volatile.Write(ref _sleepsUntil, Math.Min(next, latest));
        return TimeSpan.FromTicks(Math.Min(next, latest) - now);
    }

    private Task WakeAsync(string name)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        core.Post(name, new TickMessage(done));
        return done.Task.WaitAsync(_stop.Token);
    }

    private async Task SleepAsync(TimeSpan sleep)
    {
        // Whole milliseconds, upwards: a timer that fires early would only have to be set again.
        sleep = TimeSpan.FromMilliseconds(Math.Ceiling(sleep.TotalMilliseconds));
        await using var timer = core.Time.CreateTimer(_ => Signal(), null, sleep, Timeout.InfiniteTimeSpan);
        await _signal.WaitAsync();
    }

    private void Signal()
    {
        if (_signal.CurrentCount == 0) _signal.Release();
    }
}
