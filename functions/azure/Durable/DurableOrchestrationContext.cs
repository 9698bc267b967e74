using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;
using RetryPolicy = Serverless.Workflows.Durable.RetryPolicy;

namespace Serverless.Functions.Durable;

/// <summary>The seam's context on Durable Task's. What it does beside passing calls on is what the seam promises and
/// Durable Task does not: one waiter per event name, and failures that say whether trying again may help.</summary>
internal sealed class DurableOrchestrationContext(TaskOrchestrationContext inner, Catalogue catalogue)
    : IOrchestrationContext
{
    private readonly Dictionary<string, Task<string>> _listeners = new(StringComparer.Ordinal);

    /// <summary>The input of the next generation, where the code asked for one. It is handed to Durable Task only when
    /// the code has returned: events that arrive before are then still this generation's, as in the other home.</summary>
    public string? NextInput { get; private set; }

    public string InstanceId => inner.InstanceId;

    public DateTimeOffset CurrentUtc => new(DateTime.SpecifyKind(inner.CurrentUtcDateTime, DateTimeKind.Utc));

    public bool IsReplaying => inner.IsReplaying;

    public ILogger Logger => field ??= inner.CreateReplaySafeLogger("Serverless.Workflows");

    public Guid NewGuid() => inner.NewGuid();

    public async Task<string> CallActivityAsync(string name, string inputJson)
    {
        RawJson.Ensure(inputJson);
        if (!catalogue.TryGetActivity(name, out _))
        {
            throw new ActivityFailureException(new ActivityFailure(
                "UnknownActivity", $"This program has no activity '{name}'.", Retriable: false));
        }

        try
        {
            return ActivityAnswer.Open(await inner.CallActivityAsync<string>(name, inputJson));
        }
        catch (TaskFailedException failed)
        {
            throw new ActivityFailureException(Failures.Of(failed.FailureDetails), failed);
        }
    }

    public async Task<string> CallSubOrchestrationAsync(string name, string instanceId, string inputJson)
    {
        DurableNames.EnsureInstanceId(instanceId);
        RawJson.Ensure(inputJson);

        // Durable Task would replace an ended instance of that id and wait forever for the end of a running one.
        if (await this.CallActivityAsync(InstanceExists.Name, instanceId, RetryPolicy.Standard))
        {
            throw new ActivityFailureException(new ActivityFailure(
                "InstanceExists", $"There is an instance '{instanceId}' already.", Retriable: false));
        }

        try
        {
            return SeamText.Of(await inner.CallSubOrchestratorAsync<JsonElement>(
                name, SeamText.Value(inputJson), new SubOrchestrationOptions { InstanceId = instanceId }));
        }
        catch (TaskFailedException failed)
        {
            throw new ActivityFailureException(Failures.Of(failed.FailureDetails), failed);
        }
    }

    public Task<string> Listen(string eventName)
    {
        DurableNames.EnsureEventName(eventName);
        if (_listeners.TryGetValue(eventName, out var open) && !open.IsCompleted) return open;
        return _listeners[eventName] = NextAsync(eventName);
    }

    public Task CreateTimerAsync(DateTimeOffset due, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested
            ? Task.FromCanceled(cancellation)
            : inner.CreateTimer(due.UtcDateTime, cancellation);

    public void SetCustomStatus(string json) => inner.SetCustomStatus(SeamText.Value(RawJson.Ensure(json)));

    public void ContinueAsNew(string inputJson) => NextInput = RawJson.Ensure(inputJson);

    private async Task<string> NextAsync(string eventName) =>
        SeamText.Of(await inner.WaitForExternalEvent<JsonElement>(eventName));
}
