using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Mailboxes;

namespace Serverless.Workflows.Orchestrations.Polling;

/// <summary>Takes what is new in a mailbox, for a part of a round.</summary>
public sealed class PollPartStep(MailboxPoll poll) : IActivity<PollRun, PollResult>
{
    /// <inheritdoc/>
    public Task<PollResult> RunAsync(ActivityContext context, PollRun input) =>
        poll.RunAsync(input.Tenant, input.Source, input.Taken, context.Cancellation);
}
