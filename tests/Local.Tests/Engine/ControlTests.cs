using Serverless.Local.Engine;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Tests.Engine;

public sealed class ControlTests
{
    private static readonly OrchestrationName<int, string> Child = new("child");

    private static Catalogue Family() => new Catalogue()
        .Activity<string, string>("echo", text => text)
        .Orchestration<int, string>("child", async (context, _) =>
        {
            TypedCalls.SetCustomStatus(context, "waits");
            return await context.Call<string, string>("echo", await context.Listen<string>("go"));
        })
        .Orchestration<int, string>("parent", async (context, n) =>
        {
            try
            {
                return "parent of " + await context.CallSubOrchestrationAsync(Child, context.InstanceId + "-c", n);
            }
            catch (ActivityFailureException failed)
            {
                return failed.Failure.Type;
            }
        });

    [Fact]
    public async Task Suspending_a_parent_does_not_suspend_its_child()
    {
        await using var home = new EngineHome { Catalogue = Family() };
        await home.OpenAsync();
        await home.StartAsync("parent", "p", "1");
        await home.UntilAsync(async () => await home.Engine.GetAsync("p-c", home.Soon) is not null);
        Assert.True(await home.Engine.SuspendAsync("p", "wait", home.Soon));
        await home.RaiseAsync("p-c", "go", "\"x\"");
        Assert.Equal("\"x\"", (await home.EndAsync("p-c")).OutputJson);
        await home.RestAsync();
        Assert.Equal(InstanceStatus.Suspended, (await home.Engine.GetAsync("p", home.Soon))!.Status);
        await home.ReopenAsync();
        await home.RestAsync();
        Assert.Equal(InstanceStatus.Suspended, (await home.Engine.GetAsync("p", home.Soon))!.Status);
        Assert.True(await home.Engine.ResumeAsync("p", "go on", home.Soon));
        Assert.Equal("\"parent of x\"", (await home.EndAsync("p")).OutputJson);
    }

    [Fact]
    public async Task A_suspended_instance_takes_events_and_results_but_does_not_go_on()
    {
        var goOn = new TaskCompletionSource();
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<int, int>("slow", async (_, n) =>
                {
                    await goOn.Task;
                    return n;
                })
                .Orchestration<int, string>("o", async (context, n) =>
                {
                    var timer = context.CreateTimerAsync(context.CurrentUtc.AddHours(1), CancellationToken.None);
                    var result = await context.Call<int, int>("slow", n);
                    await timer;
                    return await context.Listen<string>("go") + result;
                }),
        };
        await home.OpenAsync();
        await home.StartAsync("o", "a", "7");
        Assert.True(await home.Engine.SuspendAsync("a", "wait", home.Soon));
        goOn.SetResult();
        Assert.True(await home.RaiseAsync("a", "go", "\"x\""));
        home.Clock.Advance(TimeSpan.FromHours(2));
        await home.UntilAsync(() => Task.FromResult(
            home.Engine.Core.Readers.Read(reader => reader.Messages(1)).Count == 2));
        await home.ReopenAsync();
        await home.RestAsync();
        Assert.Equal(InstanceStatus.Suspended, (await home.Engine.GetAsync("a", home.Soon))!.Status);
        Assert.True(await home.Engine.ResumeAsync("a", "go on", home.Soon));
        Assert.Equal("\"x7\"", (await home.EndAsync("a")).OutputJson);
        var history = (await home.Engine.ExportHistoryAsync("a", home.Soon))!.Events;
        Assert.Contains(new Suspended("wait"), history);
        Assert.Contains(new Resumed("go on"), history);
    }

    [Fact]
    public async Task A_terminated_child_is_a_failure_for_its_parent()
    {
        await using var home = new EngineHome { Catalogue = Family() };
        await home.OpenAsync();
        await home.StartAsync("parent", "p", "1");
        await home.UntilAsync(async () => await home.Engine.GetAsync("p-c", home.Soon) is not null);
        Assert.Equal("\"waits\"", (await home.Engine.GetAsync("p-c", home.Soon))!.CustomStatusJson);
        Assert.True(await home.Engine.TerminateAsync("p-c", "enough", home.Soon));
        Assert.False(await home.Engine.TerminateAsync("p-c", "enough", home.Soon));
        Assert.Equal("\"Terminated\"", (await home.EndAsync("p")).OutputJson);
        var child = await home.EndAsync("p-c");
        Assert.Equal(InstanceStatus.Terminated, child.Status);
        Assert.Equal("enough", child.Failure!.Message);
        Assert.False(await home.RaiseAsync("p-c", "go"));
    }

    [Fact]
    public async Task A_childs_id_that_is_taken_fails_the_call()
    {
        await using var home = new EngineHome { Catalogue = Family() };
        await home.OpenAsync();
        await home.StartAsync("child", "p-c", "1");
        await home.StartAsync("parent", "p", "1");
        Assert.Equal("\"InstanceExists\"", (await home.EndAsync("p")).OutputJson);
        Assert.Equal(InstanceStatus.Running, (await home.Engine.GetAsync("p-c", home.Soon))!.Status);
    }

    [Fact]
    public async Task Purge_forgets_what_has_ended_and_the_id_is_free_again()
    {
        await using var home = new EngineHome { Catalogue = Family() };
        await home.OpenAsync();
        await home.StartAsync("child", "c", "1");
        Assert.False(await home.Engine.PurgeAsync("c", home.Soon));
        await home.RaiseAsync("c", "early", "1");
        await home.RaiseAsync("c", "go", "\"x\"");
        await home.EndAsync("c");
        Assert.True(await home.Engine.PurgeAsync("c", home.Soon));
        Assert.Null(await home.Engine.GetAsync("c", home.Soon));
        Assert.False(await home.Engine.PurgeAsync("c", home.Soon));
        Assert.Equal(StartResult.Started, await home.StartAsync("child", "c", "2"));
    }

    [Fact]
    public async Task Termination_does_not_cancel_a_running_activity_and_a_restart_runs_it_again()
    {
        var runs = 0;
        var firstRun = new TaskCompletionSource();
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<int, int>("slow", async (context, n) =>
                {
                    if (Interlocked.Increment(ref runs) == 1)
                    {
                        firstRun.SetResult();
                        await Task.Delay(Timeout.Infinite, context.Cancellation);
                    }

                    return n;
                })
                .Orchestration<int, int>("o", (context, n) => context.Call<int, int>("slow", n)),
        };
        await home.OpenAsync();
        await home.StartAsync("o", "a", "7");
        await firstRun.Task;
        Assert.True(await home.Engine.TerminateAsync("a", "enough", home.Soon));
        await home.ReopenAsync();
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref runs) == 2));
        await home.UntilAsync(() => Task.FromResult(
            home.Engine.Core.Readers.Read(reader => reader.Work(string.Empty, 10)).Count == 0));
        Assert.Equal(InstanceStatus.Terminated, (await home.Engine.GetAsync("a", home.Soon))!.Status);
    }
}
