namespace Serverless.Workflows.Durable;

/// <summary>
/// A piece of work with effects outside the orchestration. It may be run more than once for one call (a process that
/// dies before its result is recorded runs it again), so each effect must carry a business key.
/// </summary>
public interface IActivity<TInput, TOutput>
{
    /// <summary>Does the work.</summary>
    /// <exception cref="ActivityFailureException">The caller sees this failure as it is; any other exception reaches
    /// it as a retriable <see cref="ActivityFailure"/> with the exception's type name and message.</exception>
    Task<TOutput> RunAsync(ActivityContext context, TInput input);
}

/// <summary>What an activity may know about the call that runs it.</summary>
/// <param name="InstanceId">The calling instance. Not part of any business key: it changes with the epoch.</param>
/// <param name="Name">The activity's name in the catalogue.</param>
/// <param name="Cancellation">Signals that the home is stopping or the activity's time limit is over.</param>
public sealed record ActivityContext(string InstanceId, string Name, CancellationToken Cancellation);
