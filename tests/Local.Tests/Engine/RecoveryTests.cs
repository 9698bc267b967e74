using Serverless.Local.Engine;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Tests.Engine;

/// <summary>What a start takes up, and what one broken instance may not keep it from.</summary>
public sealed class RecoveryTests
{
    private int _runs;

    private static Catalogue Parents() => new Catalogue()
        .Activity<int, int>("slow", async (context, n) =>
        {
            await Task.Delay(Timeout.Infinite, context.Cancellation);
            return n;
        })
        .Orchestration<int, string>("parent", async (context, n) =>
        {
            try
            {
                return await context.CallSubOrchestrationAsync(
                    new OrchestrationName<int, string>("child"), context.InstanceId + "-c", n);
            }
            catch (ActivityFailureException failed)
            {
                return failed.Failure.Type;
            }
        });

    private static Catalogue Family() => Parents().Orchestration<int, string>(
        "child", async (context, _) => await context.Listen<string>("go"));

    private Catalogue Counted() => new Catalogue()
        .Activity<int, int>("slow", async (context, n) =>
        {
            Interlocked.Increment(ref _runs);
            await Task.Delay(Timeout.Infinite, context.Cancellation);
            return n;
        })
        .Orchestration<int, int>("o", (context, n) => context.Call<int, int>("slow", n));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_child_that_could_not_be_started_is_not_started_later(bool suspended)
    {
        await using var home = new EngineHome { Catalogue = Family() };
        await home.OpenAsync();
        home.Engine.Core.StepMeasured = _ => home.Engine.Core.Close();
        await home.StartAsync("parent", "p", "1");
        await home.Engine.AbandonAsync();

        home.Catalogue = Parents();
        await home.OpenAsync(begin: !suspended);
        if (suspended)
        {
            await home.Engine.SuspendAsync("p", "wait", home.Soon);
            home.Engine.Begin();
            await home.UntilAsync(() => Task.FromResult(
                home.Engine.Core.Readers.Read(reader => reader.Messages(1)).Count > 0));
            await home.Engine.ResumeAsync("p", "go on", home.Soon);
        }

        Assert.Equal("\"UnknownOrchestration\"", (await home.EndAsync("p")).OutputJson);
        Assert.Empty(home.Engine.Core.Readers.Read(reader => reader.Work(string.Empty, 10)));

        home.Catalogue = Family();
        await home.ReopenAsync();
        await home.RestAsync();
        Assert.Null(await home.Engine.GetAsync("p-c", home.Soon));
    }

