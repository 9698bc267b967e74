using Serverless.Local.Engine;
using Serverless.Workflows.Durable;

namespace Serverless.Local.Home;

/// <summary>
/// The engine as the services see it. It is opened after them, because the activities that it runs are made of them.
/// </summary>
internal sealed class EngineReference : IWorkflowClient
{
    private EmbeddedEngine? _engine;

    public bool IsOpen => _engine is not null;

    public EmbeddedEngine Value
    {
        get => _engine ?? throw new InvalidOperationException("The engine is not open yet.");
        set => _engine = value;
    }

    public Task<StartResult> StartAsync(
        string orchestration, string instanceId, string inputJson, CancellationToken cancellation) =>
        Value.StartAsync(orchestration, instanceId, inputJson, cancellation);

    public Task<bool> RaiseEventAsync(
        string instanceId, string eventName, string payloadJson, CancellationToken cancellation) =>
        Value.RaiseEventAsync(instanceId, eventName, payloadJson, cancellation);

    public Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellation) =>
        Value.GetAsync(instanceId, cancellation);

    public Task<InstancePage> QueryAsync(InstanceFilter filter, string? continuation, CancellationToken cancellation) =>
        Value.QueryAsync(filter, continuation, cancellation);

    public Task<bool> SuspendAsync(string instanceId, string reason, CancellationToken cancellation) =>
        Value.SuspendAsync(instanceId, reason, cancellation);

    public Task<bool> ResumeAsync(string instanceId, string reason, CancellationToken cancellation) =>
        Value.ResumeAsync(instanceId, reason, cancellation);

    public Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation) =>
        Value.TerminateAsync(instanceId, reason, cancellation);

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation) =>
        Value.PurgeAsync(instanceId, cancellation);
}
