using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Sends one person's digest of one day. The instance's id stands for person and day, so there is one at most;
/// a mail server that does not answer is asked again until the day is over.</summary>
public sealed class DigestOrchestration : IOrchestration<DigestRun, DigestEnd>
{
    /// <inheritdoc/>
    public Task<DigestEnd> RunAsync(IOrchestrationContext context, DigestRun input) =>
        context.CallActivityAsync(DigestSteps.Send, input, DigestSteps.UntilTheDayIsOver);
}

/// <summary>The input of a digest's orchestration.</summary>
/// <param name="Day">The tenant's day.</param>
/// <param name="Revision">The revision of the orchestration's code that started the instance.</param>
public sealed record DigestRun(string Tenant, string Person, DateOnly Day, int Revision);

/// <summary>What became of a digest.</summary>
/// <param name="Items">How many items it told of; 0 where there was nothing to tell, or it was too late for it.</param>
public sealed record DigestEnd(int Items);
