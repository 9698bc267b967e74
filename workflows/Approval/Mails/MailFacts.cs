using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Approval.Mails;

/// <summary>A mail as written, ready to be sent.</summary>
public sealed record MailText(string Subject, string Text, string Html);

/// <summary>What a mail about an item says.</summary>
/// <param name="Language">The reader's: <c>de</c> or <c>en</c>.</param>
/// <param name="Tenant">The tenant's name.</param>
/// <param name="Person">The reader's name.</param>
/// <param name="Url">The signed link.</param>
/// <param name="Client">The name of the client whose books it concerns, if known.</param>
public sealed record MailFacts(
    string Language, string Tenant, string Person, string Url, string? Client, Item Item)
{
    /// <summary>The day on which the mail is written: discounts lost by then are left out. Null shows all.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>As many of the rules' notes are in a mail, the latest.</summary>
    private const int MostNotes = 3;

    internal bool English => Spoken.IsEnglish(Language);

    internal string Say(string german, string english) => English ? english : german;

    /// <summary>Supplier and number, or what the item came in as.</summary>
    internal string Name
    {
        get
        {
            var seller = Value(FieldNames.SellerName);
            var number = Value(FieldNames.InvoiceNumber);
            return (seller, number) switch
            {
                (not null, not null) => $"{seller}, {number}",
                (not null, null) => seller,
                (null, not null) => Say($"Rechnung {number}", $"Invoice {number}"),
                _ => Item.Origin.Subject is { Length: > 0 } subject ? subject : Say("Vorgang ohne Betreff", "Item without subject"),
            };
        }
    }

    /// <summary>The name and the amount, where there is one.</summary>
    internal string Headline => Money is { } money ? $"{Name}, {money}" : Name;

    internal string? Money => (Value(FieldNames.Payable) ?? Value(FieldNames.GrossTotal)) is { } amount
        ? Spoken.Money(amount, Value(FieldNames.Currency), Language)
        : null;

    internal string? Value(string field) =>
        Item.Fields.TryGetValue(field, out var found) && found.Value.Length > 0 ? found.Value : null;

    /// <summary>The rows of the summary: only what is known.</summary>
    internal IReadOnlyList<(string Label, string Value)> Rows()
    {
        var rows = new List<(string, string)>();
        void Add(string german, string english, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) rows.Add((Say(german, english), value));
        }

        Add("Lieferant", "Supplier", Value(FieldNames.SellerName));
        Add("Rechnungsnummer", "Invoice number", Value(FieldNames.InvoiceNumber));
        Add("Betrag", "Amount", Money);
        Add("Rechnungsdatum", "Invoice date", Value(FieldNames.IssueDate) is { } issued ? Spoken.Day(issued, Language) : null);
        Add("Fällig am", "Due on", Item.Deadlines?.Due is { } due ? Spoken.PayDay(due, Language)
            : Value(FieldNames.DueDate) is { } read ? Spoken.PayDay(read, Language) : null);
        foreach (var discount in Discounts()) Add("Skonto", "Cash discount", discount);
        Add("Für", "For", Client);
        Add("Objekt", "Property", Item.Cover.Property);
        Add("Auftrag", "Order", Item.Cover.PurchaseOrder);
        Add("Station", "Station", Item.Station?.Name);
        foreach (var note in Item.Notes.Where(note => !note.Warning && IsOurs(note)).TakeLast(MostNotes))
            Add("Hinweis", "Note", EngineWords.Note(note.Text, Language));
        if (Item.Notes.LastOrDefault(note => !IsOurs(note)) is { } said && said.Text != Item.Rejection?.Comment)
            Add("Kommentar", "Comment", $"{EngineWords.Note(said.By, Language)}: {said.Text}");
        Add("Warum Sie", "Why you", Item.Assignee is { } asked ? EngineWords.Reason(asked.Reason, Language) : null);
        return rows;
    }

    /// <summary>The discounts that can be had, in words.</summary>
    internal IEnumerable<string> Discounts() => (Item.Deadlines?.CashDiscounts ?? [])
        .Where(discount => Today is not { } today || PaymentDeadlines.CanBeHad(discount, today))
        .Select(Discount).OfType<string>();

    internal IReadOnlyList<string> Warnings() =>
    [
        .. Item.Rejection is { } rejection ? [Rejected(rejection)] : Array.Empty<string>(),
        .. Item.Notes.Where(note => note.Warning).Select(note => EngineWords.Note(note.Text, Language)),
        .. Item.Checks.Where(check => check.Severity == Severity.Error).Take(3).Select(check => EngineWords.Note(check.Text, Language)),
        .. Item.Duplicates.Count > 0 && Item.Duplicates.All(one => !DuplicateKeys.IsSame(one))
            ? [Say("Achtung: Es gibt einen weiteren Vorgang mit derselben Nummer und anderem Betrag.", "Careful: another item has the same number and another amount.")]
            : Item.Duplicates.Count > 0
            ? [Say("Achtung: Es gibt einen weiteren Vorgang, der gleich aussieht.", "Careful: another item looks the same.")]
            : Array.Empty<string>(),
    ];

    // Notes of rules are by the rule.
    private static bool IsOurs(ItemNote note) =>
        note.By == ItemChange.System || note.By.StartsWith(ReasonPhrases.Rule.Parts[0], StringComparison.Ordinal);

    private string Rejected(Rejection rejection)
    {
        var why = rejection.Comment is { } comment ? $" ({comment})" : string.Empty;
        var (what, whatEnglish) = Item.Station?.Sequence <= rejection.Sequence
            && !RejectionLift.IsOfOtherRoute(rejection, Item.Route?.Name)
                ? ("Ihre Freigabe hebt das auf.", "your approval lifts that.")
                : Item.Assignee is { } asked && (asked.User == rejection.Person || asked.For == rejection.Person)
                    ? ("Es wird nichts gebucht, solange das gilt.", "nothing is posted as long as that stands.")
                    : ("Es wird nichts gebucht, auch wenn Sie freigeben.", "nothing is posted, even if you approve.");
        return Say(
            $"Abgelehnt von {rejection.By} bei „{rejection.Station}“{why}: {what}",
            $"Rejected by {rejection.By} at “{rejection.Station}”{why}: {whatEnglish}");
    }

    private string? Discount(CashDiscount discount)
    {
        var parts = new List<string>();
        if (discount.Percent is { } percent) parts.Add(Spoken.Amount(percent, Language) + " %");
        if (discount.Amount is { } amount) parts.Add(Spoken.Money(amount, Value(FieldNames.Currency), Language));
        if (discount.Until is { } until) parts.Add(Say("bis ", "until ") + Spoken.PayDay(until, Language));
        else if (discount.Days is { } days) parts.Add(Say($"innerhalb von {days} Tagen", $"within {days} days"));
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }
}
