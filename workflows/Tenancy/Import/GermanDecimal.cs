using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>Numbers as German, Austrian and Swiss spreadsheets write them.</summary>
internal static partial class GermanDecimal
{
    /// <summary>Reads 1.234,56 and 1234,56 and 1'234.56 and 1234.56, with a sign and with EUR, € or CHF behind.
    /// A point with three digits behind it and no comma separates thousands: 1.234 is 1234.</summary>
    public static bool TryParse(string text, out decimal number)
    {
        var bare = Currency().Replace(text, string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal)
            .Replace("\u00a0", string.Empty, StringComparison.Ordinal).Replace('\u2019', '\'').Replace('\u2212', '-');
        number = 0;
        if (Comma().IsMatch(bare))
            bare = bare.Replace(".", string.Empty, StringComparison.Ordinal).Replace(',', '.');
        else if (Point().IsMatch(bare)) bare = bare.Replace("'", string.Empty, StringComparison.Ordinal);
        else return false;
        return decimal.TryParse(bare, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(@"\s*(EUR|€|CHF)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[+-]?(\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d+|\d+)$")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^[+-]?(\d{1,3}('\d{3})+|\d+)(\.\d+)?$")]
    private static partial Regex Point();
}
