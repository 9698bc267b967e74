namespace Serverless.Workflows.Durable;

/// <summary>How everything outside an orchestration speaks to instances. Answers only after the change is on disk.</summary>
public interface IWorkflowClient
{
    /// <summary>Starts an instance. An instance of that id in whatever status is left as it is.</summary>
    /// <param name="orchestration">The orchestration's name in the catalogue.</param>
    /// <param name="instanceId"><c>[a-z0-9-]{1,80}</c>.</param>
    /// <param name="inputJson">At most <see cref="DurableJson.MaxBytes"/>.</param>
    /// <param name="cancellation">Stops waiting for the answer; the start may still happen.</param>
    /// <exception cref="ArgumentException">The id or the orchestration's name is not valid.</exception>
    Task<StartResult> StartAsync(
        string orchestration, string instanceId, string inputJson, CancellationToken cancellation);

    /// <summary>Raises an event; it is kept until the instance listens for it.</summary>
    /// <returns>False where there is no such instance or it has ended.</returns>
    Task<bool> RaiseEventAsync(string instanceId, string eventName, string payloadJson, CancellationToken cancellation);

    /// <summary>The instance, or null.</summary>
    Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellation);

    /// <summary>Instances that fit the filter, page by page in order of id.</summary>
    Task<InstancePage> QueryAsync(InstanceFilter filter, string? continuation, CancellationToken cancellation);

    /// <summary>Lets an instance rest: it takes events but does not go on. Its children are not suspended.</summary>
    Task<bool> SuspendAsync(string instanceId, string reason, CancellationToken cancellation);

    /// <summary>Lets a suspended instance go on.</summary>
    Task<bool> ResumeAsync(string instanceId, string reason, CancellationToken cancellation);

    /// <summary>Ends an instance. A running activity is not cancelled; its result is dropped.</summary>
    Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation);

    /// <summary>Forgets an instance that has ended.</summary>
    /// <returns>False where there is none or it has not ended.</returns>
    Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation);
}

/// <summary>What a start did.</summary>
public enum StartResult
{
    /// <summary>A new instance was started.</summary>
    Started,

    /// <summary>There is one of that id already, in whatever status.</summary>
    AlreadyExists,
}

/// <summary>Where an instance is in its life.</summary>
public enum InstanceStatus
{
    /// <summary>Started but not yet run.</summary>
    Pending,

    /// <summary>Under way or waiting.</summary>
    Running,

    /// <summary>Resting until resumed.</summary>
    Suspended,

    /// <summary>Ended with an output.</summary>
    Completed,

    /// <summary>Ended with a failure.</summary>
    Failed,

    /// <summary>Ended from outside.</summary>
    Terminated,
}

/// <summary>An instance as a query sees it.</summary>
public sealed record InstanceState(
    string InstanceId, string Orchestration, InstanceStatus Status, DateTimeOffset CreatedUtc,
    DateTimeOffset UpdatedUtc, string? CustomStatusJson, string? OutputJson, ActivityFailure? Failure);

/// <summary>Which instances a query wants; null means any.</summary>
public sealed record InstanceFilter(string? IdPrefix = null, InstanceStatus? Status = null, int PageSize = 100);

/// <summary>A page of a query; <see cref="Continuation"/> is null at the end.</summary>
public sealed record InstancePage(IReadOnlyList<InstanceState> Instances, string? Continuation);
