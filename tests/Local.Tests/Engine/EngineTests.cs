using System.Text.Json;
using Serverless.Local.Engine;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Tests.Engine;

public sealed class EngineTests
{
    private static Catalogue Sum() => new Catalogue()
        .Activity<int, int>("double", n => 2 * n)
        .Orchestration<int, int>("sum", async (context, n) =>
        {
            var sum = 0;
            for (var i = 1; i <= n; i++) sum += await context.Call<int, int>("double", i);
            return sum;
        });

    [Theory]
    [InlineData(4096)]
    [InlineData(0)]
    public async Task Activities_run_one_after_the_other(int warm)
    {
        await using var home = new EngineHome { Catalogue = Sum() };
        home.Options = home.Options with { WarmInstances = warm };
        await home.OpenAsync();
        Assert.Equal(StartResult.Started, await home.StartAsync("sum", "a", "5"));
        var end = await home.EndAsync("a");
        Assert.Equal(InstanceStatus.Completed, end.Status);
        Assert.Equal("30", end.OutputJson);
        Assert.Equal(StartResult.AlreadyExists, await home.StartAsync("sum", "a", "5"));
    }

    [Fact]
    public async Task Activities_run_side_by_side_within_the_bound()
    {
        var now = 0;
        var most = 0;
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<int, int>("wait", async (_, n) =>
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref now));
                    await Task.Delay(5);
                    Interlocked.Decrement(ref now);
                    return n;
                })
                .Orchestration<int, int>("all", async (context, n) =>
                    (await Task.WhenAll(Enumerable.Range(1, n).Select(i => context.Call<int, int>("wait", i)))).Sum()),
        };
        home.Options = home.Options with { MaxConcurrentActivities = 3 };
        await home.OpenAsync();
        await home.StartAsync("all", "a", "20");
        Assert.Equal("210", (await home.EndAsync("a")).OutputJson);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_as_it_is_and_retries_are_timers()
    {
        var attempts = 0;
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<string, string>("shaky", text => ++attempts < 3
                    ? throw new ActivityFailureException(new ActivityFailure("Busy", "later"))
                    : text)
                .Activity<string, string>("never", _ =>
                    throw new ActivityFailureException(new ActivityFailure("No", "not ever", Retriable: false)))
                .Orchestration<string, string>("retry", async (context, text) =>
                {
                    text = await context.Call<string, string>("shaky", text, RetryPolicy.Standard);
                    try
                    {
                        await context.Call<string, string>("never", text, RetryPolicy.Standard);
                    }
                    catch (ActivityFailureException failed)
                    {
                        text += "/" + failed.Failure.Type;
                    }

                    return text;
                }),
        };

        // The clock runs in seconds here, and an activity that is kept waiting for a thread is not to be given up.
        home.Options = home.Options with { ActivityTimeLimit = TimeSpan.FromDays(40) };
        await home.OpenAsync();
        await home.StartAsync("retry", "a", "\"x\"");
        await home.UntilAsync(
            async () => (await home.Engine.GetAsync("a", home.Soon))!.Status == InstanceStatus.Completed,
            TimeSpan.FromSeconds(1));
        Assert.Equal("\"x/No\"", (await home.EndAsync("a")).OutputJson);
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task What_the_code_throws_is_the_instances_failure()
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue().Orchestration<int, int>("throws",
                (_, _) => throw new InvalidOperationException("broken")),
        };
        await home.OpenAsync();
        await home.StartAsync("throws", "a", "1");
        var end = await home.EndAsync("a");
        Assert.Equal(InstanceStatus.Failed, end.Status);
        Assert.Equal(new ActivityFailure("InvalidOperationException", "broken"), end.Failure);
    }

    [Fact]
    public async Task Wrong_input_is_refused_before_anything_is_written()
    {
        await using var home = new EngineHome { Catalogue = Sum() };
        await home.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => home.StartAsync("sum", "A!", "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => home.StartAsync("none", "a", "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => home.StartAsync("sum", "a", "1 2"));
        await Assert.ThrowsAsync<ArgumentException>(() => home.RaiseAsync("a", "Upper"));
        var tooLarge = await Assert.ThrowsAsync<ActivityFailureException>(
            () => home.StartAsync("sum", "a", $"\"{new string('x', DurableJson.MaxBytes)}\""));
        Assert.Equal("ValueTooLarge", tooLarge.Failure.Type);
        Assert.Null(await home.Engine.GetAsync("a", home.Soon));
        Assert.False(await home.RaiseAsync("a", "go"));
    }

    [Fact]
    public async Task The_deepest_json_that_is_accepted_can_be_read_back()
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<JsonElement, JsonElement>("echo", value => value)
                .Orchestration<JsonElement, JsonElement>("o", async (context, input) =>
                {
                    await context.Listen("go");
                    await context.Call<JsonElement, JsonElement>("echo", await context.Listen<JsonElement>("value"));
                    return await context.Call<JsonElement, JsonElement>("echo", input);
                }),
        };

        // Nothing stays in memory, so that each step reads what the steps before have written.
        home.Options = home.Options with { WarmInstances = 0 };
        var deepest = new string('[', 64) + new string(']', 64);
        await home.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => home.StartAsync("o", "a", $"[{deepest}]"));
        await home.StartAsync("o", "a", deepest);
        await home.RaiseAsync("a", "value", deepest);
        await home.RaiseAsync("a", "go");
        Assert.Equal(deepest, (await home.EndAsync("a")).OutputJson);
        var history = (await home.Engine.ExportHistoryAsync("a", home.Soon))!;
        Assert.Equal(history.Events, RecordedHistory.Parse(history.ToJson()).Events);
    }

    [Fact]
    public async Task A_second_engine_on_the_same_data_is_refused()
    {
        await using var home = new EngineHome { Catalogue = Sum() };
        await home.OpenAsync();
        var refused = await Assert.ThrowsAsync<IOException>(() => home.OpenAsync());
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
        await home.StartAsync("sum", "a", "1");
        Assert.Equal("2", (await home.EndAsync("a")).OutputJson);
    }

    [Fact]
    public async Task An_activity_beyond_its_time_limit_fails()
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<int, int>("hangs", async (_, n) =>
                {
                    await new TaskCompletionSource().Task;
                    return n;
                })
                .Orchestration<int, string>("o", async (context, n) =>
                {
                    try
                    {
                        await context.Call<int, int>("hangs", n);
                        return "done";
                    }
                    catch (ActivityFailureException failed)
                    {
                        return failed.Failure.Type;
                    }
                }),
        };
        await home.OpenAsync();
        await home.StartAsync("o", "a", "1");
        await home.UntilAsync(
            async () => (await home.Engine.GetAsync("a", home.Soon))!.Status == InstanceStatus.Completed,
            TimeSpan.FromMinutes(1));
        Assert.Equal("\"TimedOut\"", (await home.EndAsync("a")).OutputJson);
    }

    [Fact]
    public async Task Queries_page_by_id_and_filter()
    {
        await using var home = new EngineHome { Catalogue = Sum() };
        await home.OpenAsync();
        for (var i = 0; i < 25; i++)
        {
            await home.StartAsync("sum", $"x-{i:00}", "1");
            await home.EndAsync($"x-{i:00}");
        }

        await home.StartAsync("sum", "y", "1");
        await home.EndAsync("y");
        var seen = new List<string>();
        for (string? at = null; ;)
        {
            var page = await home.Engine.QueryAsync(
                new InstanceFilter("x-", InstanceStatus.Completed, 10), at, home.Soon);
            seen.AddRange(page.Instances.Select(instance => instance.InstanceId));
            at = page.Continuation;
            if (at is null) break;
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"x-{i:00}"), seen);
        Assert.Empty((await home.Engine.QueryAsync(new InstanceFilter(Status: InstanceStatus.Failed), null, home.Soon)).Instances);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target) Interlocked.CompareExchange(ref target, value, seen);
    }
}