    [Theory]
    [InlineData("[{\"is\":\"of-a-later-version\"}]", false)]
    [InlineData("[{}]", false)]
    [InlineData("[{\"is\":\"of-a-later-version\"}]", true)]
    [InlineData("[{}]", true)]
    public async Task An_instance_that_cannot_be_read_keeps_no_other_from_being_taken_up(string history, bool suspended)
    {
        await using var home = new EngineHome { Catalogue = Counted() };
        await home.OpenAsync();
        await home.StartAsync("o", "broken", "1");
        await home.StartAsync("o", "ended", "1");
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 2));
        if (suspended) await home.Engine.SuspendAsync("broken", "wait", home.Soon);
        await home.Engine.TerminateAsync("ended", "enough", home.Soon);
        await home.Engine.AbandonAsync();
        using (var file = new Connection(home.File)) file.Execute($"UPDATE steps SET events='{history}' WHERE id=1");

        await home.OpenAsync();
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 3));
        await home.RestAsync();
        var broken = (await home.Engine.GetAsync("broken", home.Soon))!;
        Assert.Equal(suspended ? InstanceStatus.Suspended : InstanceStatus.Failed, broken.Status);
        if (!suspended) Assert.Equal("Unreadable", broken.Failure!.Type);
        Assert.True(await home.Engine.TerminateAsync("broken", "given up", home.Soon));
        Assert.True(await home.Engine.PurgeAsync("broken", home.Soon));
    }

    [Fact]
    public async Task An_instance_that_cannot_be_written_keeps_no_other_from_being_taken_up()
    {
        await using var home = new EngineHome
        {
            Catalogue = Counted().Orchestration<int, int>("due", async (context, n) =>
            {
                _ = context.Call<int, int>("slow", n);
                await context.CreateTimerAsync(context.CurrentUtc.AddDays(1), CancellationToken.None);
                return n;
            }),
        };
        await home.OpenAsync();
        await home.StartAsync("due", "broken", "1");
        await home.StartAsync("o", "ended", "1");
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 2));
        await home.Engine.TerminateAsync("ended", "enough", home.Soon);
        await home.Engine.AbandonAsync();
        using (var file = new Connection(home.File))
        {
            file.Execute("CREATE TRIGGER full BEFORE UPDATE ON instances WHEN NEW.name='broken' "
                + "BEGIN SELECT RAISE(ABORT,'the disk is full'); END");
        }

        home.Clock.Advance(TimeSpan.FromDays(2));
        await home.OpenAsync();
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 3));
        using (var file = new Connection(home.File)) file.Execute("DROP TRIGGER full");
        await home.UntilAsync(
            async () => (await home.Engine.GetAsync("broken", home.Soon))!.Status == InstanceStatus.Completed,
            TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("{\"is\":\"of-a-later-version\"}")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Work_that_cannot_be_read_keeps_no_other_from_being_taken_up(string work)
    {
        await using var home = new EngineHome { Catalogue = Counted() };
        await home.OpenAsync();
        await home.StartAsync("o", "broken", "1");
        await home.StartAsync("o", "ended", "1");
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 2));
        await home.Engine.TerminateAsync("broken", "enough", home.Soon);
        await home.Engine.TerminateAsync("ended", "enough", home.Soon);
        await home.Engine.AbandonAsync();
        using (var file = new Connection(home.File)) file.Execute($"UPDATE work SET body='{work}' WHERE key='a/1/1/1'");

        await home.OpenAsync();
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 3));
        Assert.Equal(["a/1/1/1", "a/2/1/1"],
            home.Engine.Core.Readers.Read(reader => reader.Work(string.Empty, 10)).Select(row => row.Key));
    }

    [Fact]
    public async Task What_a_child_says_to_a_parent_that_has_ended_is_not_kept()
    {
        await using var home = new EngineHome { Catalogue = Family() };
        await home.OpenAsync();
        await home.StartAsync("parent", "p", "1");
        await home.UntilAsync(async () => await home.Engine.GetAsync("p-c", home.Soon) is not null);
        await home.Engine.TerminateAsync("p", "enough", home.Soon);
        home.Engine.Core.StepMeasured = _ => home.Engine.Core.Close();
        await home.RaiseAsync("p-c", "go", "\"x\"");
        await home.Engine.AbandonAsync();

        await home.OpenAsync();
        Assert.Equal("\"x\"", (await home.EndAsync("p-c")).OutputJson);
        Assert.Empty(home.Engine.Core.Readers.Read(reader => reader.Messages(1)));
    }

    [Fact]
    public async Task A_stop_waits_for_an_activity_that_does_not_heed_it()
    {
        var ends = 0;
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<int, int>("deaf", async (_, n) =>
                {
                    Interlocked.Increment(ref _runs);
                    await Task.Delay(300);
                    Interlocked.Increment(ref ends);
                    return n;
                })
                .Orchestration<int, int>("o", (context, n) => context.Call<int, int>("deaf", n)),
        };
        await home.OpenAsync();
        await home.StartAsync("o", "a", "7");
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 1));
        await home.Engine.DisposeAsync();
        Assert.Equal(1, ends);
        await home.OpenAsync();
        Assert.Equal("7", (await home.EndAsync("a")).OutputJson);
        Assert.Equal(1, _runs);
    }
}
