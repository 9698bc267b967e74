using System.Collections.Concurrent;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Tests.Engine;

public sealed class StrictTests
{
    [Fact]
    public async Task Strict_mode_repeats_delivers_twice_and_shuffles_and_the_outcome_is_the_same()
    {
        var runs = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var orders = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<string, string>("note", key =>
                {
                    runs.AddOrUpdate(key, 1, (_, n) => n + 1);
                    return key;
                })
                .Orchestration<List<string>, string>("collect", async (context, seen) =>
                {
                    if (seen.Count == 0) await context.Listen("go");
                    var item = await context.Listen<string>("item");
                    if (!seen.Contains(item)) seen.Add(await context.Call<string, string>("note", item));
                    if (seen.Count < 6)
                    {
                        context.ContinueAsNew(seen);
                        return string.Empty;
                    }

                    orders.TryAdd(string.Concat(seen), true);
                    return string.Concat(seen.Order(StringComparer.Ordinal));
                }),
        };
        home.Options = home.Options with { Strict = new StrictMode(7) };
        await home.OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            await home.StartAsync("collect", $"c{i}", "[]");
            foreach (var item in new[] { "a", "b", "c", "d", "e", "f" })
                await home.RaiseAsync($"c{i}", "item", DurableJson.Serialize(item));
            await home.RaiseAsync($"c{i}", "go");
            Assert.Equal("\"abcdef\"", (await home.EndAsync($"c{i}")).OutputJson);
        }

        Assert.True(orders.Count > 1, "no kept events changed their order");
        Assert.True(runs.Values.Sum() > 120, "no activity ran twice");
    }

    [Fact]
    public void What_strict_mode_does_follows_from_its_seed()
    {
        var first = Enumerable.Range(0, 200).Select(i => new StrictMode(1).Repeats("x", 1, i)).ToArray();
        Assert.Equal(first, Enumerable.Range(0, 200).Select(i => new StrictMode(1).Repeats("x", 1, i)));
        Assert.NotEqual(first, Enumerable.Range(0, 200).Select(i => new StrictMode(2).Repeats("x", 1, i)));
        Assert.InRange(first.Count(hit => hit), 60, 140);
        Assert.DoesNotContain(true, Enumerable.Range(0, 200).Select(i => new StrictMode(1, 0).Repeats("x", 1, i)));
    }

    [Fact]
    public async Task Work_beyond_what_memory_may_hold_is_found_on_disk_again()
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<int, int>("slow", async (_, n) =>
                {
                    await Task.Delay(1);
                    return n;
                })
                .Orchestration<int, int>("o", async (context, n) =>
                    (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => context.Call<int, int>("slow", n)))).Sum()),
        };
        home.Options = home.Options with { MaxConcurrentActivities = 2, MaxWaitingActivities = 4 };
        await home.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => home.StartAsync("o", $"o{i}", "1")));
        for (var i = 0; i < 40; i++) Assert.Equal("5", (await home.EndAsync($"o{i}")).OutputJson);
    }
}
