using Serverless.Local.Engine.Instances;
using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Tests.Engine;

/// <summary>What happens to an instance or a piece of work in the moment in which it is taken up.</summary>
public sealed class TakenUpTests
{
    private int _runs;

    /// <summary>An orchestration that waits for an activity without end and for an event, and says which one came.</summary>
    private static Catalogue Waits(string activity) => new Catalogue()
        .Activity<int, int>("slow", async (context, n) =>
        {
            await Task.Delay(Timeout.Infinite, context.Cancellation);
            return n;
        })
        .Orchestration<int, string>("o", async (context, n) =>
        {
            var slow = context.Call<int, int>(activity, n);
            return await Task.WhenAny(slow, context.Listen("go")) == slow ? "answered" : "raised";
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_comes_together_with_the_code_that_fits_again_is_handed_out(bool isAnswer)
    {
        await using var home = new EngineHome { Catalogue = Waits("slow") };
        await home.OpenAsync();
        await home.StartAsync("o", "x", "1");
        home.Catalogue = Waits("other");
        await home.ReopenAsync();
        Assert.Equal(RunStoppedException.NonDeterministic, (await home.EndAsync("x")).Failure?.Type);
        await home.Engine.DisposeAsync();

        home.Catalogue = Waits("slow");
        await home.OpenAsync(begin: false);
        using var goOn = new ManualResetEventSlim();
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        home.Engine.Core.StepMeasured = _ =>
        {
            isHeld.TrySetResult();
            goOn.Wait(home.Soon);
        };

        // While the first event goes to disk, the inbox gets what the next turn has together.
        var first = home.RaiseAsync("x", "other");
        await isHeld.Task.WaitAsync(home.Soon);
        var second = Task.FromResult(true);
        if (isAnswer) home.Engine.Core.Post("x", new AnswerMessage(1, 1, new ActivityCompleted(1, "1"), 0, null));
        else second = home.RaiseAsync("x", "go");
        home.Engine.Core.Post("x", new TickMessage(null, Retry: true));
        goOn.Set();
        Assert.True(await first);
        Assert.True(await second);
        await home.RestAsync();
        Assert.Equal(isAnswer ? "\"answered\"" : "\"raised\"", (await home.Engine.GetAsync("x", home.Soon))!.OutputJson);
    }

    [Fact]
    public async Task An_activity_that_was_done_since_its_work_was_read_does_not_run_again()
    {
        var goOn = new TaskCompletionSource();
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Activity<int, int>("slow", async (_, n) =>
                {
                    Interlocked.Increment(ref _runs);
                    await goOn.Task;
                    return n;
                })
                .Orchestration<int, int>("o", (context, n) => context.Call<int, int>("slow", n)),
        };
        await home.OpenAsync();
        await home.StartAsync("o", "x", "1");
        await home.Engine.TerminateAsync("x", "enough", home.Soon);
        await home.UntilAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 1));
        var work = Work(home).Single();
        home.Engine.Core.Recovery.TakeUp(work);
        goOn.SetResult();
        await home.UntilAsync(() => Task.FromResult(Work(home).Count == 0));
        await home.RestAsync();

        home.Engine.Core.Recovery.TakeUp(work);
        await home.Engine.DisposeAsync();
        Assert.Equal(1, _runs);
    }

    [Fact]
    public async Task A_child_that_has_lived_since_its_work_was_read_does_not_begin_again()
    {
        await using var home = new EngineHome
        {
            Catalogue = new Catalogue()
                .Orchestration<int, int>("child", (_, n) => Task.FromResult(Interlocked.Increment(ref _runs)))
                .Orchestration<int, int>("parent", (context, n) => context.CallSubOrchestrationAsync(
                    new OrchestrationName<int, int>("child"), context.InstanceId + "-c", n)),
        };
        await home.OpenAsync();
        Work? work = null;
        home.Engine.Core.StepMeasured = _ => work ??= Work(home).SingleOrDefault();
        await home.StartAsync("parent", "p", "1");
        Assert.Equal("1", (await home.EndAsync("p")).OutputJson);
        Assert.True(await home.Engine.PurgeAsync("p-c", home.Soon));

        home.Engine.Core.Recovery.TakeUp(work!);
        await home.RestAsync();
        Assert.Null(await home.Engine.GetAsync("p-c", home.Soon));
        Assert.Equal(1, _runs);
    }

    private static List<Work> Work(EngineHome home) =>
        [.. home.Engine.Core.Readers.Read(reader => reader.Work(string.Empty, 10)).Select(row => row.Work!)];
}
