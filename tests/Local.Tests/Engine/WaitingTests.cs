using Serverless.Local.Engine;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Tests.Engine;

public sealed class WaitingTests
{
    /// <summary>Waits for 'decided' with a reminder each day; the reminder is an activity.</summary>
    private static Catalogue Reminders(Func<Task> remind) => new Catalogue()
        .Activity<int, int>("remind", async (_, n) =>
        {
            await remind();
            return n;
        })
        .Orchestration<int, string>("visit", async (context, _) =>
        {
            var decided = context.Listen<string>("decided");
            for (var round = 1; ; round++)
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimerAsync(context.CurrentUtc.AddDays(1), cancel.Token);
                if (await Task.WhenAny(decided, timer) == decided)
                {
                    cancel.Cancel();
                    return $"{await decided} after {round - 1}";
                }

                await context.Call<int, int>("remind", round);
            }
        });

    [Fact]
    public async Task An_event_raised_while_the_reminder_runs_is_received()
    {
        var running = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var home = new EngineHome
        {
            Catalogue = Reminders(async () =>
            {
                running.TrySetResult();
                await goOn.Task;
            }),

            // The hours that pass while it is looked for must not be taken for a reminder that hangs.
            Options = new() { File = string.Empty, ActivityTimeLimit = TimeSpan.FromDays(40) },
        };
        await home.OpenAsync();
        await home.StartAsync("visit", "v", "1");
        await home.UntilAsync(() => Task.FromResult(running.Task.IsCompleted), TimeSpan.FromHours(1));
        Assert.True(await home.RaiseAsync("v", "decided", "\"yes\""));
        goOn.SetResult();
        Assert.Equal("\"yes after 1\"", (await home.EndAsync("v")).OutputJson);
    }

    [Fact]
    public async Task An_instance_that_returns_leaves_no_timer()
    {
        await using var home = new EngineHome { Catalogue = Reminders(() => Task.CompletedTask) };
        await home.OpenAsync();
        await home.StartAsync("visit", "v", "1");
        await home.RaiseAsync("v", "decided", "\"yes\"");
        await home.EndAsync("v");
        await home.RestAsync();
        Assert.Null(home.Engine.Core.Readers.Read(reader => reader.NextDue()));
        Assert.Equal(0, home.Engine.Core.InMemory);
        Assert.False(await home.RaiseAsync("v", "decided", "\"late\""));
    }

    [Fact]
    public async Task Timers_fire_after_a_restart_late_rather_than_never()
    {
        var reminders = 0;
        await using var home = new EngineHome
        {
            Catalogue = Reminders(() =>
            {
                Interlocked.Increment(ref reminders);
                return Task.CompletedTask;
            }),
        };
        await home.OpenAsync();
        await home.StartAsync("visit", "v", "1");
        await home.RestAsync();
        await home.Engine.DisposeAsync();
        home.Clock.Advance(TimeSpan.FromDays(5));
        await home.OpenAsync();
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref reminders) == 1));
        await home.RestAsync();
        await home.RaiseAsync("v", "decided", "\"yes\"");
        Assert.Equal("\"yes after 1\"", (await home.EndAsync("v")).OutputJson);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Early_events_are_kept_in_order_for_each_name(bool restart)
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue().Orchestration<int, string>("late", async (context, _) =>
            {
                await context.Listen("go");
                var first = await context.Listen<string>("a");
                var second = await context.Listen<string>("a");
                return first + second + await context.Listen<string>("b");
            }),
        };
        await home.OpenAsync();
        await home.StartAsync("late", "x", "1");
        await home.RaiseAsync("x", "b", "\"3\"");
        await home.RaiseAsync("x", "a", "\"1\"");
        await home.RaiseAsync("x", "a", "\"2\"");
        if (restart) await home.ReopenAsync();
        await home.RaiseAsync("x", "go");
        Assert.Equal("\"123\"", (await home.EndAsync("x")).OutputJson);
        Assert.Empty(home.Engine.Core.Readers.Read(reader => reader.Messages(1)));
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(0)]
    public async Task Events_not_taken_survive_continue_as_new_and_old_steps_go(int warm)
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue().Orchestration<List<string>, string>("collect", async (context, seen) =>
            {
                seen.Add(await context.Listen<string>("item"));
                if (seen.Count == 40) return string.Concat(seen.Order(StringComparer.Ordinal));
                context.ContinueAsNew(seen);
                return string.Empty;
            }),
        };
        home.Options = home.Options with { WarmInstances = warm };
        await home.OpenAsync();
        await home.StartAsync("collect", "c", "[]");
        var letters = Enumerable.Range(0, 40).Select(i => ((char)('A' + i)).ToString()).ToArray();
        await Task.WhenAll(letters.Select(letter => home.RaiseAsync("c", "item", DurableJson.Serialize(letter))));
        Assert.Equal(DurableJson.Serialize(string.Concat(letters)), (await home.EndAsync("c")).OutputJson);
        var history = await home.Engine.ExportHistoryAsync("c", home.Soon);
        Assert.Equal(40, ((GenerationStarted)history!.Events[0]).Generation);
        Assert.Equal(5, history.Events.Count);
    }

    [Fact]
    public async Task A_generation_that_has_not_begun_does_not_wait_for_a_clock_that_was_set_back()
    {
        FakeClock? clock = null;
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue().Orchestration<int, int>("count", async (context, seen) =>
            {
                if (seen == 0) await context.Listen("go");
                if (seen == 10) clock!.Advance(TimeSpan.FromHours(-1));
                if (seen == 40) return seen;
                context.ContinueAsNew(seen + 1);
                return seen;
            }),
        };
        clock = home.Clock;
        await home.OpenAsync();
        await home.StartAsync("count", "c", "0");
        await home.RaiseAsync("c", "go");
        Assert.Equal("40", (await home.EndAsync("c")).OutputJson);
    }

    [Fact]
    public async Task A_clock_that_jumps_is_seen_within_the_longest_sleep()
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue().Orchestration<int, int>("sleep", async (context, days) =>
            {
                await context.CreateTimerAsync(context.CurrentUtc.AddDays(days), CancellationToken.None);
                return days;
            }),
        };
        await home.OpenAsync();
        await home.StartAsync("sleep", "s", "30");
        await home.RestAsync();
        Assert.Equal(InstanceStatus.Running, (await home.Engine.GetAsync("s", home.Soon))!.Status);
        home.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal("30", (await home.EndAsync("s")).OutputJson);
    }
}
