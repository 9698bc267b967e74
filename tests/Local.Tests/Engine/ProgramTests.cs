using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>Random programs of activities, timers, events, children and generations come to the same end however often
/// the engine crashes and in strict mode.</summary>
public sealed class ProgramTests
{
    private const int Kinds = 8;
    private const char LeftBehind = 'l';

    [Fact]
    public void A_crash_at_any_step_changes_no_outcome() => Check(strict: false, seed: 1);

    [Fact]
    public void Strict_mode_and_crashes_together_change_no_outcome() => Check(strict: true, seed: 2);

    [Theory]
    [InlineData(new[] { 2, 2, 5, 4, 1, 1, 1, 5, 2, 6, 1, 1 }, new[] { 8, 10, 5, 3 })]
    [InlineData(new[] { 2, 1, 5, 1, 4, 0, 1, 1, 0, 0, 5, 0 }, new[] { 9, 8, 7, 12 })]
    [InlineData(new[] { 4, 5, 4 }, new[] { 4 })]
    [InlineData(new[] { 4, 5, 4, 5, 2, 1, 0, 2 }, new[] { 4, 11, 7, 3 })]
    [InlineData(new[] { 7, 4, 5, 0 }, new[] { 5 })]
    public async Task These_programs_end_alike_too(int[] ops, int[] crashes)
    {
        var straight = await RunAsync(ops, [], null);
        var crashed = await RunAsync(ops, crashes, null);
        Assert.Equal(straight.Output, crashed.Output);
        Assert.Equal(straight.Effects, crashed.Effects);
    }

    private static void Check(bool strict, int seed)
    {
        var programs =
            from ops in Gen.Choose(0, Kinds - 1).ArrayOf()
            from crashes in Gen.Choose(1, 12).ArrayOf()
            select (Ops: ops.Take(12).ToArray(), Crashes: crashes.Take(4).ToArray());
        Prop.ForAll(programs.ToArbitrary(), program =>
        {
            var straight = RunAsync(program.Ops, [], null).GetAwaiter().GetResult();
            var crashed = RunAsync(program.Ops, program.Crashes, strict ? new StrictMode(seed++) : null)
                .GetAwaiter().GetResult();
            return straight.Output == crashed.Output && straight.Effects.SequenceEqual(crashed.Effects);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    private static async Task<(string Output, string[] Effects)> RunAsync(int[] ops, int[] crashes, StrictMode? strict)
    {
        var effects = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await using var home = new EngineHome { Catalogue = Interpreter(effects) };
        home.Options = home.Options with
        {
            Strict = strict,
            WarmInstances = crashes.Length % 2 == 0 ? 4096 : 0,

            // The clock runs in minutes here, and no activity is to be given up.
            ActivityTimeLimit = TimeSpan.FromDays(40),
        };
        var at = 0;
        while (true)
        {
            var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await home.OpenAsync();
            if (at < crashes.Length) CrashAfter(home.Engine, crashes[at], crashed);
            var end = EndAsync(home, ops);
            await Task.WhenAny(end, crashed.Task);
            if (!crashed.Task.IsCompleted) return (await end, [.. effects.Keys.Order(StringComparer.Ordinal)]);

            await home.Engine.AbandonAsync();
            at++;
        }
    }

    /// <summary>After that many steps nothing leaves the engine any more, not even what the last step asked for.</summary>
    private static void CrashAfter(EmbeddedEngine engine, int steps, TaskCompletionSource crashed)
    {
        engine.Core.StepMeasured = _ =>
        {
            if (--steps > 0) return;
            crashed.TrySetResult();
            engine.Core.Close();
        };
    }

    private static async Task<string> EndAsync(EngineHome home, int[] ops)
    {
        await home.StartAsync("program", "p", DurableJson.Serialize(new State(ops, 0, 1)));
        for (var i = 0; i < ops.Length; i++)
        {
            if (ops[i] is 3 or 6) await home.RaiseAsync("p", $"e{i}", DurableJson.Serialize(i));
        }

        await home.UntilAsync(
            async () => (await home.Engine.GetAsync("p", home.Soon))!.Status != InstanceStatus.Running,
            TimeSpan.FromMinutes(1));
        var end = (await home.Engine.GetAsync("p", home.Soon))!;
        return end.OutputJson ?? throw new InvalidOperationException($"{end.Status}: {end.Failure?.Message}");
    }

    private static Catalogue Interpreter(ConcurrentDictionary<string, bool> effects) => new Catalogue()
        .Activity<Mix, int>("mix", async (_, mix) =>
        {
            // What nobody awaits outlives its generation; whether it has run when the program ends is a matter of luck.
            var leftBehind = mix.Key.StartsWith(LeftBehind);
            if (leftBehind) await Task.Delay(60);
            else await Task.Yield();
            if (!leftBehind) effects.TryAdd(mix.Key, true);
            return ((mix.Value * 31) + mix.Key.Length) % 1_000_003;
        })
        .Orchestration<Mix, int>("child", async (context, mix) =>
        {
            var first = await context.Call<Mix, int>("mix", mix with { Key = mix.Key + "/1" });
            await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(2), CancellationToken.None);
            return await context.Call<Mix, int>("mix", new Mix(mix.Key + "/2", first));
        })
        .Orchestration<State, int>("program", async (context, state) =>
        {
            var value = state.Value;
            for (var i = state.At; i < state.Ops.Length; i++)
            {
                switch (state.Ops[i])
                {
                    case 0:
                        value = await context.Call<Mix, int>("mix", new Mix($"a{i}", value));
                        break;
                    case 1:
                        value = (await Task.WhenAll(Enumerable.Range(0, 3).Select(
                            k => context.Call<Mix, int>("mix", new Mix($"p{i}-{k}", value + k))))).Sum();
                        break;
                    case 2:
                        await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(1 + (i % 3)), CancellationToken.None);
                        break;
                    case 3:
                        value += await context.Listen<int>($"e{i}");
                        break;
                    case 4:
                        value = await context.CallSubOrchestrationAsync(
                            new OrchestrationName<Mix, int>("child"), $"p-c{i}", new Mix($"c{i}", value));
                        break;
                    case 5:
                        context.ContinueAsNew(state with { At = i + 1, Value = value });
                        return value;
                    case 6:
                        using (var cancel = new CancellationTokenSource())
                        {
                            var go = context.Listen<int>($"e{i}");
                            var late = context.CreateTimerAsync(context.CurrentUtc.AddDays(9999), cancel.Token);
                            if (await Task.WhenAny(go, late) == go) cancel.Cancel();
                            value ^= await go;
                        }

                        break;
                    case 7:
                        _ = context.Call<Mix, int>("mix", new Mix($"{LeftBehind}{i}", value));
                        break;
                }
            }

            return value;
        });

    private sealed record State(int[] Ops, int At, int Value);

    private sealed record Mix(string Key, int Value);
}
