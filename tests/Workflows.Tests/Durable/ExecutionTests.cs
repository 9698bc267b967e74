using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Workflows.Tests.Durable;

public sealed class ExecutionTests
{
    private static Catalogue With<TOutput>(Func<IOrchestrationContext, Task<TOutput>> code) =>
        new Catalogue().Add(new OrchestrationName<int, TOutput>("o"), () => new Code<TOutput>(code));

    [Fact]
    public void A_history_names_what_was_asked_and_what_came()
    {
        var run = new ScriptedRun(With(async context =>
        {
            var name = await context.CallActivityAsync(new ActivityName<int, string>("who"), 7);
            return name + await context.Listen<string>("go");
        }), "o", "x", "1");
        run.Answer("who", "me");
        run.Raise("other");
        run.Raise("go", "\"!\"");
        Assert.Equal(
            [
                new GenerationStarted("o", 1, "1"), new StepStarted(run.Now), new ActivityScheduled(1, "who", "7"),
                new StepStarted(run.Now), new ActivityCompleted(1, "\"me\""), new Listening(2, "go"),
                new StepStarted(run.Now), new EventReceived(2, "go", "\"!\""), new OrchestrationCompleted("\"me!\""),
            ],
            run.Events);
        Assert.Equal(run.Events, RecordedHistory.Parse(run.History.ToJson()).Events);
    }

    [Fact]
    public void A_second_listener_of_a_name_is_the_first_one_and_the_next_round_gets_the_next_event()
    {
        var run = new ScriptedRun(With(async context =>
        {
            var first = context.Listen("go");
            var same = context.Listen("go");
            return $"{ReferenceEquals(first, same)} {await same} {await first} {await context.Listen("go")}";
        }), "o", "x", "1");
        run.Raise("go", "1");
        run.Raise("go", "2");
        Assert.Equal("\"True 1 1 2\"", ((OrchestrationCompleted)run.Run.End!).Output);
    }

    [Fact]
    public void A_cancelled_timer_leaves_nothing()
    {
        var run = new ScriptedRun(With(async context =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.CurrentUtc.AddDays(1), cancel.Token);
            cancel.Cancel();
            await context.Listen("go");
            return timer.IsCanceled;
        }), "o", "x", "1");
        Assert.Null(run.Run.NextDue);
        run.Later(TimeSpan.FromDays(2));
        run.Raise("go");
        Assert.Equal("true", ((OrchestrationCompleted)run.Run.End!).Output);
        Assert.DoesNotContain(run.Events, e => e is TimerFired);
    }

    [Fact]
    public void Ids_and_the_clock_are_the_same_on_each_replay()
    {
        var seen = new List<string>();
        var catalogue = With(async context =>
        {
            seen.Add($"{context.NewGuid()} {context.CurrentUtc:O} {context.NewGuid()}");
            await context.Listen("go");
            seen.Add($"{context.NewGuid()} {context.CurrentUtc:O}");
            return 1;
        });
        var run = new ScriptedRun(catalogue, "o", "x", "1");
        run.Later(TimeSpan.FromMinutes(5));
        run.Raise("go");
        var live = seen.ToArray();
        seen.Clear();
        Replayer.Replay(catalogue, run.History);
        Assert.Equal(live, seen);
        Assert.Equal(4, live.SelectMany(line => line.Split(' ')).Where(word => Guid.TryParse(word, out _)).Distinct().Count() + 1);
    }

    [Theory]
    [InlineData("b", "go", 1, "has activity 'a' (no. 1), the code asks for activity 'b' (no. 1)")]
    [InlineData("a", "stop", 1, "has listening for 'go' (no. 2), the code asks for listening for 'stop' (no. 2)")]
    [InlineData("a", "go", 2, "the history ends, the code asks for activity 'a' (no. 3)")]
    [InlineData("a", "go", 0, "has activity 'a' (no. 1), the code asks for the end with an output")]
    public void A_replay_says_which_step_differs(string activity, string listen, int rounds, string says)
    {
        static Catalogue Version(string activity, string listen, int rounds) => With(async context =>
        {
            for (var i = 0; i < rounds; i++)
            {
                await context.CallActivityAsync(activity, "1");
                await context.Listen(listen);
            }

            return 1;
        });

        var run = new ScriptedRun(Version("a", "go", 3), "o", "x", "1");
        run.Answer("a", 1);
        run.Raise("go");
        var recorded = new RecordedHistory("x", run.Events.Take(rounds == 2 ? 8 : 7).ToArray());
        var differs = Assert.Throws<RunStoppedException>(
            () => Replayer.Replay(Version(activity, listen, rounds), rounds == 2 ? TwoRounds() : recorded));
        Assert.Equal(RunStoppedException.NonDeterministic, differs.Failure.Type);
        Assert.Contains(says, differs.Message, StringComparison.Ordinal);

        // Ends before the third activity was asked for, which the code of two rounds' first round does ask for.
        RecordedHistory TwoRounds() => new("x", run.Events.TakeWhile(e => e is not ActivityScheduled { Seq: 3 }).ToArray());
    }

    [Fact]
    public void Values_that_are_too_large_or_no_json_are_refused()
    {
        var run = new ScriptedRun(With(async context =>
        {
            await context.CallActivityAsync("a", $"\"{new string('x', DurableJson.MaxBytes)}\"");
            return 1;
        }), "o", "x", "1");
        Assert.Equal("ValueTooLarge", ((OrchestrationFailed)run.Run.End!).Failure.Type);

        run = new ScriptedRun(With(async context =>
        {
            await context.CallActivityAsync("a", "no json");
            return 1;
        }), "o", "y", "1");
        Assert.Equal("ArgumentException", ((OrchestrationFailed)run.Run.End!).Failure.Type);
    }

    private sealed class Code<TOutput>(Func<IOrchestrationContext, Task<TOutput>> code) : IOrchestration<int, TOutput>
    {
        public Task<TOutput> RunAsync(IOrchestrationContext context, int input) => code(context);
    }
}
