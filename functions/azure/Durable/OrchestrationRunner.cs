using System.Text.Json;
using Microsoft.DurableTask;
using Serverless.Workflows.Durable;

namespace Serverless.Functions.Durable;

/// <summary>Runs the orchestrations of the catalogue on Durable Task.</summary>
public sealed class OrchestrationRunner(Catalogue catalogue)
{
    /// <summary>Runs the orchestration that the instance was started as.</summary>
    public Task<JsonElement> RunAsync(TaskOrchestrationContext context) =>
        RunAsync(context, context.GetInput<JsonElement>());

    /// <summary>Runs the orchestration that the instance was started as, on an input.</summary>
    public async Task<JsonElement> RunAsync(TaskOrchestrationContext context, JsonElement input)
    {
        if (!catalogue.TryGetOrchestration(context.Name, out var entry))
        {
            throw new OrchestrationFailedException(new ActivityFailure("UnknownOrchestration",
                $"This program has no orchestration '{context.Name}'.", Retriable: false));
        }

        var seam = new DurableOrchestrationContext(context, catalogue);
        string output;
        try
        {
            output = await entry.RunAsync(seam, SeamText.Of(input));
        }
        catch (Exception thrown)
        {
            throw new OrchestrationFailedException(ActivityFailureException.From(thrown));
        }

        if (seam.NextInput is { } next) context.ContinueAsNew(SeamText.Value(next), preserveUnprocessedEvents: true);
        return SeamText.Value(output);
    }
}
