using System.Globalization;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>Due date and at most two tiers of cash discount, as far as DATEV takes them: each tier whole, in order, between
/// the invoice's date and the due date, and only with a subledger account. What it does not take is put into the note.</summary>
internal sealed record PaymentTerms(decimal Total, string? Due, IReadOnlyList<DatevDiscount> Tiers)
{
    /// <param name="total">The gross amount with its sign; a credit note has no discount.</param>
    public static PaymentTerms Of(InvoiceReading reading, DateOnly date, decimal total, bool hasAccount, List<string> notes)
    {
        var due = Day(reading[FieldNames.DueDate]);
        var tiers = new List<DatevDiscount>();
        foreach (var discount in reading.CashDiscounts)
        {
            var last = tiers.Count > 0 ? tiers[^1] : null;
            var tier = Tier(discount);
            var fits = tier is not null && hasAccount && tiers.Count < 2 && tier.Until > date && (due is null || tier.Until < due)
                && (last is null || tier.Until > last.Until && tier.Percent < last.Percent && tier.Amount < last.Amount)
                && tiers.Sum(t => t.Amount) + tier.Amount < total;
            if (fits) tiers.Add(tier!);
            else notes.Add(Note(discount));
        }

        if (due is { } day && day <= date) due = null;
        return new PaymentTerms(total, due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), tiers);
    }

    /// <summary>Gives each row its share of the discounts; where a row's share would be nothing, no row has any and the message says it.</summary>
    public List<DatevLedgerRow> Spread(List<DatevLedgerRow> rows)
    {
        if (Tiers.Count == 0) return rows;
        var shares = Tiers.Select(tier => Shares(rows, tier)).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var sum = shares.Sum(tier => tier[i]);
            if (shares.Any(tier => tier[i] < 0.01m) || sum >= rows[i].Amount || shares.Count == 2 && shares[1][i] >= shares[0][i])
                return [.. rows.Select(row => row with { Information = WithNotes(row.Information) })];
        }

        return [.. rows.Select((row, i) => row with
        {
            First = Tiers[0] with { Amount = shares[0][i] },
            Second = Tiers.Count > 1 ? Tiers[1] with { Amount = shares[1][i] } : null,
        })];
    }

    private string? WithNotes(string? information)
    {
        var notes = Tiers.Select(tier => string.Create(CultureInfo.GetCultureInfo("de-DE"), $"Skonto {tier.Percent:0.##} % bis {tier.Until:dd.MM.yyyy}"));
        return DatevText.Cut(string.Join("; ", [.. notes, information ?? string.Empty]).TrimEnd(' ', ';'), DatevType.Information);
    }

    private List<decimal> Shares(List<DatevLedgerRow> rows, DatevDiscount tier)
    {
        var shares = rows.Select(row => LedgerRows.Cents(tier.Amount * row.Amount / Total)).ToList();
        shares[^1] += tier.Amount - shares.Sum();
        return shares;
    }

    private static DatevDiscount? Tier(CashDiscount discount)
    {
        if (LedgerRows.Parse(discount.Amount) is not { } amount || LedgerRows.Parse(discount.Percent) is not { } percent || Day(discount.Until) is not { } until)
            return null;
        amount = LedgerRows.Cents(amount);
        percent = LedgerRows.Cents(percent);
        return amount is >= 0.01m and <= 99_999_999.99m && percent is >= 0.01m and <= 99.99m ? new DatevDiscount(amount, percent, until) : null;
    }

    private static string Note(CashDiscount discount)
    {
        var until = Day(discount.Until) is { } day ? " bis " + day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)
            : discount.Days is { } days ? string.Create(CultureInfo.InvariantCulture, $" {days} Tage") : string.Empty;
        return "Skonto " + discount.Percent?.Replace('.', ',') + " %" + until;
    }

    private static DateOnly? Day(string? text) =>
        text is not null && DatevType.Date.Allows(text) ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
