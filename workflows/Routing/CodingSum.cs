using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing;

/// <summary>What coding lines add up to, against what the invoice says.</summary>
public static class CodingSum
{
    private const decimal Most = 999_999_999_999.99m;

    /// <summary>The sum of the lines' amounts; what is no amount counts as nothing.</summary>
    public static decimal Of(IEnumerable<CodingLine> lines) => lines.Sum(line => Read(line.Amount) ?? 0);

    /// <summary>The gross amount in whole cents; null where there is none.</summary>
    public static decimal? Gross(Item item) => Total(item, FieldNames.GrossTotal);

    /// <summary>Whether the lines add up to the gross amount, or to the net amount where they are coded net. True as long
    /// as there is no amount to hold them against.</summary>
    public static bool Holds(Item item)
    {
        var (sum, gross, net) = (Of(item.Coding), Gross(item), Total(item, FieldNames.NetTotal));
        return (gross, net) is (null, null) || sum == gross || sum == net;
    }

    /// <summary>The sum as a German text.</summary>
    internal static string Shown(Item item) => German(Of(item.Coding));

    /// <summary>What it could be, German.</summary>
    internal static string Totals(Item item)
    {
        string?[] totals =
        [
            Gross(item) is { } gross ? $"{German(gross)} brutto" : null,
            Total(item, FieldNames.NetTotal) is { } net ? $"{German(net)} netto" : null,
        ];
        return string.Join(" und ", totals.OfType<string>());
    }

    /// <summary>Whether the amount has no fraction of a cent and is not beyond all amounts.</summary>
    internal static bool IsCents(string amount) => Read(amount) is { } value && value == Math.Round(value, 2);

    private static string German(decimal amount) => amount.ToString("N2", CultureInfo.GetCultureInfo("de-DE"));

    private static decimal? Total(Item item, string field) =>
        Read(item.Fields.GetValueOrDefault(field)?.Value) is { } total ? Math.Round(total, 2, MidpointRounding.AwayFromZero) : null;

    private static decimal? Read(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && Math.Abs(value) <= Most ? value : null;
}
