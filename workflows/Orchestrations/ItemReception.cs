using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Makes what intake accepted an item: its record first, then its instance.</summary>
public sealed class ItemReception(
    ItemStore items, ItemStarter starter, DuplicateIndex duplicates, DocumentReferences references, SupplierMails sent,
    TimeProvider time) : IItemIntake, IDuplicateFinder
{
    /// <summary>An item keeps as many mails; whoever writes more often is answered like anybody who sends no invoice.</summary>
    private const int MostAnswers = 20;

    /// <inheritdoc/>
    public async Task<bool> InsertAsync(Item item, CancellationToken cancellation)
    {
        // The index first: of two deliveries at once at least the later one then sees the other.
        await duplicates.RegisterAsync(item, cancellation);
        await references.AddAsync(
            item.Tenant, item.Id, [.. item.Documents.Select(document => document.Sha256).Append(item.Origin.MessageSha256)],
            cancellation);
        var what = item.Status == ItemStatus.Rejected ? "rejected" : "received";
        var inserted = await items.InsertAsync(
            new ItemChange(item, ItemChange.System, what, new Dictionary<string, string>
            {
                ["source"] = item.Origin.Source,
                ["message"] = item.Origin.MessageSha256,
                ["from"] = item.Origin.From ?? "–",
            }),
            cancellation);
        return inserted.Inserted;
    }

    /// <inheritdoc/>
    public Task StartAsync(Item item, CancellationToken cancellation) => starter.StartAsync(item, cancellation);

    /// <inheritdoc/>
    public Task NotAnsweredAsync(string tenant, string item, string why, CancellationToken cancellation)
    {
        var check = IntakeChecks.NotAnswered(why);
        return items.UpdateAsync(
            tenant, item,
            current => current.Checks.Any(known => known.Rule == check.Rule) ? null : new ItemChange(
                current with { Checks = [.. current.Checks, check] }, ItemChange.System, "notAnswered",
                new Dictionary<string, string> { ["reason"] = why }),
            cancellation);
    }

    /// <inheritdoc/>
    public async Task ReturnedAsync(Item report, CancellationToken cancellation)
    {
        foreach (var mail in await sent.AnsweredAsync(report.Tenant, report.Origin.Answers, cancellation))
        {
            var update = await items.UpdateAsync(report.Tenant, mail.Item, held => Returned(held, mail.Number, report), cancellation);
            if (update.Written) await starter.WakeAsync(update.Item!, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> AnsweredAsync(Item answer, string text, CancellationToken cancellation)
    {
        var isRead = false;
        var mails = await sent.AnsweredAsync(answer.Tenant, answer.Origin.Answers, cancellation);
        foreach (var id in mails.Select(mail => mail.Item).Distinct(StringComparer.Ordinal))
        {
            await references.AddAsync(answer.Tenant, id, [answer.Origin.MessageSha256], cancellation);
            var update = await items.UpdateAsync(answer.Tenant, id, held => Answered(held, answer, text), cancellation);
            isRead |= update.Item?.Documents.Any(document => document.Sha256 == answer.Origin.MessageSha256) == true;
            if (update.Written) await starter.WakeAsync(update.Item!, cancellation);
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

    // The person at hand is told at once, as if it were time to remind them.
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

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FindAsync(string tenant, string sha256, CancellationToken cancellation) =>
        duplicates.FindBytesAsync(tenant, sha256, cancellation);
}
