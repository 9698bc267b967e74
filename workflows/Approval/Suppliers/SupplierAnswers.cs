using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>Brings what comes back from suppliers, reports on deliveries and answers without an invoice, to the items that
/// wait for them. The person at hand is told at once, as if it were time to remind them.</summary>
public sealed class SupplierAnswers(
    ItemStore items, ItemStarter starter, DocumentReferences references, SupplierMails sent, TimeProvider time)
{
    /// <summary>An item keeps as many mails; whoever writes more often is answered like anybody who sends no invoice.</summary>
    private const int MostAnswers = 20;

    /// <summary>See <see cref="IItemIntake.ReturnedAsync"/>.</summary>
    public async Task ReturnedAsync(Item report, CancellationToken cancellation)
    {
        foreach (var mail in await sent.AnsweredAsync(report.Tenant, report.Origin.Answers, cancellation))
        {
            var update = await items.UpdateAsync(report.Tenant, mail.Item, held => Returned(held, mail.Number, report), cancellation);
            if (update.Written) await starter.TryWakeAsync(update.Item!, cancellation);
        }
    }

    /// <summary>See <see cref="IItemIntake.AnsweredAsync"/>.</summary>
    public async Task<bool> AnsweredAsync(Item answer, string text, CancellationToken cancellation)
    {
        var isRead = false;
        var mails = await sent.AnsweredAsync(answer.Tenant, answer.Origin.Answers, cancellation);
        foreach (var id in mails.Select(mail => mail.Item).Distinct(StringComparer.Ordinal))
        {
            await references.AddAsync(answer.Tenant, id, [answer.Origin.MessageSha256], cancellation);
            var update = await items.UpdateAsync(answer.Tenant, id, held => Answered(held, answer, text), cancellation);
            isRead |= update.Item?.Documents.Any(document => document.Sha256 == answer.Origin.MessageSha256) == true;
            if (update.Written) await starter.TryWakeAsync(update.Item!, cancellation);
        }

        return isRead;
    }

    private ItemChange? Answered(Item held, Item answer, string text)
    {
        if (held is not { IsHeld: true, SupplierRejection: { } rejection }) return null;
        if (held.Documents.Any(document => document.Sha256 == answer.Origin.MessageSha256)) return null;
        if (held.Documents.Count(document => document.Role == "mail") >= MostAnswers) return null;
        var mail = answer.Documents.FirstOrDefault(document => document.Sha256 == answer.Origin.MessageSha256);
        return mail is null ? null : new ItemChange(
            held with
            {
                SupplierRejection = rejection with
                {
                    Answer = new SupplierAnswer(answer.Origin.From, answer.ReceivedUtc, answer.Origin.Subject, text),
                },
                Documents = [.. held.Documents, mail],
                RemindUtc = held.VisitState == VisitState.Notified ? time.GetUtcNow() : held.RemindUtc,
            },
            ItemChange.System, "supplierAnswered", new Dictionary<string, string>
            {
                ["from"] = answer.Origin.From ?? "–",
                ["subject"] = answer.Origin.Subject ?? "–",
                ["item"] = answer.Id,
            });
    }

    private ItemChange? Returned(Item held, int number, Item report)
    {
        if (held is not { IsHeld: true, SupplierRejection: { Mail.Problem: null } rejection } || rejection.Number != number)
            return null;
        var problem = $"Zur Mail an {rejection.Mail.To} kam ein Zustellbericht zurück: {report.Origin.Subject}";
        return new ItemChange(
            held with
            {
                SupplierRejection = rejection with { Mail = rejection.Mail with { Problem = problem } },
                RemindUtc = held.VisitState == VisitState.Notified ? time.GetUtcNow() : held.RemindUtc,
            },
            ItemChange.System, "mailReturned", new Dictionary<string, string>
            {
                ["to"] = rejection.Mail.To,
                ["item"] = report.Id,
                ["subject"] = report.Origin.Subject ?? "–",
            });
    }
}
