using System.Globalization;

namespace Serverless.Workflows.Extraction.Einvoice.Discounts;

/// <summary>Adds to what the invoice states what follows from it: the last day and the amount saved.</summary>
internal static class CashDiscounts
{
    /// <summary>No invoice offers more; what comes after is left out.</summary>
    private const int Most = 50;

    /// <param name="issued">The invoice's date, from which days are counted; null where it is not known.</param>
    /// <param name="payable">What the percentage is taken of where the tier does not say.</param>
    public static CashDiscount[] Complete(IEnumerable<StatedDiscount> stated, DateOnly? issued, decimal? payable) =>
        [.. stated.Take(Most).Distinct().Select(tier => new CashDiscount(tier.Days, Until(tier, issued), tier.Percent, tier.BasisAmount, Saved(tier, payable)))];

    private static string? Until(StatedDiscount tier, DateOnly? issued) =>
        (tier.Until ?? (tier.Days is { } days ? issued?.AddDays(days) : null))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Saved(StatedDiscount tier, decimal? payable)
    {
        if (tier.Amount is not null) return tier.Amount;
        var basis = tier.BasisAmount is { } text && WrittenNumber.TryRead(text, out var written) ? written : payable;
        return basis is { } of && WrittenNumber.TryRead(tier.Percent ?? "", out var percent)
            ? WrittenNumber.Cents(Math.Round(of * percent / 100, 2, MidpointRounding.AwayFromZero))
            : null;
    }
}
