using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Workflows.Tests.Durable;

/// <summary>Drives an orchestration in memory, step by step, and keeps its history.</summary>
internal sealed class ScriptedRun
{
    private readonly List<HistoryEvent> _history = [];
    private readonly Mailbox _mailbox = new();
    private readonly string _id;

    public ScriptedRun(Catalogue catalogue, string orchestration, string id, string input)
    {
        _id = id;
        var start = new GenerationStarted(orchestration, 1, input);
        _history.Add(start);
        Assert.True(catalogue.TryGetOrchestration(orchestration, out var entry));
        Run = new OrchestrationRun(entry, id, start, _mailbox, NullLogger.Instance);
        Step(run => run.Continue());
    }

    public OrchestrationRun Run { get; }

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<HistoryEvent> Events => _history;

    public RecordedHistory History => new(_id, _history);

    /// <summary>Answers the oldest open call of the activity.</summary>
    public void Answer<T>(string activity, T output) => Step(run => Assert.True(run.Deliver(new ActivityCompleted(
        run.Open.OfType<ActivityScheduled>().First(open => open.Name == activity).Seq, DurableJson.Serialize(output)))));

    public void Fail(string activity, ActivityFailure failure) => Step(run => Assert.True(run.Deliver(new ActivityFailed(
        run.Open.OfType<ActivityScheduled>().First(open => open.Name == activity).Seq, failure))));

    public void Raise(string name, string payload = "null") => Step(run =>
    {
        _mailbox.Add(new PendingEvent(name, payload));
        run.Continue();
    });

    public void Later(TimeSpan by)
    {
        Now += by;
        Step(run => run.FireTimers(Now));
    }

    private void Step(Action<OrchestrationRun> step)
    {
        Run.OpenStep(Now, _history);
        step(Run);
    }
}
