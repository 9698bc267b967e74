using Serverless.Local.Engine.Storage;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine.Instances;

/// <summary>Something for one instance, handled in order of arrival.</summary>
internal abstract record Message
{
    /// <summary>Tells who waits for its answer, if someone does, that there will be none.</summary>
    public virtual void Refuse(Exception failure)
    {
    }
}

/// <summary>From a client (with <paramref name="Reply"/>) or from a parent (with <paramref name="Child"/>).</summary>
internal sealed record StartMessage(
    string Orchestration, string Input, ChildWork? Child, TaskCompletionSource<StartResult>? Reply) : Message
{
    public override void Refuse(Exception failure) => Reply?.TrySetException(failure);
}

internal sealed record EventMessage(string Name, string Payload, TaskCompletionSource<bool>? Reply) : Message
{
    public override void Refuse(Exception failure) => Reply?.TrySetException(failure);
}

/// <summary>An answer to a call.</summary>
/// <param name="Row">The id of the instance that asked: a later one of the same name did not.</param>
/// <param name="Stored">The message's row, or 0 where it is only in memory.</param>
/// <param name="Work">The work that it comes from: an activity, or a child that could not be started.</param>
internal sealed record AnswerMessage(long Row, int Generation, Answer Answer, long Stored, Work? Work) : Message;

/// <summary>Fire what is due, and dispatch again what is unfinished.</summary>
/// <param name="Retry">Whether an instance that was stopped is tried with the code of the day, in a turn of its own.</param>
internal sealed record TickMessage(TaskCompletionSource? Reply, bool Retry = false) : Message
{
    /// <summary>It comes again; the others that are due or unfinished need not wait for that.</summary>
    public override void Refuse(Exception failure) => Reply?.TrySetResult();
}

/// <summary>What is handled in a turn of its own.</summary>
internal sealed record ControlMessage(Control Control, string Reason, TaskCompletionSource<bool> Reply) : Message
{
    public override void Refuse(Exception failure) => Reply.TrySetException(failure);
}

/// <summary>The code went on between steps.</summary>
internal sealed record StrayMessage(OrchestrationRun Run, RunStoppedException Stop) : Message;

internal enum Control
{
    Suspend,
    Resume,
    Terminate,
    Purge,
}
