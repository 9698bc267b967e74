using Serverless.Local.Engine;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Tests.Engine;

public sealed class ChangedCodeTests
{
    private static Catalogue Code(params string[] activities)
    {
        var catalogue = new Catalogue().Orchestration<int, string>("o", async (context, _) =>
        {
            var text = string.Empty;
            foreach (var activity in activities)
            {
                text += await context.Call<string, string>(activity, activity);
                text += await context.Listen<string>("go");
            }

            return text;
        });
        foreach (var name in new[] { "a", "b", "c" }) catalogue.Activity<string, string>(name, text => text);
        return catalogue.Orchestration<int, int>("other", (context, n) => Task.FromResult(n));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_that_does_not_fit_stops_the_one_instance_and_loses_nothing(bool byRestart)
    {
        await using var home = new EngineHome { Catalogue = Code("a", "b") };
        await home.OpenAsync();
        await home.StartAsync("o", "x", "1");
        await home.RaiseAsync("x", "go", "\"1\"");
        await home.RestAsync();

        home.Catalogue = Code("c", "b");
        await home.ReopenAsync();
        Assert.True(await home.RaiseAsync("x", "go", "\"2\""));
        var stopped = await home.EndAsync("x");
        Assert.Equal(InstanceStatus.Failed, stopped.Status);
        Assert.Equal(RunStoppedException.NonDeterministic, stopped.Failure!.Type);
        Assert.Contains("activity 'a' (no. 1), the code asks for activity 'c'", stopped.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(StartResult.Started, await home.StartAsync("other", "y", "5"));
        Assert.Equal("5", (await home.EndAsync("y")).OutputJson);
        Assert.False(await home.Engine.PurgeAsync("x", home.Soon));
        Assert.True(await home.RaiseAsync("x", "go", "\"3\""));

        await home.ReopenAsync();
        await home.RestAsync();
        Assert.Equal(InstanceStatus.Failed, (await home.Engine.GetAsync("x", home.Soon))!.Status);

        home.Catalogue = Code("a", "b");
        await home.Engine.DisposeAsync();
        await home.OpenAsync(begin: byRestart);
        if (!byRestart) Assert.True(await home.Engine.ResumeAsync("x", "the code is back", home.Soon));
        await home.UntilAsync(
            async () => (await home.Engine.GetAsync("x", home.Soon))!.Status == InstanceStatus.Completed);
        Assert.Equal("\"a1b2\"", (await home.EndAsync("x")).OutputJson);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public async Task A_timer_keeps_the_time_it_was_set_to(int before, int after)
    {
        static Catalogue Sleeps(int days) => new Catalogue().Orchestration<int, int>("o", async (context, n) =>
        {
            await context.CreateTimerAsync(context.CurrentUtc.AddDays(days), CancellationToken.None);
            return n;
        });

        await using var home = new EngineHome { Catalogue = Sleeps(before) };
        await home.OpenAsync();
        await home.StartAsync("o", "x", "1");
        home.Catalogue = Sleeps(after);
        await home.ReopenAsync();
        home.Clock.Advance(TimeSpan.FromDays(2));
        await home.RaiseAsync("x", "look");
        if (before > 2)
        {
            Assert.Equal(InstanceStatus.Running, (await home.Engine.GetAsync("x", home.Soon))!.Status);
            Assert.Equal(home.Clock.GetUtcNow().AddDays(before - 2).UtcTicks,
                home.Engine.Core.Readers.Read(reader => reader.NextDue()));
            home.Clock.Advance(TimeSpan.FromDays(2));
        }

        Assert.Equal("1", (await home.EndAsync("x")).OutputJson);
    }

    [Fact]
    public async Task An_orchestration_that_is_gone_stops_its_instances()
    {
        await using var home = new EngineHome { Catalogue = Code("a") };
        await home.OpenAsync();
        await home.StartAsync("o", "x", "1");
        await home.RestAsync();
        home.Catalogue = new Catalogue();
        await home.ReopenAsync();
        await home.RaiseAsync("x", "go", "\"1\"");
        Assert.Equal(RunStoppedException.UnknownOrchestration, (await home.EndAsync("x")).Failure!.Type);
        Assert.True(await home.Engine.TerminateAsync("x", "given up", home.Soon));
        Assert.Equal(InstanceStatus.Terminated, (await home.EndAsync("x")).Status);
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("delay-beside-listener")]
    [InlineData("run")]
    [InlineData("configure-await")]
    public async Task Awaiting_a_foreign_task_stops_the_instance_with_a_clear_error(string how)
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue().Activity<int, int>("a", n => n).Orchestration<int, int>("bad", async (context, n) =>
            {
                switch (how)
                {
                    case "delay": await Task.Delay(20); break;
                    case "delay-beside-listener":
                        _ = context.Listen("never");
                        await Task.Delay(20);
                        break;
                    case "run": await Task.Run(() => context.Call<int, int>("a", n)); break;
                    default: await context.Call<int, int>("a", n).ConfigureAwait(false); break;
                }

                return await context.Call<int, int>("a", n);
            }),
        };
        await home.OpenAsync();
        await home.StartAsync("bad", "x", "1");
        var stopped = await home.EndAsync("x");
        Assert.Equal(RunStoppedException.ForeignAwait, stopped.Failure?.Type);
        Assert.Contains("'bad' awaits a task that its context did not give out", stopped.Failure!.Message, StringComparison.Ordinal);
    }
}
