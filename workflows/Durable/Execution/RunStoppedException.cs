namespace Serverless.Workflows.Durable.Execution;

/// <summary>
/// An instance cannot go on with the code of the day. It is not a failure of the instance: the engine stops it, keeps
/// its history and messages, and tries again when the code has changed.
/// </summary>
public sealed class RunStoppedException(string type, string message) : Exception(message)
{
    /// <summary>The code asks for something else than the history has.</summary>
    public const string NonDeterministic = "NonDeterministic";

    /// <summary>The code awaits a task that its context did not give out.</summary>
    public const string ForeignAwait = "ForeignAwait";

    /// <summary>The catalogue has no orchestration of that name.</summary>
    public const string UnknownOrchestration = "UnknownOrchestration";

    /// <summary>What a query shows of the stopped instance.</summary>
    public ActivityFailure Failure { get; } = new(type, message, Retriable: false);
}
