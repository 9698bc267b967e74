using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;

namespace Serverless.Workflows.Orchestrations.Polling;

/// <summary>One round of a source that is polled: its instance is what keeps a second round from running beside it. An
/// activity takes what it can within its time; failures are not tried again here, the next round does that.</summary>
public sealed class PollOrchestration : IOrchestration<PollRun, PollResult>
{
    /// <summary>A bound for the history; what is left then is the next round's.</summary>
    private const int MaxParts = 50;

    /// <inheritdoc/>
    public async Task<PollResult> RunAsync(IOrchestrationContext context, PollRun input)
    {
        var sum = PollResult.Nothing;
        for (var part = 0; part < MaxParts; part++)
        {
            sum = sum.Then(await context.CallActivityAsync(PollSteps.Part, input with { Taken = sum.Messages }));
            if (!sum.More) break;
        }

        return sum with { More = false };
    }
}
