using Serverless.Workflows.Intake.Replies;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Sends the replies to senders that could not be sent within their delivery.</summary>
public sealed class DueReplies(PendingReplies replies) : IMinuteWork
{
    /// <inheritdoc/>
    public Task RunAsync(Tenant tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return replies.SendDueAsync(tenant.Id, now, cancellation);
    }
}
