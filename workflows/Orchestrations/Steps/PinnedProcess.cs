using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Orchestrations.Steps;

internal static class PinnedProcess
{
    /// <summary>The process in the version that the item is pinned to.</summary>
    /// <exception cref="ActivityFailureException">It is missing; an operator goes on when it is back.</exception>
    public static async Task<Process> RequireAsync(this ProcessStore processes, Item item, CancellationToken cancellation) =>
        await processes.FindAsync(item.Tenant, item.Route!.Version, cancellation)
        ?? throw new ActivityFailureException(new ActivityFailure(
            "ProcessMissing", $"The process version {item.Route.Version} that the item is pinned to is missing.",
            Retriable: false));
}
