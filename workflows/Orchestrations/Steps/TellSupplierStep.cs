using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Sends the mail that rejects an invoice to its supplier, and keeps it with the item: a business letter must be
/// kept like what was received. A mail that is refused for good goes back to whoever rejected the invoice.</summary>
public sealed class TellSupplierStep(
    ItemJournal journal, TenantFiles tenants, SupplierMails sent, IDocumentStore documents, DocumentReferences references,
    IOutbox outbox, TimeProvider time)
    : ItemActivity(StepKind.TellSupplier, journal, time)
{
    private readonly MailWriter _writer = new(time);

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var (settings, rejection) = (tenants.Require(item.Tenant).Settings, item.SupplierRejection!);
        var answers = SupplierAddress.AnswersTo(settings, item);
        var mail = new OutgoingMail(
            item.Tenant, SupplierMails.KeyOf(item, rejection.Number), settings.Mail.FromName, settings.Mail.FromAddress,
            string.Empty, rejection.Mail.To, rejection.Mail.Subject, rejection.Mail.Text, null, item.Origin.MessageId)
        {
            ReplyTo = answers == settings.Mail.FromAddress ? null : answers,
            IsPersonal = true,
        };

        await sent.NoteAsync(mail, item, rejection.Number, cancellation);
        if (await RefusalAsync(mail, cancellation) is { } refusal)
        {
            await MoveAsync(item, current => new ItemChange(
                NotSent(current, refusal, isOutage: false), ItemChange.System, "mailFailed", Details(rejection, ("message", refusal))), cancellation);
            return;
        }

        var kept = await KeepAsync(item, mail, rejection.Number, cancellation);
        await MoveAsync(item, current => new ItemChange(
            current with
            {
                SupplierRejection = current.SupplierRejection! with
                {
                    Mail = current.SupplierRejection.Mail with { State = SupplierMailState.Sent },
                },
                Documents = [.. current.Documents, kept],
            },
            ItemChange.System, "supplierTold", Details(rejection, ("sha256", kept.Sha256))), cancellation);
    }

    /// <summary>The item whose mail could not be sent; the wait goes on, and the person is told.</summary>
    /// <param name="isOutage">Whether the address is not to blame.</param>
    internal static Item NotSent(Item item, string problem, bool isOutage) => item with
    {
        SupplierRejection = item.SupplierRejection! with
        {
            Mail = item.SupplierRejection.Mail with
            {
                State = SupplierMailState.NotSent,
                Problem = problem,
                IsOutage = isOutage,
            },
        },
    };

    /// <returns>Why the mail is refused for good, or null where it was sent. Whatever may pass is thrown and tried again.</returns>
    private async Task<string?> RefusalAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        try
        {
            await outbox.SendAsync(mail, cancellation);
            return null;
        }
        catch (ActivityFailureException refused)
            when (refused.Failure is { Type: OutgoingMail.Refused, Retriable: false })
        {
            return refused.Failure.Message;
        }
        catch (ArgumentException refused)
        {
            return refused.Message;
        }
    }

    private async Task<ItemDocument> KeepAsync(Item item, OutgoingMail mail, int number, CancellationToken cancellation)
    {
        var bytes = _writer.Write(mail);
        var stored = await documents.PutAsync(item.Tenant, new MemoryStream(bytes, writable: false), bytes.Length, cancellation);
        await references.AddAsync(item.Tenant, item.Id, [stored.Sha256], cancellation);
        return new ItemDocument($"Zurückweisung {number}.eml", "message/rfc822", stored.Sha256, stored.Length, "sent");
    }

    private static Dictionary<string, string> Details(SupplierRejection rejection, (string Name, string Value) more) => new()
    {
        ["to"] = rejection.Mail.To,
        ["subject"] = rejection.Mail.Subject,
        [more.Name] = more.Value,
    };
}
