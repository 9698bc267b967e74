using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>Random programs of activities, timers, events, children and generations come to the same end however often
/// the engine crashes, commits are refused and instances are suspended, and in strict mode.</summary>
public sealed class ProgramTests
{
    private const int Tried = 12;

    private static readonly Gen<int[]> Ops =
        Gen.Choose(0, Programs.Kinds - 1).ArrayOf().Select(ops => ops.Take(12).ToArray());

    private static readonly Gen<Disturbance> Disturbances =
        from crashes in Gen.Choose(1, 12).ArrayOf()
        from rests in Gen.Choose(1, 30).ArrayOf()
        from refused in Gen.Elements(0, 4, 12)
        from warm in Gen.Elements(true, false)
        select new Disturbance(crashes.Take(4).ToArray(), rests.Take(6).ToArray(), refused, warm);

    [Fact]
    public void A_crash_at_any_step_changes_no_outcome() => Check(
        Disturbances.Select(how => how with { Rests = [], Refused = 0 }), strict: false);

    [Fact]
    public void Strict_mode_and_crashes_together_change_no_outcome() => Check(
        Disturbances.Select(how => how with { Rests = [], Refused = 0 }), strict: true);

    [Fact]
    public void Crashes_refused_commits_and_rests_together_change_no_outcome() => Check(Disturbances, strict: false);

    [Fact]
    public void What_comes_after_a_purge_knows_nothing_of_what_had_the_same_names() => Prop.ForAll(
        (from before in Ops
         from after in Ops
         from how in Disturbances
         from until in Gen.Choose(1, 40)
         select (Before: before, After: after, How: how, Until: until)).ToArbitrary(),
        it =>
        {
            var straight = RunAsync(it.After, Disturbance.None, null).GetAwaiter().GetResult();
            var again = AgainAsync(it.Before, it.After, it.How, it.Until).GetAwaiter().GetResult();
            return (straight.Output == again).Label($"{again} instead of {straight.Output}");
        }).Hold(Tried);

    [Theory]
    [InlineData(new[] { 2, 2, 5, 4, 1, 1, 1, 5, 2, 6, 1, 1 }, new[] { 8, 10, 5, 3 })]
    [InlineData(new[] { 2, 1, 5, 1, 4, 0, 1, 1, 0, 0, 5, 0 }, new[] { 9, 8, 7, 12 })]
    [InlineData(new[] { 4, 5, 4 }, new[] { 4 })]
    [InlineData(new[] { 4, 5, 4, 5, 2, 1, 0, 2 }, new[] { 4, 11, 7, 3 })]
    [InlineData(new[] { 7, 4, 5, 0 }, new[] { 5 })]
    public async Task These_programs_end_alike_too(int[] ops, int[] crashes)
    {
        var straight = await RunAsync(ops, Disturbance.None, null);
        var crashed = await RunAsync(ops, new Disturbance(crashes, [], 0, crashes.Length % 2 == 0), null);
        Assert.Equal(straight.Output, crashed.Output);
        Assert.Equal(straight.Effects, crashed.Effects);
    }

    private static void Check(Gen<Disturbance> disturbances, bool strict)
    {
        var cases = from ops in Ops from how in disturbances from seed in Gen.Choose(1, 9999) select (ops, how, seed);
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            var (ops, how, seed) = it;
            var straight = RunAsync(ops, Disturbance.None, null).GetAwaiter().GetResult();
            var disturbed = RunAsync(ops, how, strict ? new StrictMode(seed) : null).GetAwaiter().GetResult();
            return (straight.Output == disturbed.Output && straight.Effects.SequenceEqual(disturbed.Effects))
                .Label($"{disturbed.Output} instead of {straight.Output}");
        }).Hold(Tried);
    }

    private static async Task<(string Output, string[] Effects)> RunAsync(int[] ops, Disturbance how, StrictMode? strict)
    {
        var effects = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await using var home = Home(effects, how, strict);
        var disturbed = new DisturbedHome(home, how);
        var output = await disturbed.RunAsync(() => EndAsync(home, disturbed, ops));
        return (output, [.. effects.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Terminates one program somewhere, forgets it with all its children, and runs another in its place.</summary>
    private static async Task<string> AgainAsync(int[] before, int[] after, Disturbance how, int until)
    {
        await using var home = Home(new ConcurrentDictionary<string, bool>(), how, null);
        var disturbed = new DisturbedHome(home, how);
        var isGone = false;
        return await disturbed.RunAsync(async () =>
        {
            if (!isGone)
            {
                await disturbed.AskAsync(() => home.StartAsync("program", "p",
                    DurableJson.Serialize(new Programs.State(before, 0, 77))));
                await RaiseAsync(home, disturbed, before);
                for (var i = 0; i < until; i++) await disturbed.PassAsync();
                await ForgetAllAsync(home, disturbed);
                isGone = true;
            }

            return await EndAsync(home, disturbed, after);
        });
    }

    private static async Task ForgetAllAsync(EngineHome home, DisturbedHome disturbed)
    {
        while (true)
        {
            do await disturbed.PassAsync();
            while (!home.Engine.Core.IsIdle);
            var all = (await home.Engine.QueryAsync(new InstanceFilter(), null, home.Soon)).Instances;
            var work = home.Engine.Core.Readers.Read(reader => reader.Work(string.Empty, 100))
                .Select(row => row.Work).OfType<Local.Engine.Storage.ChildWork>();
            if (all.Count == 0 && !work.Any()) return;
            foreach (var instance in all)
            {
                await disturbed.AskAsync(() => home.Engine.TerminateAsync(instance.InstanceId, "again", home.Soon));
                await disturbed.AskAsync(() => home.Engine.PurgeAsync(instance.InstanceId, home.Soon));
            }
        }
    }

    private static EngineHome Home(
        ConcurrentDictionary<string, bool> effects, Disturbance how, StrictMode? strict) => new()
        {
            Catalogue = Programs.Catalogue(effects),
            Options = new EngineOptions
            {
                File = string.Empty,
                Strict = strict,
                WarmInstances = how.Warm ? 4096 : 0,

                // The clock runs in minutes here, and no activity is to be given up.
                ActivityTimeLimit = TimeSpan.FromDays(40),
            },
        };

    private static async Task<string> EndAsync(EngineHome home, DisturbedHome disturbed, int[] ops)
    {
        await disturbed.AskAsync(() => home.StartAsync("program", "p",
            DurableJson.Serialize(new Programs.State(ops, 0, 1))));
        await RaiseAsync(home, disturbed, ops);
        while (true)
        {
            var state = (await home.Engine.GetAsync("p", home.Soon))!;
            if (state.Status is not (InstanceStatus.Running or InstanceStatus.Suspended))
                return state.OutputJson ?? throw new InvalidOperationException($"{state.Status}: {state.Failure?.Message}");
            await disturbed.PassAsync();
        }
    }

    private static async Task RaiseAsync(EngineHome home, DisturbedHome disturbed, int[] ops)
    {
        for (var i = 0; i < ops.Length; i++)
        {
            if (Programs.Listens(ops[i]))
                await disturbed.AskAsync(() => home.RaiseAsync("p", $"e{i}", DurableJson.Serialize(i)));
        }
    }
}
