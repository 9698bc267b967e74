using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Durable;

namespace Serverless.Functions.Triggers;

/// <summary>One function per activity of the catalogue. Each brings the durable client too: on an instance that scales
/// for orchestrations alone no other function does.</summary>
public sealed class ActivityFunctions(ActivityRunner runner, CurrentDurableClient current)
{
    [Function("Look")]
    public Task<string> Look(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("RecordFailure")]
    public Task<string> RecordFailure(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Extract")]
    public Task<string> Extract(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("FillCoverSheet")]
    public Task<string> FillCoverSheet(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Decide")]
    public Task<string> Decide(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Notify")]
    public Task<string> Notify(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Remind")]
    public Task<string> Remind(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Escalate")]
    public Task<string> Escalate(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Schedule")]
    public Task<string> Schedule(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("TellSupplier")]
    public Task<string> TellSupplier(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("TellLinked")]
    public Task<string> TellLinked(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("SendDigest")]
    public Task<string> SendDigest(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("MissedDigest")]
    public Task<string> MissedDigest(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Apply")]
    public Task<string> Apply(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Post")]
    public Task<string> Post(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("Archive")]
    public Task<string> Archive(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("PollPart")]
    public Task<string> PollPart(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    [Function("InstanceExists")]
    public Task<string> InstanceExists(
        [ActivityTrigger] string input, [DurableClient] DurableTaskClient client, FunctionContext call) =>
        RunAsync(input, client, call);

    private Task<string> RunAsync(string input, DurableTaskClient client, FunctionContext call)
    {
        current.Use(client);
        return runner.RunAsync(
            call.InstanceServices, call.FunctionDefinition.Name, (string)call.BindingContext.BindingData["instanceId"]!, input,
            call.CancellationToken);
    }
}
