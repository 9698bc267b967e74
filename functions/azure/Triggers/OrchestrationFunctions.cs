using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Functions.Durable;

namespace Serverless.Functions.Triggers;

/// <summary>One function per orchestration of the catalogue.</summary>
public sealed class OrchestrationFunctions(OrchestrationRunner runner)
{
    [Function("Item")]
    public Task<JsonElement> Item([OrchestrationTrigger] TaskOrchestrationContext context) => runner.RunAsync(context);

    [Function("Poll")]
    public Task<JsonElement> Poll([OrchestrationTrigger] TaskOrchestrationContext context) => runner.RunAsync(context);

    [Function("Digest")]
    public Task<JsonElement> Digest([OrchestrationTrigger] TaskOrchestrationContext context) => runner.RunAsync(context);
}
