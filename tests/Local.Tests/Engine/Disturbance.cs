using Serverless.Local.Engine;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>What an engine has to bear while a program runs.</summary>
/// <param name="Crashes">After how many steps it crashes, once for each.</param>
/// <param name="Rests">At which steps of each life something that runs is suspended; it is resumed a little later.</param>
/// <param name="Refused">The share of commits, one in so many, that the file refuses; 0 for none.</param>
/// <param name="Warm">Whether instances stay in memory.</param>
internal sealed record Disturbance(int[] Crashes, int[] Rests, int Refused, bool Warm)
{
    public static Disturbance None { get; } = new([], [], 0, true);

    public override string ToString() => FormattableString.Invariant(
        $"crashes [{string.Join(',', Crashes)}] rests [{string.Join(',', Rests)}] refused {Refused} warm {Warm}");
}

/// <summary>An engine that is disturbed, over all its lives.</summary>
internal sealed class DisturbedHome(EngineHome home, Disturbance how)
{
    private CancellationToken _life;
    private int _lives;

    /// <summary>Does something until it is done, however often the engine crashes meanwhile.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> live)
    {
        while (true)
        {
            using var life = CancellationTokenSource.CreateLinkedTokenSource(home.Soon);
            _life = life.Token;
            var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await home.OpenAsync();
            if (_lives++ == 0) Refuse();
            Watch(home.Engine, crashed);
            var done = live();
            await Task.WhenAny(done, crashed.Task);
            if (!crashed.Task.IsCompleted)
            {
                home.Engine.Core.StepMeasured = null;
                return await done;
            }

            // Whoever waits for this life's answers dies with it, before the next one begins.
            await life.CancelAsync();
            await done.ContinueWith(_ => { }, TaskScheduler.Default);
            await home.Engine.AbandonAsync();
        }
    }

    /// <summary>Asks until the file does not refuse it: then nothing of it was kept.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                _life.ThrowIfCancellationRequested();
                var answer = ask();
                while (await Task.WhenAny(answer, Task.Delay(5, _life)) != answer)
                {
                    // An instance whose commit was refused tries again after a second of this clock.
                    _life.ThrowIfCancellationRequested();
                    home.Clock.Advance(TimeSpan.FromSeconds(1));
                }

                return await answer;
            }
            catch (SqliteException)
            {
                home.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>Lets time pass, and what was suspended go on.</summary>
    public async Task PassAsync()
    {
        await Task.Delay(2, _life);
        home.Clock.Advance(TimeSpan.FromMinutes(1));
        var resting = await home.Engine.QueryAsync(
            new InstanceFilter(Status: InstanceStatus.Suspended), null, _life);
        foreach (var instance in resting.Instances)
            await AskAsync(() => home.Engine.ResumeAsync(instance.InstanceId, "go on", home.Soon));
    }

    private void Watch(EmbeddedEngine engine, TaskCompletionSource crashed)
    {
        var crash = _lives <= how.Crashes.Length ? how.Crashes[_lives - 1] : int.MaxValue;
        var step = 0;
        engine.Core.StepMeasured = took =>
        {
            step++;
            if (step < crash && how.Rests.Contains(step)) _ = SuspendAsync(engine, step, _life);
            if (step < crash) return;

            // Nothing leaves the engine any more, not even what this step asked for.
            crashed.TrySetResult();
            engine.Core.Close();
        };
    }

    private static async Task SuspendAsync(EmbeddedEngine engine, int step, CancellationToken life)
    {
        // Not on the thread that writes: it would wait for itself.
        await Task.Yield();
        try
        {
            var running = (await engine.QueryAsync(
                new InstanceFilter(Status: InstanceStatus.Running), null, life)).Instances;
            if (running.Count > 0)
                await engine.SuspendAsync(running[step % running.Count].InstanceId, "rest", life);
        }
        catch (Exception gone) when (gone is ObjectDisposedException or SqliteException or OperationCanceledException)
        {
            // It crashed or was refused: then there is no rest this time.
        }
    }

    private void Refuse()
    {
        if (how.Refused == 0) return;
        using var file = new Connection(home.File);
        foreach (var table in new[] { "steps", "messages" })
        {
            file.Execute(FormattableString.Invariant(
                $"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} WHEN abs(random()) % {how.Refused} = 0 ")
                + "BEGIN SELECT RAISE(ABORT,'the disk is full'); END");
        }
    }
}
