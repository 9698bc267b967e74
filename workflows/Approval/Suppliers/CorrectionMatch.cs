using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>An invoice that may take the place of one that was rejected to its supplier.</summary>
/// <param name="Held">The rejected one.</param>
/// <param name="Item">The one that may be its correction.</param>
/// <param name="IsCertain">Whether the invoice itself says so: then it is linked without asking.</param>
/// <param name="Why">What the two have in common, German.</param>
public sealed record CorrectionMatch(Item Held, Item Item, bool IsCertain, string Why)
{
    /// <summary>Whether nothing speaks for it but that it came from the same supplier since.</summary>
    public bool IsVague { get; private init; }

    // UNTDID 1001: credit notes and self-billed ones. They give money back; they do not replace an invoice.
    private static readonly string[] CreditNotes = ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"];

    // Whoever wants to be paid in another's place changes these; they must be seen.
    private static readonly string[] Payees = [FieldNames.SellerIban, FieldNames.AccountHolder, FieldNames.SellerName];

    private static readonly string[] Amounts =
        [FieldNames.NetTotal, FieldNames.TaxTotal, FieldNames.GrossTotal, FieldNames.PrepaidAmount, FieldNames.Payable];

    /// <summary>What the two have in common, or null where nothing speaks for it.</summary>
    /// <param name="answers">Whether the other came in answer to the mail of the rejection.</param>
    public static CorrectionMatch? Of(Item held, Item other, bool answers = false)
    {
        if (held.Id == other.Id || !held.IsHeld || other.IsHeld || !SupplierOffer.Suits(other) || IsCreditNote(other)) return null;
        if (other.Status is ItemStatus.Rejected or ItemStatus.Failed or ItemStatus.Cancelled) return null;
        if (!answers && other.ReceivedUtc < held.SupplierRejection!.AtUtc) return Earlier(held, other);
        var isSameSeller = DuplicateKeys.SellersOf(held).Intersect(DuplicateKeys.SellersOf(other), StringComparer.Ordinal).Any();
        if (!isSameSeller && !answers) return null;

        var number = DuplicateKeys.NumberOf(held);
        var isSameFile = DuplicateKeys.Of(held).Keys.Intersect(DuplicateKeys.Of(other)
            .Where(key => key.Value == DuplicateKeys.SameBytes).Select(key => key.Key), StringComparer.Ordinal).Any();
        if (!isSameFile && IsSameCompany(held, other) && HaveSuppliersChanges(held, other) && number is not null)
        {
            if (Named(other) == number) return Certain(SupplierPhrases.NamesOriginal.Of(Shown(held)));
            if (DuplicateKeys.NumberOf(other) == number)
                return Certain(SupplierPhrases.SameNumber.Of(Shown(held)));
        }

        if (isSameSeller && (isSameFile || Differences(held, other).Count == 0))
            return Possible(SupplierPhrases.SentAgain.Of());
        return answers
            ? Possible(SupplierPhrases.Answers.Of())
            : Possible(SupplierPhrases.CameAfter.Of()) with { IsVague = true };

        CorrectionMatch Certain(string why) => new(held, other, true, why);
        CorrectionMatch Possible(string why) => new(held, other, false, why);
    }

    // The supplier noticed it before us: the person decides what the rejection was for then.
    private static CorrectionMatch? Earlier(Item held, Item other) =>
        DuplicateKeys.NumberOf(held) is { } number && Named(other) == number && IsSameCompany(held, other) && HaveSuppliersChanges(held, other)
            ? new(held, other, false, $"Die Rechnung nennt {Shown(held)} als die ursprüngliche; sie kam schon vor der Zurückweisung.")
            : null;

    /// <summary>Whether both are of one seller beyond doubt. Factors lend many sellers one account, and a name is not one
    /// company's alone: it counts only where nothing better is known of one of the two.</summary>
    private static bool IsSameCompany(Item one, Item other)
    {
        if (one.Cover.Supplier is { Length: > 0 } supplier && other.Cover.Supplier is { Length: > 0 } otherSupplier)
            return supplier == otherSupplier;
        if (Compared(one, FieldNames.SellerVatId) is { } vatId && Compared(other, FieldNames.SellerVatId) is { } otherVatId)
            return vatId == otherVatId;
        return Value(one, FieldNames.SellerName) is { } name && Value(other, FieldNames.SellerName) is { } otherName
            && Compact.Name(name) == Compact.Name(otherName);

        static string? Compared(Item item, string field) => Value(item, field) is { } value ? Compact.Upper(value) : null;
    }

    // What a person typed at one of the two is no change that the supplier made.
    private static bool HaveSuppliersChanges(Item held, Item other) =>
        Differences(held, other).Any(change => !IsTyped(held, change.Field) && !IsTyped(other, change.Field));

    private static bool IsTyped(Item item, string field) =>
        item.Fields.TryGetValue(field, out var found) && found.Source == FieldSource.User;

    /// <summary>Whether it is a credit note or cancellation rather than an invoice.</summary>
    public static bool IsCreditNote(Item item) =>
        CreditNotes.Contains(Value(item, FieldNames.TypeCode), StringComparer.Ordinal)
        || (Value(item, FieldNames.Payable) ?? Value(item, FieldNames.GrossTotal))?.StartsWith('-') == true;

    /// <summary>Whether a credit note names the invoice of the other item as the one that it takes back.</summary>
    public static bool TakesBack(Item creditNote, Item held) => IsCreditNote(creditNote)
        && DuplicateKeys.NumberOf(held) is { } number && Named(creditNote) == number
        && DuplicateKeys.SellersOf(held).Intersect(DuplicateKeys.SellersOf(creditNote), StringComparer.Ordinal).Any();

    /// <summary>What the invoices say differently, in the order in which a page shows it.</summary>
    public static IReadOnlyList<FieldChange> Differences(Item before, Item after) =>
    [
        .. FieldNames.All.Where(field => field != FieldNames.PrecedingInvoice)
            .Select(field => new FieldChange(field, Value(before, field), Value(after, field)))
            .Where(change => change.Before != change.After),
    ];

    /// <summary>The same in words, such as <c>Bruttobetrag 1.190,00 → 1.071,00</c>; where there are many, who is paid and then
    /// the first ones.</summary>
    public static string DifferencesInWords(Item before, Item after, string language = "de")
    {
        const int most = 8;
        var all = Differences(before, after);
        var first = all.OrderByDescending(change => Payees.Contains(change.Field)).Take(most).Select(change =>
            $"{Label(change.Field, language)} {Spoken(change.Field, change.Before, language)} → {Spoken(change.Field, change.After, language)}");
        var others = all.Count - most;
        return string.Join("; ", first)
            + (others <= 0 ? string.Empty : Mails.Spoken.IsEnglish(language) ? $"; and {others} more" : $"; und {others} weitere");
    }

    private static string Label(string field, string language) =>
        (Mails.Spoken.IsEnglish(language) ? EnglishLabels.Of(field) : null) ?? ItemFieldLabels.Of(field);

    private static string Spoken(string field, string? value, string language) => value is null ? "–"
        : Amounts.Contains(field) ? Mails.Spoken.Amount(value, language)
        : Mails.Spoken.Day(value, language);

    private static string? Named(Item item) =>
        Value(item, FieldNames.PrecedingInvoice) is { } named && Compact.Upper(named) is { Length: > 0 } number ? number : null;

    private static string Shown(Item item) => Value(item, FieldNames.InvoiceNumber)!;

    private static string? Value(Item item, string field) =>
        item.Fields.TryGetValue(field, out var found) && found.Value.Length > 0 ? found.Value : null;
}
