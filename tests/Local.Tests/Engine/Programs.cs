using System.Collections.Concurrent;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>Runs a program given as numbers: each is one thing that a workflow may do. What a program comes to follows
/// from its numbers and its first value alone.</summary>
internal static class Programs
{
    public const int Kinds = 13;
    private const char LeftBehind = 'l';
    private static readonly OrchestrationName<Mix, int> Child = new("child");
    private static readonly OrchestrationName<Mix, int> Parent = new("parent");

    /// <summary>Whether the program waits for an event at that place, named <c>e</c> with its number.</summary>
    public static bool Listens(int op) => op is 3 or 6;

    /// <param name="effects">Gets the keys of the activities that have run.</param>
    public static Catalogue Catalogue(ConcurrentDictionary<string, bool> effects) => new Catalogue()
        .Activity<Mix, int>("mix", async (_, mix) =>
        {
            // What nobody awaits outlives its generation; whether it has run when the program ends is a matter of luck.
            var leftBehind = mix.Key.StartsWith(LeftBehind);
            if (leftBehind) await Task.Delay(60);
            else await Task.Yield();
            if (!leftBehind) effects.TryAdd(mix.Key, true);
            return ((mix.Value * 31) + mix.Key.Length) % 1_000_003;
        })
        .Activity<Mix, int>("fails", mix =>
            throw new ActivityFailureException(new ActivityFailure("No" + (mix.Value % 7), mix.Key)))
        .Orchestration<Mix, int>("child", async (context, mix) =>
        {
            var first = await context.Call<Mix, int>("mix", mix with { Key = mix.Key + "/1" });
            await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(2), CancellationToken.None);
            return await context.Call<Mix, int>("mix", new Mix(mix.Key + "/2", first));
        })
        .Orchestration<Mix, int>("parent", async (context, mix) =>
        {
            var value = await context.CallSubOrchestrationAsync(
                Child, $"{context.InstanceId}-{mix.Round}", mix with { Key = $"{mix.Key}/{mix.Round}" });
            if (mix.Round == 2) return await context.Call<Mix, int>("fails", mix with { Value = value });
            context.ContinueAsNew(mix with { Value = value, Round = mix.Round + 1 });
            return value;
        })
        .Orchestration<Mix, int>("sleeper", async (context, mix) =>
        {
            await context.CreateTimerAsync(context.CurrentUtc.AddDays(9999), CancellationToken.None);
            return mix.Value;
        })
        .Orchestration<State, int>("program", RunAsync);

    private static async Task<int> RunAsync(IOrchestrationContext context, State state)
    {
        var value = state.Value;
        for (var i = state.At; i < state.Ops.Length; i++)
        {
            if (state.Ops[i] == 5)
            {
                context.ContinueAsNew(state with { At = i + 1, Value = value });
                return value;
            }

            value = await StepAsync(context, state.Ops[i], i, value);
        }

        return value;
    }

    private static async Task<int> StepAsync(IOrchestrationContext context, int op, int i, int value)
    {
        using var cancel = new CancellationTokenSource();
        var id = $"{context.InstanceId}-c{i}";
        switch (op)
        {
            case 0:
                return await context.Call<Mix, int>("mix", new Mix($"a{i}", value));
            case 1:
                return (await Task.WhenAll(Enumerable.Range(0, 3).Select(
                    k => context.Call<Mix, int>("mix", new Mix($"p{i}-{k}", value + k))))).Sum();
            case 2:
                await context.CreateTimerAsync(context.CurrentUtc.AddMinutes(1 + (i % 3)), CancellationToken.None);
                return value;
            case 3:
                return value + await context.Listen<int>($"e{i}");
            case 4:
                return await context.CallSubOrchestrationAsync(Child, id, new Mix($"c{i}", value));
            case 6:
                var go = context.Listen<int>($"e{i}");
                await FirstAsync(go, context.CreateTimerAsync(context.CurrentUtc.AddDays(9999), cancel.Token), cancel);
                return value ^ await go;
            case 7:
                _ = context.Call<Mix, int>("mix", new Mix($"{LeftBehind}{i}", value));
                return value;
            case 8:
                return value + await CaughtAsync(() => context.Call<Mix, int>("fails", new Mix($"f{i}", value),
                    new RetryPolicy(2, TimeSpan.FromMinutes(1), 1, TimeSpan.FromMinutes(1))));
            case 9:
                return value + await CaughtAsync(
                    () => context.CallSubOrchestrationAsync(Parent, id, new Mix($"g{i}", value)));
            case 10:
                // The timer wins, and the child is left behind; its name is not used again.
                var sleeps = context.CallSubOrchestrationAsync(
                    new OrchestrationName<Mix, int>("sleeper"), id, new Mix($"s{i}", value));
                var late = context.CreateTimerAsync(context.CurrentUtc.AddMinutes(1), cancel.Token);
                return await Task.WhenAny(sleeps, late) == late ? value + 1 : throw new InvalidOperationException("woke");
            case 11:
                var child = context.CallSubOrchestrationAsync(Child, id, new Mix($"w{i}", value));
                await FirstAsync(child, context.CreateTimerAsync(context.CurrentUtc.AddDays(9999), cancel.Token), cancel);
                return await child;
            case 12:
                // The same name again: the call fails, and the first child is as it was.
                var first = await context.CallSubOrchestrationAsync(Child, id, new Mix($"t{i}", value));
                return first + await CaughtAsync(
                    () => context.CallSubOrchestrationAsync(Child, id, new Mix($"u{i}", value)));
            default:
                return value;
        }
    }

    private static async Task FirstAsync(Task wanted, Task timer, CancellationTokenSource cancel)
    {
        if (await Task.WhenAny(wanted, timer) == wanted) cancel.Cancel();
    }

    private static async Task<int> CaughtAsync(Func<Task<int>> call)
    {
        try
        {
            return await call();
        }
        catch (ActivityFailureException failed)
        {
            return failed.Failure.Type.Sum(c => c);
        }
    }

    public sealed record State(int[] Ops, int At, int Value);

    public sealed record Mix(string Key, int Value, int Round = 0);
}
