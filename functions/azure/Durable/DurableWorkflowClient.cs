using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Functions.Durable;

/// <summary>The seam's client on Durable Task's. Durable Task keeps silent about instances that are absent or have ended,
/// so each call looks first; between the look and the call an instance may still end, which costs nothing.</summary>
public sealed class DurableWorkflowClient(CurrentDurableClient current, Catalogue catalogue) : IWorkflowClient
{
    /// <inheritdoc/>
    public async Task<StartResult> StartAsync(
        string orchestration, string instanceId, string inputJson, CancellationToken cancellation)
    {
        DurableNames.EnsureInstanceId(instanceId);
        RawJson.Ensure(inputJson);
        if (!catalogue.TryGetOrchestration(orchestration, out _))
            throw new ArgumentException($"There is no orchestration '{orchestration}'.", nameof(orchestration));

        // Hosts that do not know of reuse policies yet replace an ended instance; the look is for those.
        if (await FindAsync(instanceId, false, cancellation) is not null) return StartResult.AlreadyExists;
        try
        {
            await current.Client.ScheduleNewOrchestrationInstanceAsync(
                orchestration, SeamText.Value(inputJson),
                new StartOrchestrationOptions(instanceId).WithDedupeStatuses(
                    [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]),
                cancellation);
            return StartResult.Started;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return StartResult.AlreadyExists;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> RaiseEventAsync(
        string instanceId, string eventName, string payloadJson, CancellationToken cancellation)
    {
        DurableNames.EnsureEventName(eventName);
        RawJson.Ensure(payloadJson);
        return await ActAsync(instanceId, ended: false,
            client => client.RaiseEventAsync(instanceId, eventName, SeamText.Value(payloadJson), cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellation) =>
        await FindAsync(instanceId, true, cancellation) is { } found ? Instances.StateOf(found) : null;

    /// <inheritdoc/>
    public async Task<InstancePage> QueryAsync(
        InstanceFilter filter, string? continuation, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.PageSize, 1);
        var query = new OrchestrationQuery(
            Statuses: filter.Status is { } status ? Instances.StatusesOf(status) : null,
            InstanceIdPrefix: filter.IdPrefix, PageSize: filter.PageSize, FetchInputsAndOutputs: true);
        await foreach (var page in current.Client.GetAllInstancesAsync(query)
            .AsPages(continuation, filter.PageSize).WithCancellation(cancellation))
        {
            return new InstancePage([.. page.Values.Select(Instances.StateOf)],
                string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return new InstancePage([], null);
    }

    /// <inheritdoc/>
    public Task<bool> SuspendAsync(string instanceId, string reason, CancellationToken cancellation) =>
        ActAsync(instanceId, ended: false,
            client => client.SuspendInstanceAsync(instanceId, reason, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> ResumeAsync(string instanceId, string reason, CancellationToken cancellation) =>
        ActAsync(instanceId, ended: false,
            client => client.ResumeInstanceAsync(instanceId, reason, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation) =>
        ActAsync(instanceId, ended: false,
            client => client.TerminateInstanceAsync(instanceId, reason, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation) =>
        ActAsync(instanceId, ended: true,
            client => client.PurgeInstanceAsync(instanceId, cancellation), cancellation);

    /// <summary>Does something to an instance that is there and has ended, or not, as said.</summary>
    private async Task<bool> ActAsync(
        string instanceId, bool ended, Func<DurableTaskClient, Task> act, CancellationToken cancellation)
    {
        DurableNames.EnsureInstanceId(instanceId);
        if (await FindAsync(instanceId, false, cancellation) is not { } found || found.IsCompleted != ended) return false;
        try
        {
            await act(current.Client);
            return true;
        }
        catch (RpcException gone) when (gone.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    private Task<OrchestrationMetadata?> FindAsync(string instanceId, bool whole, CancellationToken cancellation) =>
        current.Client.GetInstanceAsync(instanceId, whole, cancellation);
}
