using Microsoft.Extensions.Logging;

namespace Serverless.Workflows.Durable;

/// <summary>
/// All that an orchestration may touch. The members here are what both engines keep, and take JSON texts; the typed
/// calls that orchestrations use are extensions in <see cref="TypedCalls"/>.
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The instance's id, <c>[a-z0-9-]{1,80}</c>.</summary>
    string InstanceId { get; }

    /// <summary>The time at which the current step was recorded; the same on each replay.</summary>
    DateTimeOffset CurrentUtc { get; }

    /// <summary>Whether the code runs over what has already happened. For logging and diagnostics only.</summary>
    bool IsReplaying { get; }

    /// <summary>Writes only where the code is not replaying.</summary>
    ILogger Logger { get; }

    /// <summary>An id that is the same on each replay.</summary>
    Guid NewGuid();

    /// <summary>Schedules one attempt of an activity.</summary>
    /// <returns>The JSON of its output. Fails with <see cref="ActivityFailureException"/>.</returns>
    Task<string> CallActivityAsync(string name, string inputJson);

    /// <summary>Starts another orchestration and waits for its end.</summary>
    /// <param name="name">Its name in the catalogue.</param>
    /// <param name="instanceId">The id it gets. If it is taken the call fails with type <c>InstanceExists</c>.</param>
    /// <param name="inputJson">Its input.</param>
    /// <returns>The JSON of its output. Fails with <see cref="ActivityFailureException"/>; a terminated child is a
    /// failure of type <c>Terminated</c>.</returns>
    Task<string> CallSubOrchestrationAsync(string name, string instanceId, string inputJson);

    /// <summary>
    /// The next event of that name (lower-case), also one raised earlier. One waiter per name and generation: a second
    /// call while the first is open returns the same task. It is never cancelled and has no time limit; to wait with
    /// one, race it against a timer and keep it for the next round.
    /// </summary>
    Task<string> Listen(string eventName);

    /// <summary>Completes at <paramref name="due"/> or later. Always cancel the one that lost a race.</summary>
    Task CreateTimerAsync(DateTimeOffset due, CancellationToken cancellation);

    /// <summary>What a query of the instance shows, until the generation ends: the next may begin without it.</summary>
    void SetCustomStatus(string json);

    /// <summary>
    /// Ends this generation when the code returns and begins the next with that input and an empty history. Events
    /// not yet taken are kept, in no promised order; open listeners end with the generation.
    /// </summary>
    void ContinueAsNew(string inputJson);
}
