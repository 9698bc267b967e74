using System.Text.Json.Serialization;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>
/// One thing that happened in an instance, in the seam's neutral form. A history is <see cref="GenerationStarted"/>,
/// then steps: <see cref="StepStarted"/>, then what came in and what the code asked for because of it, in order.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(GenerationStarted), "started")]
[JsonDerivedType(typeof(StepStarted), "step")]
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(ActivityCompleted), "activity-completed")]
[JsonDerivedType(typeof(ActivityFailed), "activity-failed")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerFired), "timer-fired")]
[JsonDerivedType(typeof(ChildStarted), "child")]
[JsonDerivedType(typeof(ChildCompleted), "child-completed")]
[JsonDerivedType(typeof(ChildFailed), "child-failed")]
[JsonDerivedType(typeof(Listening), "listening")]
[JsonDerivedType(typeof(EventReceived), "event")]
[JsonDerivedType(typeof(OrchestrationCompleted), "completed")]
[JsonDerivedType(typeof(OrchestrationFailed), "failed")]
[JsonDerivedType(typeof(ContinuedAsNew), "continued")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Terminated), "terminated")]
public abstract record HistoryEvent;

/// <summary>Something the code asked for; a replay compares it with what the code asks for today.</summary>
public abstract record CodeAction : HistoryEvent;

/// <summary>A request that takes the next number of its generation; its answer carries the same number.</summary>
/// <param name="Seq">Counted from 1 in each generation.</param>
public abstract record NumberedAction(int Seq) : CodeAction;

/// <summary>The answer to a <see cref="NumberedAction"/>.</summary>
/// <param name="Seq">The number of the action.</param>
public abstract record Answer(int Seq) : HistoryEvent;

/// <summary>The first event of each generation.</summary>
/// <param name="Generation">Counted from 1; continue-as-new adds one.</param>
public sealed record GenerationStarted(
    string Orchestration, int Generation, [property: JsonConverter(typeof(RawJson))] string Input) : HistoryEvent;

/// <summary>Begins a step; <paramref name="At"/> is the time that the code sees in it.</summary>
public sealed record StepStarted(DateTimeOffset At) : HistoryEvent;

public sealed record ActivityScheduled(
    int Seq, string Name, [property: JsonConverter(typeof(RawJson))] string Input) : NumberedAction(Seq);

public sealed record ActivityCompleted(
    int Seq, [property: JsonConverter(typeof(RawJson))] string Output) : Answer(Seq);

public sealed record ActivityFailed(int Seq, ActivityFailure Failure) : Answer(Seq);

public sealed record TimerCreated(int Seq, DateTimeOffset Due) : NumberedAction(Seq);

public sealed record TimerFired(int Seq) : Answer(Seq);

public sealed record ChildStarted(
    int Seq, string Name, string InstanceId, [property: JsonConverter(typeof(RawJson))] string Input)
    : NumberedAction(Seq);

public sealed record ChildCompleted(
    int Seq, [property: JsonConverter(typeof(RawJson))] string Output) : Answer(Seq);

public sealed record ChildFailed(int Seq, ActivityFailure Failure) : Answer(Seq);

/// <summary>The code began to wait for an event. A second wait for the same name while it is open is not recorded.</summary>
public sealed record Listening(int Seq, string Name) : NumberedAction(Seq);

/// <summary>An event was handed to the listener of that number.</summary>
public sealed record EventReceived(
    int Seq, string Name, [property: JsonConverter(typeof(RawJson))] string Payload) : Answer(Seq);

/// <summary>The code returned.</summary>
public sealed record OrchestrationCompleted([property: JsonConverter(typeof(RawJson))] string Output) : CodeAction;

/// <summary>The code threw.</summary>
public sealed record OrchestrationFailed(ActivityFailure Failure) : CodeAction;

/// <summary>The code returned after it had asked for a next generation.</summary>
public sealed record ContinuedAsNew([property: JsonConverter(typeof(RawJson))] string Input) : CodeAction;

public sealed record Suspended(string Reason) : HistoryEvent;

public sealed record Resumed(string Reason) : HistoryEvent;

public sealed record Terminated(string Reason) : HistoryEvent;
