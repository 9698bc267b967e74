using System.Collections.Concurrent;
using Serverless.Workflows.Durable;

namespace Serverless.Tests;

/// <summary>Events, timers and generations.</summary>
public abstract partial class DurableScenarios
{
    [Fact]
    public async Task Early_events_are_kept_in_order_for_each_name()
    {
        await using var home = await OpenAsync(new Catalogue().Orchestration<int, string>("late", async (context, _) =>
        {
            await context.Listen("go");
            var first = await context.Listen<string>("a");
            var second = await context.Listen<string>("a");
            return first + second + await context.Listen<string>("b");
        }));
        await StartAsync(home, "late", "a", "1");
        foreach (var (name, payload) in new[] { ("b", "\"3\""), ("a", "\"1\""), ("a", "\"2\""), ("go", "null") })
            Assert.True(await RaiseAsync(home, "a", name, payload));

        Assert.Equal("\"123\"", (await EndAsync(home, "a")).OutputJson);
    }

    [Fact]
    public async Task There_is_one_waiter_for_each_name()
    {
        await using var home = await OpenAsync(new Catalogue().Orchestration<int, string>("twice", async (context, _) =>
        {
            var first = context.Listen("x");
            var same = context.Listen("x");
            var both = await first + await same;
            return both + await context.Listen("x");
        }));
        await StartAsync(home, "twice", "a", "1");
        await RaiseAsync(home, "a", "x", "1");
        await RaiseAsync(home, "a", "x", "2");

        Assert.Equal("\"112\"", (await EndAsync(home, "a")).OutputJson);
    }

    [Fact]
    public async Task An_event_raised_while_the_reminder_runs_is_received()
    {
        var running = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var home = await OpenAsync(new Catalogue()
            .Activity<int, int>("remind", async (_, n) =>
            {
                running.TrySetResult();
                await goOn.Task;
                return n;
            })
            .Orchestration<int, string>("visit", async (context, _) =>
            {
                var decided = context.Listen<string>("decided");
                for (var round = 1; ; round++)
                {
                    using var cancel = new CancellationTokenSource();
                    var wait = round == 1 ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromDays(2);
                    var timer = context.CreateTimerAsync(context.CurrentUtc + wait, cancel.Token);
                    if (await Task.WhenAny(decided, timer) == decided)
                    {
                        cancel.Cancel();
                        return $"{await decided} after {round - 1}";
                    }

                    await context.Call<int, int>("remind", round);
                }
            }));
        await StartAsync(home, "visit", "a", "1");
        await running.Task.WaitAsync(Soon);
        Assert.True(await RaiseAsync(home, "a", "decided", "\"yes\""));
        goOn.SetResult();

        Assert.Equal("\"yes after 1\"", (await EndAsync(home, "a")).OutputJson);
        Assert.False(await RaiseAsync(home, "a", "decided", "\"late\""));
    }

    [Fact]
    public async Task A_timer_that_lost_keeps_nothing_open()
    {
        await using var home = await OpenAsync(new Catalogue().Orchestration<int, string>("race", async (context, _) =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.CurrentUtc.AddDays(40), cancel.Token);
            var heard = context.Listen<string>("heard");
            await Task.WhenAny(heard, timer);
            cancel.Cancel();
            var before = context.CreateTimerAsync(context.CurrentUtc.AddDays(1), cancel.Token);
            try
            {
                await timer;
                return "fired";
            }
            catch (OperationCanceledException)
            {
                return before.IsCanceled ? await heard : "open";
            }
        }));
        await StartAsync(home, "race", "a", "1");
        await RaiseAsync(home, "a", "heard", "\"cancelled\"");

        Assert.Equal("\"cancelled\"", (await EndAsync(home, "a")).OutputJson);
        Assert.True(await home.Client.PurgeAsync("a", Soon));
    }

    [Fact]
    public async Task Events_not_taken_survive_continue_as_new()
    {
        await using var home = await OpenAsync(new Catalogue().Orchestration<List<string>, string>(
            "collect", async (context, seen) =>
            {
                seen.Add(await context.Listen<string>("item"));
                if (seen.Count == 8) return string.Concat(seen.Order(StringComparer.Ordinal));
                context.ContinueAsNew(seen);
                return string.Empty;
            }));
        await StartAsync(home, "collect", "a", "[]");
        foreach (var letter in "ABCDEFGH") Assert.True(await RaiseAsync(home, "a", "item", $"\"{letter}\""));

        Assert.Equal("\"ABCDEFGH\"", (await EndAsync(home, "a")).OutputJson);
    }

    [Fact]
    public async Task An_event_that_arrives_between_generations_is_not_lost()
    {
        var working = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var home = await OpenAsync(new Catalogue()
            .Activity<int, int>("work", async (_, n) =>
            {
                working.TrySetResult();
                await goOn.Task;
                return n;
            })
            .Orchestration<int, string>("generations", async (context, generation) =>
            {
                if (generation == 2) return await context.Listen<string>("decided");
                await context.Call<int, int>("work", generation);
                context.ContinueAsNew(generation + 1);
                return string.Empty;
            }));
        await StartAsync(home, "generations", "a", "1");
        await working.Task.WaitAsync(Soon);
        await RaiseAsync(home, "a", "decided", "\"kept\"");
        goOn.SetResult();

        Assert.Equal("\"kept\"", (await EndAsync(home, "a")).OutputJson);
    }

    [Fact]
    public async Task Code_that_fails_after_asking_for_a_new_generation_fails()
    {
        await using var home = await OpenAsync(new Catalogue().Orchestration<int, int>("regrets", (context, n) =>
        {
            context.ContinueAsNew(n + 1);
            throw new InvalidOperationException("after all");
        }));
        await StartAsync(home, "regrets", "a", "1");

        Assert.Equal("after all", (await EndAsync(home, "a")).Failure!.Message);
    }

    [Fact]
    public async Task What_the_context_gives_is_the_same_on_each_run_of_the_code()
    {
        var seen = new ConcurrentBag<(Guid, Guid, DateTimeOffset)>();
        await using var home = await OpenAsync(new Catalogue()
            .Activity<int, int>("step", n => n)
            .Orchestration<int, bool>("same", async (context, _) =>
            {
                seen.Add((context.NewGuid(), context.NewGuid(), context.CurrentUtc));
                for (var i = 0; i < 3; i++) await context.Call<int, int>("step", i);
                await context.CreateTimerAsync(context.CurrentUtc.AddMilliseconds(20), CancellationToken.None);
                return context.CurrentUtc > seen.First().Item3;
            }));

        Assert.Equal("true", await RunAsync(home, "same", "1"));
        var (first, second, at) = Assert.Single(seen.Distinct());
        Assert.NotEqual(first, second);
        Assert.Equal(TimeSpan.Zero, at.Offset);
    }
}
