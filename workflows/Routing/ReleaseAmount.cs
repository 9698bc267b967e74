using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>The amount of an item that limits are held against.</summary>
/// <param name="Value">Without sign; null where it is not known.</param>
/// <param name="Text">As people read it, German; where it is not known, why.</param>
public sealed record ReleaseAmount(decimal? Value, string Text)
{
    /// <summary>The larger of gross total and payable amount, without sign, so that credit notes count by their size.
    /// Without a gross total, or in another currency than that of the tenant's country, it is not known.</summary>
    public static ReleaseAmount Of(Item item, Settings settings)
    {
        if (Field(item, FieldNames.Currency) is { } currency && currency != settings.Currency)
            return new ReleaseAmount(null, ReasonPhrases.ForeignAmount.Of(currency));
        if (Read(item, FieldNames.GrossTotal) is not { } gross
            || (Field(item, FieldNames.Payable) is not null && Read(item, FieldNames.Payable) is null))
            return new ReleaseAmount(null, ReasonPhrases.UnknownAmount.Of());
        var amount = Math.Max(Math.Abs(gross), Math.Abs(Read(item, FieldNames.Payable) ?? 0));
        return new ReleaseAmount(amount, In(settings, amount));
    }

    /// <summary>An amount in the currency of the tenant's country, German.</summary>
    public static string In(Settings settings, decimal amount) =>
        $"{GermanText.Amount(amount)} {(settings.Currency == "EUR" ? "€" : settings.Currency)}";

    private static decimal? Read(Item item, string field) => decimal.TryParse(
        Field(item, field), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var amount) ? amount : null;

    private static string? Field(Item item, string field) =>
        item.Fields.GetValueOrDefault(field)?.Value is { Length: > 0 } text ? text : null;
}
