using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;
using ActivityContext = Serverless.Workflows.Durable.ActivityContext;

namespace Serverless.Bench.Engine;

/// <summary>So many sequences of five activities at a time, each followed by a new one when it has ended.</summary>
internal sealed class Load(string file, int sequences)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private readonly ConcurrentBag<double> _steps = [];
    private long _activities;
    private volatile bool _stop;

    public async Task<(double PerSecond, double StepP99)> RunAsync(TimeSpan time, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var engine = await EmbeddedEngine.OpenAsync(
            new EngineOptions { File = file, MaxConcurrentActivities = 256 }, Catalogue(), services,
            TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        engine.Begin();
        var loops = Enumerable.Range(0, sequences).Select(i => Task.Run(() => LoopAsync(engine, i))).ToArray();
        await Task.Delay(WarmUp, cancellation);
        engine.Core.StepMeasured = step => _steps.Add(step.TotalMilliseconds);
        var from = Interlocked.Read(ref _activities);
        var begin = Stopwatch.GetTimestamp();
        await Task.Delay(time, cancellation);
        var rate = (Interlocked.Read(ref _activities) - from) / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        engine.Core.StepMeasured = null;
        _stop = true;
        await Task.WhenAll(loops);
        var steps = _steps.Order().ToArray();
        return (rate, steps[(int)(steps.Length * 0.99)]);
    }

    private async Task LoopAsync(EmbeddedEngine engine, int loop)
    {
        for (var i = 0; !_stop; i++)
        {
            var id = FormattableString.Invariant($"s{loop}-{i}");
            var end = engine.Core.End(id);
            await engine.StartAsync("five", id, "1", CancellationToken.None);
            await end;
        }
    }

    private Catalogue Catalogue() => new Catalogue()
        .Add(Five.Work, _ => new Add(() => Interlocked.Increment(ref _activities)))
        .Add(Five.Name, () => new Five());

    private sealed class Add(Action count) : IActivity<int, int>
    {
        public Task<int> RunAsync(ActivityContext context, int input)
        {
            count();
            return Task.FromResult(input + 1);
        }
    }

    private sealed class Five : IOrchestration<int, int>
    {
        public static readonly ActivityName<int, int> Work = new("work");
        public static readonly OrchestrationName<int, int> Name = new("five");

        public async Task<int> RunAsync(IOrchestrationContext context, int input)
        {
            for (var i = 0; i < 5; i++) input = await context.CallActivityAsync(Work, input);
            return input;
        }
    }
}
