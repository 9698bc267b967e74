using System.Text.Json;
using Microsoft.DurableTask;
using Serverless.Workflows.Durable;

namespace Serverless.Functions.Durable;

/// <summary>Ends an instance as failed; its message is the seam's failure as JSON, the one thing that reaches a parent
/// and a query whole.</summary>
internal sealed class OrchestrationFailedException(ActivityFailure failure)
    : Exception(JsonSerializer.Serialize(failure, DurableJson.Options));

/// <summary>The seam's failures from Durable Task's.</summary>
internal static class Failures
{
    /// <summary>The failure of an instance or a call; null details mean that a child was terminated, for then Durable
    /// Task tells only that it ended.</summary>
    public static ActivityFailure Of(TaskFailureDetails? details)
    {
        if (details is null) return Terminated("The sub-orchestration was terminated.");
        if (details.ErrorType == typeof(OrchestrationFailedException).FullName && TryRead(details.ErrorMessage) is { } own)
            return own;
        var type = details.ErrorType;
        return new ActivityFailure(type[(type.LastIndexOf('.') + 1)..], details.ErrorMessage);
    }

    public static ActivityFailure Terminated(string reason) => new("Terminated", reason, Retriable: false);

    private static ActivityFailure? TryRead(string message)
    {
        try
        {
            return JsonSerializer.Deserialize<ActivityFailure>(message, DurableJson.Options);
        }
        catch (JsonException)
        {
            // Cut somewhere on its way: the text is still worth more than nothing.
            return null;
        }
    }
}
