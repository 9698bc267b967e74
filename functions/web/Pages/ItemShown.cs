using Serverless.Web.Documents;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Web.Pages;

/// <summary>An item in a person's words.</summary>
internal sealed class ItemShown(Item item, WebTenant tenant, Words words)
{
    public string Name => Value(FieldNames.SellerName) ?? item.Origin.Subject ?? words.NoName;

    public string? Money => (Value(FieldNames.Payable) ?? Value(FieldNames.GrossTotal)) is { } amount
        ? Spoken.Money(amount, Value(FieldNames.Currency), words.Language)
        : null;

    public string? Due => item.Deadlines?.Due is { } due ? Spoken.PayDay(due, words.Language)
        : Value(FieldNames.DueDate) is { } read ? Spoken.PayDay(read, words.Language)
        : null;

    /// <summary>What is saved by paying early, and until when: the first tier that names a day and is not lost.</summary>
    public string? FirstDiscount =>
        item.Deadlines?.CashDiscounts.FirstOrDefault(tier => IsReachable(tier.Until)) is { } tier ? Discount(tier) : null;

    /// <summary>Who was told that it waits too long, and when; null where nobody was.</summary>
    public string? Escalated => item is { Status: ItemStatus.Waiting, Escalation: { } told }
        ? words.EscalatedTo(tenant.NameOf(told.To), LocalTime.Moment(told.AtUtc, words))
        : null;

    /// <summary>What to look out for before the item is opened, each a word or two.</summary>
    public IReadOnlyList<string> Marks
    {
        get
        {
            var marks = new List<string>();
            if (item.Duplicates.Any(DuplicateKeys.IsSame)) marks.Add(words.DuplicateTag);
            else if (item.Duplicates.Count > 0) marks.Add(words.SameNumberTag);
            if (item.Status != ItemStatus.Waiting) return marks;
            var holds = item.Notes.Any(note => note.Warning && note.AtUtc >= item.Station?.Since && EngineWords.IsHold(note.Text));
            if (holds) marks.Add(words.HoldTag);
            if (item.Notes.Any(note => note.Warning && !EngineWords.IsHold(note.Text)) || item.Checks.Any(IsWarning)) marks.Add(words.WarningTag);
            return marks;
        }
    }

    public string? AssigneeName => item.Assignee is { } assignee && item.Status == ItemStatus.Waiting
        ? tenant.NameOf(assignee.User)
        : null;

    /// <summary>What the status that was given last was called then.</summary>
    public string? ReviewStatus(ItemHistory history) => item.ReviewStatus is { } id
        ? history.Statuses.LastOrDefault(given => given.Status == id)?.Name ?? id
        : null;

    public string? ClientName => item.Client is { } id ? tenant.Clients.FirstOrDefault(client => client.Id == id)?.Name ?? id : null;

    /// <summary>The number of the document to show first, from 1; 0 where there is none.</summary>
    public int FirstDocument
    {
        get
        {
            var best = item.Documents.Select((document, index) => (document, Number: index + 1))
                .OrderBy(one => (one.document.Role, IsSeen(one.document)) switch
                {
                    ("invoice", true) => 0,
                    ("generated", true) => 1,
                    ("original", true) => 2,
                    (_, true) => 3,
                    ("invoice", _) => 4,
                    _ => 5,
                }).FirstOrDefault();
            return best.Number;
        }
    }

    /// <summary>Where most values came from; null where there are none.</summary>
    public FieldSource? MainSource => item.Fields.Count == 0
        ? null
        : item.Fields.Values.CountBy(read => read.Source).MaxBy(source => source.Value).Key;

    public string? Value(string field) =>
        item.Fields.TryGetValue(field, out var found) && found.Value.Length > 0 ? found.Value : null;

    public string Discount(CashDiscount discount)
    {
        var parts = new List<string>();
        if (discount.Percent is { } percent) parts.Add(Spoken.Amount(percent, words.Language) + " %");
        if (discount.Amount is { } amount) parts.Add(Spoken.Money(amount, Value(FieldNames.Currency), words.Language));
        if (discount.Until is { } until) parts.Add(words.Until(Spoken.PayDay(until, words.Language)));
        else if (discount.Days is { } days) parts.Add(words.WithinDays(days));
        return string.Join(", ", parts);
    }

    // Duplicates have a mark of their own.
    private static bool IsWarning(Check check) =>
        check.Severity != Severity.Info && !check.Rule.StartsWith("DUPLICATE", StringComparison.Ordinal);

    private static bool IsSeen(ItemDocument document) =>
        DocumentAnswer.IsPdf(document.ContentType) || DocumentAnswer.IsImage(document.ContentType);

    // What is before the day by which it must be paid is lost: it would be that day itself.
    private bool IsReachable(string? until) => item.Deadlines?.PayBy is { } payBy
        && string.CompareOrdinal(until, payBy.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) >= 0;
}
