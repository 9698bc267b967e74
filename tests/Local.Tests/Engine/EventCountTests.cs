using FsCheck;
using FsCheck.Fluent;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

/// <summary>Of many events of one name, raised at any moment of an instance's life, each comes exactly once.</summary>
public sealed class EventCountTests
{
    private const int Last = -1;

    private static Catalogue Collector() => new Catalogue()
        .Activity<int, int>("note", async (_, n) =>
        {
            await Task.Yield();
            return n;
        })
        .Orchestration<int, int>("part", async (context, n) => await context.Call<int, int>("note", n))
        .Orchestration<List<int>, List<int>>("collect", async (context, seen) =>
        {
            for (var taken = 0; taken < 4; taken++)
            {
                using var cancel = new CancellationTokenSource();
                var item = context.Listen<int>("item");
                var quiet = context.CreateTimerAsync(context.CurrentUtc.AddMinutes(30), cancel.Token);
                while (await Task.WhenAny(item, quiet) != item)
                {
                    if (seen.Contains(Last)) return seen;
                    quiet = context.CreateTimerAsync(context.CurrentUtc.AddMinutes(30), cancel.Token);
                }

                cancel.Cancel();
                seen.Add(await item);
                if (seen[^1] % 3 == 0) await context.Call<int, int>("note", seen[^1]);
                if (seen[^1] % 4 == 0)
                {
                    await context.CallSubOrchestrationAsync(new OrchestrationName<int, int>("part"),
                        $"{context.InstanceId}-{seen.Count}", seen[^1]);
                }
            }

            context.ContinueAsNew(seen);
            return seen;
        });

    [Fact]
    public void No_event_is_lost_and_none_comes_twice()
    {
        var cases =
            from crashes in Gen.Choose(1, 25).ArrayOf()
            from rests in Gen.Choose(1, 30).ArrayOf()
            from refused in Gen.Elements(0, 4, 12)
            from warm in Gen.Elements(true, false)
            from count in Gen.Choose(0, 90)
            from pace in Gen.Choose(1, 30)
            select (How: new Disturbance(crashes.Take(4).ToArray(), rests.Take(6).ToArray(), refused, warm), count, pace);
        Prop.ForAll(cases.ToArbitrary(), it =>
            CountAsync(it.How, it.count, it.pace).GetAwaiter().GetResult()).Hold(12);
    }

    private static async Task<bool> CountAsync(Disturbance how, int count, int pace)
    {
        await using var home = new EngineHome
        {
            Catalogue = Collector(),
            Options = new EngineOptions
            {
                File = string.Empty,
                WarmInstances = how.Warm ? 4096 : 0,
                ActivityTimeLimit = TimeSpan.FromDays(40),
            },
        };
        var disturbed = new DisturbedHome(home, how);
        var raised = 0;
        var answered = new HashSet<int>();
        var seen = await disturbed.RunAsync(async () =>
        {
            await disturbed.AskAsync(() => home.StartAsync("collect", "c", "[]"));
            while (raised < count)
            {
                // Several at once; one whose answer a crash has swallowed is not raised again.
                var some = Enumerable.Range(raised, Math.Min(pace, count - raised)).ToArray();
                raised += some.Length;
                await Task.WhenAll(some.Select(async n =>
                {
                    var kept = await disturbed.AskAsync(() => home.RaiseAsync("c", "item", DurableJson.Serialize(n)));
                    if (!kept) throw new InvalidOperationException("It has ended too early.");
                    lock (answered) answered.Add(n);
                }));
                await disturbed.PassAsync();
            }

            await disturbed.AskAsync(() => home.RaiseAsync("c", "item", DurableJson.Serialize(Last)));
            while (true)
            {
                var state = (await home.Engine.GetAsync("c", home.Soon))!;
                if (state.Status is not (InstanceStatus.Running or InstanceStatus.Suspended))
                    return DurableJson.Deserialize<List<int>>(state.OutputJson!).Where(n => n != Last).ToList();
                await disturbed.PassAsync();
            }
        });
        return seen.Distinct().Count() == seen.Count && answered.IsSubsetOf(seen);
    }
}
