using System.Globalization;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Numbers as XML writes them: digits with an optional point and sign, no grouping, no exponent.</summary>
internal static class WrittenNumber
{
    /// <summary>Beyond this no invoice is meant, and sums and products of amounts below it fit a <see cref="decimal"/>.</summary>
    private const decimal Limit = 10_000_000_000_000m;

    private const int MaxLength = 40;

    public static bool TryRead(string text, out decimal number)
    {
        number = 0;
        return text.Length <= MaxLength
            && decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) < Limit;
    }

    /// <summary>For people: <c>1.234,50</c>.</summary>
    public static string German(decimal number) => number.ToString("#,##0.00########", GermanFormat);

    /// <summary>For fields: no grouping, a point, two places.</summary>
    public static string Cents(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static readonly NumberFormatInfo GermanFormat = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };
}
