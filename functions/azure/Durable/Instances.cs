using Microsoft.DurableTask.Client;
using Serverless.Workflows.Durable;

namespace Serverless.Functions.Durable;

/// <summary>The seam's view of Durable Task's instances.</summary>
internal static class Instances
{
    public static InstanceState StateOf(OrchestrationMetadata instance)
    {
        var status = StatusOf(instance.RuntimeStatus);
        return new InstanceState(
            instance.InstanceId, instance.Name, status, instance.CreatedAt, instance.LastUpdatedAt,
            instance.SerializedCustomStatus is "null" or "" ? null : instance.SerializedCustomStatus,
            status == InstanceStatus.Completed ? instance.SerializedOutput : null,
            status switch
            {
                InstanceStatus.Failed => Failures.Of(instance.FailureDetails),
                InstanceStatus.Terminated => Failures.Terminated(ReasonOf(instance)),
                _ => null,
            });
    }

    public static IReadOnlyList<OrchestrationRuntimeStatus> StatusesOf(InstanceStatus status) =>
        [.. Enum.GetValues<OrchestrationRuntimeStatus>().Where(each => StatusOf(each) == status)];

    // By name, since the obsolete members (Canceled, ContinuedAsNew) may still be in old task hubs.
    private static InstanceStatus StatusOf(OrchestrationRuntimeStatus status) => status.ToString() switch
    {
        "Pending" => InstanceStatus.Pending,
        "Running" or "ContinuedAsNew" => InstanceStatus.Running,
        "Suspended" => InstanceStatus.Suspended,
        "Completed" => InstanceStatus.Completed,
        "Failed" => InstanceStatus.Failed,
        "Terminated" or "Canceled" => InstanceStatus.Terminated,
        var other => throw new InvalidOperationException($"Durable Task has an instance that is '{other}'."),
    };

    /// <summary>Durable Task keeps the reason as the instance's output, sometimes as a JSON string.</summary>
    private static string ReasonOf(OrchestrationMetadata instance) => instance.SerializedOutput switch
    {
        ['"', .., '"'] quoted => DurableJson.Deserialize<string>(quoted),
        { Length: > 0 } plain => plain,
        _ => "The instance was terminated.",
    };
}
