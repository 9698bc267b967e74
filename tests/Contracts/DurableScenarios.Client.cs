using Serverless.Workflows.Durable;

namespace Serverless.Tests;

/// <summary>What the client promises.</summary>
public abstract partial class DurableScenarios
{
    private static Catalogue Waits() => new Catalogue()
        .Orchestration<int, int>("fails", (_, _) => throw new InvalidOperationException("broken"))
        .Orchestration<int, int>("waits", async (context, _) =>
        {
            context.SetCustomStatus(new { waiting = true });
            var heard = await context.Listen<int>("go");
            context.SetCustomStatus(new { waiting = false });
            return heard;
        });

    [Fact]
    public async Task A_start_leaves_an_instance_in_whatever_status_as_it_is()
    {
        await using var home = await OpenAsync(Waits());
        foreach (var (id, orchestration) in new[] { ("running", "waits"), ("ended", "waits"), ("killed", "waits"), ("failed", "fails") })
            Assert.Equal(StartResult.Started, await StartAsync(home, orchestration, id, "1"));
        await RaiseAsync(home, "ended", "go", "7");
        await UntilAsync(home, "killed", state => state.Status == InstanceStatus.Running);
        await home.Client.TerminateAsync("killed", "enough", Soon);
        foreach (var id in new[] { "ended", "killed", "failed" }) await EndAsync(home, id);
        await UntilAsync(home, "running", state => state is { Status: InstanceStatus.Running, CustomStatusJson: not null });

        foreach (var id in new[] { "running", "ended", "killed", "failed" })
        {
            var before = await home.Client.GetAsync(id, Soon);
            Assert.Equal(StartResult.AlreadyExists, await StartAsync(home, "waits", id, "2"));
            Assert.Equal(before, await home.Client.GetAsync(id, Soon));
        }
    }

    [Fact]
    public async Task Of_many_starts_at_once_one_starts()
    {
        await using var home = await OpenAsync(Waits());
        var starts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => StartAsync(home, "waits", "a", "1")));
        Assert.Single(starts, StartResult.Started);
    }

    [Fact]
    public async Task What_is_not_valid_is_refused()
    {
        await using var home = await OpenAsync(Waits());
        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(home, "waits", "A!", "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(home, "none", "a", "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(home, "waits", "a", "1 2"));
        await Assert.ThrowsAsync<ArgumentException>(() => RaiseAsync(home, "a", "Upper"));
        var tooLarge = await Assert.ThrowsAsync<ActivityFailureException>(
            () => StartAsync(home, "waits", "a", $"\"{new string('x', DurableJson.MaxBytes)}\""));
        Assert.Equal("ValueTooLarge", tooLarge.Failure.Type);
        Assert.Null(await home.Client.GetAsync("a", Soon));
    }

    [Fact]
    public async Task An_absent_instance_answers_false()
    {
        await using var home = await OpenAsync(Waits());
        Assert.False(await RaiseAsync(home, "a", "go"));
        Assert.False(await home.Client.SuspendAsync("a", "r", Soon));
        Assert.False(await home.Client.ResumeAsync("a", "r", Soon));
        Assert.False(await home.Client.TerminateAsync("a", "r", Soon));
        Assert.False(await home.Client.PurgeAsync("a", Soon));
    }

    [Fact]
    public async Task A_suspended_instance_takes_events_and_goes_on_when_resumed()
    {
        await using var home = await OpenAsync(Waits());
        await StartAsync(home, "waits", "a", "1");
        await UntilAsync(home, "a", state => state.CustomStatusJson is not null);
        Assert.True(await home.Client.SuspendAsync("a", "lunch", Soon));
        await UntilAsync(home, "a", state => state.Status == InstanceStatus.Suspended);
        Assert.True(await RaiseAsync(home, "a", "go", "7"));
        Assert.Equal(InstanceStatus.Suspended, (await home.Client.GetAsync("a", Soon))!.Status);
        Assert.True(await home.Client.ResumeAsync("a", "back", Soon));

        var end = await EndAsync(home, "a");
        Assert.Equal((InstanceStatus.Completed, "7", """{"waiting":false}"""), (end.Status, end.OutputJson, end.CustomStatusJson));
    }

    [Fact]
    public async Task A_terminated_instance_has_ended_and_can_be_purged()
    {
        await using var home = await OpenAsync(Waits());
        await StartAsync(home, "waits", "a", "1");
        var waiting = await UntilAsync(home, "a", state => state.CustomStatusJson is not null);
        Assert.Equal(("waits", """{"waiting":true}"""), (waiting.Orchestration, waiting.CustomStatusJson));
        Assert.False(await home.Client.PurgeAsync("a", Soon));
        Assert.True(await home.Client.TerminateAsync("a", "enough", Soon));

        var end = await EndAsync(home, "a");
        Assert.Equal((InstanceStatus.Terminated, new ActivityFailure("Terminated", "enough", Retriable: false)), (end.Status, end.Failure));
        Assert.False(await RaiseAsync(home, "a", "go", "7"));
        Assert.False(await home.Client.SuspendAsync("a", "r", Soon));
        Assert.True(await home.Client.PurgeAsync("a", Soon));
        Assert.Null(await home.Client.GetAsync("a", Soon));
        Assert.Equal(StartResult.Started, await StartAsync(home, "waits", "a", "1"));
    }

    [Fact]
    public async Task A_query_sees_each_instance_once()
    {
        await using var home = await OpenAsync(Waits());
        foreach (var id in new[] { "x-1", "x-2", "x-3", "x-4", "x-5", "y" })
        {
            await StartAsync(home, "waits", id, "1");
            await RaiseAsync(home, id, "go", "1");
            await EndAsync(home, id);
        }

        var seen = new List<string>();
        for (string? at = null; ;)
        {
            var page = await home.Client.QueryAsync(new InstanceFilter("x-", InstanceStatus.Completed, 2), at, Soon);
            seen.AddRange(page.Instances.Select(instance => instance.InstanceId));
            at = page.Continuation;
            if (at is null) break;
        }

        Assert.Equal(["x-1", "x-2", "x-3", "x-4", "x-5"], seen.Order(StringComparer.Ordinal));
        Assert.Empty((await home.Client.QueryAsync(new InstanceFilter(Status: InstanceStatus.Failed), null, Soon)).Instances);
    }
}
