using System.Globalization;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Archive.Items;

/// <summary>What is saved by a cash discount follows the amount that is paid.</summary>
internal static class DiscountAmounts
{
    /// <summary>The discounts of the item as it was, with their amounts taken of what it says now. What has no percentage, or
    /// one of a basis of its own, stays.</summary>
    public static IReadOnlyList<CashDiscount> Of(Item before, Item after)
    {
        var tiers = before.Deadlines?.CashDiscounts ?? [];
        if (tiers.Count == 0 || Paid(after) is not { } paid || paid == Paid(before)) return tiers;
        return [.. tiers.Select(tier => Read(tier.Percent) is { } percent && HasBasisOf(before, tier) ? tier with
        {
            BasisAmount = tier.BasisAmount is null ? null : Cents(paid),
            Amount = Cents(Math.Round(paid * percent / 100, 2, MidpointRounding.AwayFromZero)),
        } : tier)];
    }

    // A basis of its own is, for example, the part of the invoice without travel costs.
    private static bool HasBasisOf(Item item, CashDiscount tier) => Read(tier.BasisAmount) is not { } basis
        || basis == Read(Value(item, FieldNames.Payable)) || basis == Read(Value(item, FieldNames.GrossTotal));

    private static decimal? Paid(Item item) => Read(Value(item, FieldNames.Payable)) ?? Read(Value(item, FieldNames.GrossTotal));

    private static string? Value(Item item, string name) => item.Fields.GetValueOrDefault(name)?.Value;

    private static decimal? Read(string? text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static string Cents(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
