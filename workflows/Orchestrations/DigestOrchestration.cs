using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Sends one person's digest of one day. The instance's id stands for person and day, so there is one at most;
/// a mail server that does not answer is asked again until the day is over. What cannot be sent at all is told to somebody
/// else and shown on the items.</summary>
public sealed class DigestOrchestration : IOrchestration<DigestRun, DigestEnd>
{
    /// <inheritdoc/>
    public async Task<DigestEnd> RunAsync(IOrchestrationContext context, DigestRun input)
    {
        string why;
        try
        {
            return await context.CallActivityAsync(DigestSteps.Send, input, DigestSteps.UntilTheDayIsOver);
        }
        catch (ActivityFailureException failed)
        {
            why = failed.Failure.Message;
        }

        return await context.CallActivityAsync(DigestSteps.Missed, new MissedDigest(input, why), ItemSteps.UntilItWorks);
    }
}

/// <summary>The input of a digest's orchestration.</summary>
/// <param name="Day">The tenant's day.</param>
/// <param name="Revision">The revision of the orchestration's code that started the instance.</param>
public sealed record DigestRun(string Tenant, string Person, DateOnly Day, int Revision);

/// <summary>A digest that could not be sent.</summary>
/// <param name="Why">What the mail server said, or that the day was over.</param>
public sealed record MissedDigest(DigestRun Run, string Why);

/// <summary>What became of a digest.</summary>
/// <param name="Items">How many items it told of; 0 where there was nothing to tell, or it could not be sent.</param>
public sealed record DigestEnd(int Items);
