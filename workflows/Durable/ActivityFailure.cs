namespace Serverless.Workflows.Durable;

/// <summary>Why an activity or a sub-orchestration failed, as the caller sees it in both homes.</summary>
/// <param name="Type">A stable name for the kind of failure, to branch on; for an unexpected exception its type name.</param>
/// <param name="Message">For a person: what is wrong and, where known, what to do.</param>
/// <param name="Retriable">Whether trying again may help. A retry policy stops at a failure that is not.</param>
public sealed record ActivityFailure(string Type, string Message, bool Retriable = true);

/// <summary>Thrown by activities to fail in a known way, and by the context where an awaited call failed.</summary>
public sealed class ActivityFailureException(ActivityFailure failure, Exception? inner = null)
    : Exception(failure.Message, inner)
{
    /// <summary>The failure.</summary>
    public ActivityFailure Failure { get; } = failure;

    /// <summary>The failure that stands for any exception an activity throws.</summary>
    public static ActivityFailure From(Exception exception) =>
        exception is ActivityFailureException known
            ? known.Failure
            : new ActivityFailure(exception.GetType().Name, exception.Message);
}
