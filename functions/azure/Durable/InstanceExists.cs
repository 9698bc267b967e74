using Serverless.Workflows.Durable;

namespace Serverless.Functions.Durable;

/// <summary>Whether there is an instance of an id, asked before a sub-orchestration gets it.</summary>
internal sealed class InstanceExists(IWorkflowClient client) : IActivity<string, bool>
{
    public static ActivityName<string, bool> Name { get; } = new(nameof(InstanceExists));

    public async Task<bool> RunAsync(ActivityContext context, string input) =>
        await client.GetAsync(input, context.Cancellation) is not null;
}
