using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Sends a person the digest of the day, unless it was sent, nothing waits, or the day is over.</summary>
public sealed class SendDigestStep(
    TenantFiles tenants, DigestBook book, DigestWriter writer, IOutbox outbox, TimeProvider time)
    : IActivity<DigestRun, DigestEnd>
{
    /// <inheritdoc/>
    public async Task<DigestEnd> RunAsync(ActivityContext context, DigestRun input)
    {
        var (tenant, now) = (tenants.Require(input.Tenant), time.GetUtcNow());
        if (tenant.Settings.Person(input.Person) is not { Active: true, Digest: not null } person) return new DigestEnd(0);
        if (tenant.Settings.DateAt(now) != input.Day) return new DigestEnd(0);
        var last = await book.LastAsync(tenant.Id, person.Id, context.Cancellation);
        if (last?.Day >= input.Day) return new DigestEnd(last.Items);

        var (mail, items) = await writer.WriteAsync(tenant, person, input.Day, last?.AtUtc, context.Cancellation);
        if (mail is not null) await outbox.SendAsync(mail, context.Cancellation);
        await book.NoteAsync(tenant.Id, person.Id, new DigestMade(input.Day, now, items), context.Cancellation);
        return new DigestEnd(items);
    }
}
