using System.Text.RegularExpressions;

namespace Serverless.Workflows.Tenancy.Identifiers;

/// <summary>VAT identification numbers: the German, Austrian and Swiss with their check digits, others of the EU by
/// their form.</summary>
public static partial class VatId
{
    /// <summary>Without blanks, dots and dashes, upper case; a Swiss one without its ending MWST, TVA or IVA.</summary>
    public static string Normalize(string text)
    {
        var compact = Compact.Upper(text);
        return compact.StartsWith("CHE", StringComparison.Ordinal) ? SwissEnding().Replace(compact, string.Empty) : compact;
    }

    /// <summary>Whether the number can exist. Blanks, dots, dashes and case do not matter.</summary>
    public static bool IsValid(string text)
    {
        var id = Normalize(text);
        if (German().IsMatch(id)) return GermanCheckDigit(id) == id[^1] - '0';
        if (Austrian().IsMatch(id)) return AustrianCheckDigit(id) == id[^1] - '0';
        if (Swiss().IsMatch(id)) return SwissCheckDigit(id) == id[^1] - '0';
        return !id.StartsWith("DE", StringComparison.Ordinal) && !id.StartsWith("AT", StringComparison.Ordinal)
            && OtherEu().IsMatch(id);
    }

    /// <summary>Whether a number of any country can be so: one of the countries above must be valid, of others no more is
    /// known than that a short prefix comes before digits.</summary>
    public static bool IsPossible(string text) =>
        IsValid(text) || (Normalize(text) is var id && !Known().IsMatch(id) && Foreign().IsMatch(id));

    // ISO 7064 MOD 11,10 over the first eight digits.
    private static int GermanCheckDigit(string id)
    {
        var product = 10;
        for (var i = 2; i < 10; i++)
        {
            var sum = (id[i] - '0' + product) % 10;
            if (sum == 0) sum = 10;
            product = sum * 2 % 11;
        }

        return (11 - product) % 10;
    }

    // The Austrian ministry's rule: weights 1 and 2 alternate, cross sums, 96 less the sum, modulo 10.
    private static int AustrianCheckDigit(string id)
    {
        var sum = 0;
        for (var i = 0; i < 7; i++)
        {
            var digit = (id[3 + i] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += (digit / 10) + (digit % 10);
        }

        return (96 - sum) % 10;
    }

    // Swiss UID: modulo 11 with weights 5 4 3 2 7 6 5 4; a rest of 10 is never given out.
    private static int SwissCheckDigit(string id)
    {
        int[] weights = [5, 4, 3, 2, 7, 6, 5, 4];
        var sum = weights.Select((weight, i) => weight * (id[3 + i] - '0')).Sum();
        return (11 - (sum % 11)) % 11;
    }

    [GeneratedRegex("^DE[1-9][0-9]{8}$")]
    private static partial Regex German();

    [GeneratedRegex("^ATU[0-9]{8}$")]
    private static partial Regex Austrian();

    [GeneratedRegex("^CHE[0-9]{9}$")]
    private static partial Regex Swiss();

    [GeneratedRegex("(MWST|TVA|IVA)$")]
    private static partial Regex SwissEnding();

    [GeneratedRegex("^(BE|BG|CY|CZ|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)[0-9A-Z+*]{2,12}$")]
    private static partial Regex OtherEu();

    [GeneratedRegex("^(DE|AT|CH|BE|BG|CY|CZ|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)")]
    private static partial Regex Known();

    [GeneratedRegex("^[A-Z]{2,3}[0-9]{4,15}[A-Z]{0,4}$")]
    private static partial Regex Foreign();
}
