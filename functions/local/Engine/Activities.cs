using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Local.Engine.Instances;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine;

/// <summary>
/// Runs activities, so many at a time, each within its time limit, and posts their results. It is given work only
/// after the commit that asked for it, and knows each piece until its result is on disk, so that none runs beside itself.
/// </summary>
internal sealed class Activities(Core core, IServiceProvider services) : IDisposable
{
    private const int MaxMessage = 4000;
    private readonly Lock _gate = new();
    private readonly Queue<ActivityWork> _waiting = new();
    private readonly ConcurrentDictionary<(long Row, int Generation, int Seq), byte> _known = new();
    private readonly IServiceScopeFactory? _scopes = services.GetService<IServiceScopeFactory>();
    private readonly CancellationTokenSource _stop = new();
    private int _running;
    private bool _leftOnDisk;
    private bool _stopping;

    /// <summary>Whether further work is left on disk for now.</summary>
    public bool IsFull => _waiting.Count >= core.Options.MaxWaitingActivities;

    /// <summary>Runs it when there is room; nothing happens where it is known.</summary>
    public void Enqueue(ActivityWork work)
    {
        if (IsNew(work)) Begin(work);
    }

    /// <summary>The same for work that was read from its own row: that may be gone by now.</summary>
    public void EnqueueLeft(ActivityWork work)
    {
        if (!IsNew(work)) return;
        var isLeft = false;
        try
        {
            // What is done is forgotten only when its row is gone.
            isLeft = core.Readers.Read(reader => reader.HasWork(work.Key));
        }
        finally
        {
            if (!isLeft) Forget(work);
        }

        if (isLeft) Begin(work);
    }

    /// <summary>Its result is on disk.</summary>
    public void Forget(ActivityWork work) => _known.TryRemove((work.Row, work.Generation, work.Seq), out _);

    /// <summary>Begins nothing new, signals those that run and waits for them as long as the options say.</summary>
    public async Task StopAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            _waiting.Clear();
        }

        await _stop.CancelAsync();
        var until = Environment.TickCount64 + (long)core.Options.StopGrace.TotalMilliseconds;
        while (Volatile.Read(ref _running) > 0 && Environment.TickCount64 < until) await Task.Delay(5);
    }

    public void Dispose() => _stop.Dispose();

    private bool IsNew(ActivityWork work) => _known.TryAdd((work.Row, work.Generation, work.Seq), 0);

    private void Begin(ActivityWork work)
    {
        lock (_gate)
        {
            if (_stopping) return;
            if (_running >= core.Options.MaxConcurrentActivities)
            {
                if (IsFull)
                {
                    _leftOnDisk = true;
                    Forget(work);
                }
                else
                {
                    _waiting.Enqueue(work);
                }

                return;
            }

            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Self.RunAsync(state.Work),
            (Self: this, Work: work), preferLocal: false);
    }

    private async Task RunAsync(ActivityWork? work)
    {
        while (work is not null)
        {
            if (await AnswerAsync(work) is { } answer) Deliver(work, answer);
            var fetch = false;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out work)) _running--;
                if (_leftOnDisk && _waiting.Count <= core.Options.MaxWaitingActivities / 2)
                {
                    fetch = true;
                    _leftOnDisk = false;
                }
            }

            if (fetch) core.Recovery.Signal();
        }
    }

    private void Deliver(ActivityWork work, Answer answer)
    {
        var message = new AnswerMessage(work.Row, work.Generation, answer, 0, work);
        core.Post(work.Instance, message, inline: true);
        if (core.Options.Strict?.DeliversTwice(work.Instance, work.Generation, work.Seq) == true)
            core.Post(work.Instance, message);
    }

    /// <summary>One attempt; null where the engine stops, so that it runs again at the next start.</summary>
    private async Task<Answer?> AnswerAsync(ActivityWork work)
    {
        try
        {
            return await AttemptAsync(work);
        }
        catch (Exception failure)
        {
            // The failure could not even be logged. Its caller hears of it all the same.
            return _stop.IsCancellationRequested ? null : new ActivityFailed(work.Seq, FailureOf(failure));
        }
    }

    private async Task<Answer?> AttemptAsync(ActivityWork work)
    {
        if (!core.Catalogue.TryGetActivity(work.Name, out var entry))
        {
            return new ActivityFailed(work.Seq, new ActivityFailure("UnknownActivity",
                $"This program has no activity '{work.Name}'.", Retriable: false));
        }

        using var limit = new CancellationTokenSource(core.Options.ActivityTimeLimit, core.Time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        try
        {
            if (core.Options.Strict?.Repeats(work.Instance, work.Generation, work.Seq) == true)
                await OnceAsync(entry, work, ends.Token, limit.Token);
            return new ActivityCompleted(work.Seq, await OnceAsync(entry, work, ends.Token, limit.Token));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            core.Logger.LogTimedOut(work.Name, work.Instance, core.Options.ActivityTimeLimit);
            return new ActivityFailed(work.Seq, new ActivityFailure("TimedOut",
                $"The activity '{work.Name}' took longer than {core.Options.ActivityTimeLimit}."));
        }
        catch (Exception failure)
        {
            var known = FailureOf(failure);
            if (failure is not ActivityFailureException)
                core.Logger.LogActivityFailed(work.Name, work.Instance, known.Type, failure);
            return new ActivityFailed(work.Seq, known);
        }
    }

    private static ActivityFailure FailureOf(Exception failure)
    {
        // The activity's code may have left the message out, whatever its type says.
        var known = ActivityFailureException.From(failure);
        var message = known.Message ?? string.Empty;
        return known with { Message = message.Length <= MaxMessage ? message : message[..MaxMessage] };
    }

    private async Task<string> OnceAsync(
        ActivityEntry entry, ActivityWork work, CancellationToken cancellation, CancellationToken limit)
    {
        var scope = _scopes?.CreateScope();
        var context = new ActivityContext(work.Instance, work.Name, cancellation);
        var running = entry.RunAsync(scope?.ServiceProvider ?? services, context, work.Input);
        if (running.IsCompleted)
        {
            Release(scope);
            return await running;
        }

        // One that does not heed its limit is left alone: its scope ends with it, its result is dropped. A stop waits
        // for it, since what it has done is not asked for again once its result is on disk.
        _ = running.ContinueWith(
            static (task, state) =>
            {
                _ = task.Exception;
                Release((IServiceScope?)state);
            },
            scope, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await running.WaitAsync(limit);
    }

    private static void Release(IServiceScope? scope)
    {
        if (scope is IAsyncDisposable later) _ = later.DisposeAsync().AsTask();
        else scope?.Dispose();
    }
}
