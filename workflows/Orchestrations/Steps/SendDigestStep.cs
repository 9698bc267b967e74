using System.Globalization;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Sends a person the digest of the day, unless it was sent or nothing waits. Fails for good where the day is over
/// or the mail is refused.</summary>
public sealed class SendDigestStep(
    TenantFiles tenants, DigestBook book, DigestContent content, DigestWriter writer, ItemJournal journal, IOutbox outbox,
    TimeProvider time) : IActivity<DigestRun, DigestEnd>
{
    /// <inheritdoc/>
    public async Task<DigestEnd> RunAsync(ActivityContext context, DigestRun input)
    {
        var (tenant, now, cancellation) = (tenants.Require(input.Tenant), time.GetUtcNow(), context.Cancellation);
        var last = await book.LastAsync(tenant.Id, input.Person, cancellation);
        if (last?.Day >= input.Day) return new DigestEnd(last.Items);
        if (await content.ReaderAsync(tenant, input.Person, input.Day, cancellation) is not { } reader) return new DigestEnd(0);
        if (tenant.Settings.DateAt(now) > input.Day)
        {
            throw new ActivityFailureException(new ActivityFailure(
                "DigestLate", string.Create(CultureInfo.InvariantCulture,
                $"Sie ließ sich am {input.Day:dd.MM.yyyy} nicht mehr versenden."), Retriable: false));
        }

        var (mail, items, unsaid) = await writer.WriteAsync(tenant, reader, input.Day, last?.AtUtc, cancellation);
        if (mail is not null) await SendAsync(mail, cancellation);
        await book.NoteAsync(tenant.Id, input.Person, new DigestMade(input.Day, now, items), cancellation);
        foreach (var item in unsaid) await SaidAsync(tenant.Id, item, cancellation);
        return new DigestEnd(items);
    }

    private async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            await outbox.SendAsync(mail, cancellation);
        }
        catch (Exception refused) when (OutgoingMail.IsRefused(refused))
        {
            throw new ActivityFailureException(
                new ActivityFailure(OutgoingMail.Refused, refused.Message, Retriable: false), refused);
        }
        catch (ActivityFailureException failed) when (!failed.Failure.Retriable)
        {
            // It can be mended before the day is over.
            throw new ActivityFailureException(failed.Failure with { Retriable = true }, failed);
        }
    }

    private Task SaidAsync(string tenant, string item, CancellationToken cancellation) => journal.ChangeAsync(
        tenant, item,
        current => MailFindings.Has(current, MailFindings.DigestNotSent)
            ? new ItemChange(
                MailFindings.Without(current, MailFindings.DigestNotSent), ItemChange.System, "notified",
                new Dictionary<string, string> { ["by"] = "digest" })
            : null,
        cancellation);
}
