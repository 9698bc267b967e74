using System.Globalization;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Archive.Items;

/// <summary>Cash discounts after an edit: what is saved follows the amount that is paid, a last day that is so many days
/// after the invoice's date follows that date.</summary>
internal static class FollowingDiscounts
{
    /// <summary>The discounts of the item as it was, as they are by what it says now. What has no percentage, a basis of its
    /// own or another last day stays; so does everything whose amount or date was taken away, until there is one again.</summary>
    public static IReadOnlyList<CashDiscount> Of(Item before, Item after) =>
        [.. (before.Deadlines?.CashDiscounts ?? []).Select(tier => WithDay(WithAmount(tier, before, after), before, after))];

    private static CashDiscount WithAmount(CashDiscount tier, Item before, Item after) =>
        Paid(after) is { } paid && paid != Paid(before) && Read(tier.Percent) is { } percent && HasBasisOf(before, tier)
            ? tier with
            {
                BasisAmount = tier.BasisAmount is null ? null : Cents(paid),
                Amount = Cents(Math.Round(paid * percent / 100, 2, MidpointRounding.AwayFromZero)),
            }
            : tier;

    private static CashDiscount WithDay(CashDiscount tier, Item before, Item after) =>
        tier.Days is { } days && Issued(after) is { } issued && (Issued(before) is not { } known || tier.Until == Day(known, days))
            ? tier with { Until = Day(issued, days) ?? tier.Until }
            : tier;

    // A basis of its own is, for example, the part of the invoice without travel costs.
    private static bool HasBasisOf(Item item, CashDiscount tier) => Read(tier.BasisAmount) is not { } basis
        || basis == Read(Value(item, FieldNames.Payable)) || basis == Read(Value(item, FieldNames.GrossTotal));

    private static decimal? Paid(Item item) => Read(Value(item, FieldNames.Payable)) ?? Read(Value(item, FieldNames.GrossTotal));

    private static DateOnly? Issued(Item item) => DateOnly.TryParseExact(
        Value(item, FieldNames.IssueDate), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Day(DateOnly day, int days) => days >= 0 && days <= DateOnly.MaxValue.DayNumber - day.DayNumber
        ? day.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    private static string? Value(Item item, string name) => item.Fields.GetValueOrDefault(name)?.Value;

    private static decimal? Read(string? text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static string Cents(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
