namespace Serverless.Workflows.Tenancy.Identifiers;

/// <summary>Bank account numbers (ISO 13616).</summary>
public static class Iban
{
    // Lengths of the SEPA countries and a few others, from the IBAN registry (SWIFT).
    private static readonly Dictionary<string, int> Lengths = new()
    {
        ["AD"] = 24,
        ["AT"] = 20,
        ["BE"] = 16,
        ["BG"] = 22,
        ["CH"] = 21,
        ["CY"] = 28,
        ["CZ"] = 24,
        ["DE"] = 22,
        ["DK"] = 18,
        ["EE"] = 20,
        ["ES"] = 24,
        ["FI"] = 18,
        ["FR"] = 27,
        ["GB"] = 22,
        ["GI"] = 23,
        ["GR"] = 27,
        ["HR"] = 21,
        ["HU"] = 28,
        ["IE"] = 22,
        ["IS"] = 26,
        ["IT"] = 27,
        ["LI"] = 21,
        ["LT"] = 20,
        ["LU"] = 20,
        ["LV"] = 21,
        ["MC"] = 27,
        ["MT"] = 31,
        ["NL"] = 18,
        ["NO"] = 15,
        ["PL"] = 28,
        ["PT"] = 25,
        ["RO"] = 24,
        ["SE"] = 24,
        ["SI"] = 19,
        ["SK"] = 24,
        ["SM"] = 27,
        ["TR"] = 26,
        ["VA"] = 22,
    };

    /// <summary>Without blanks, upper case.</summary>
    public static string Normalize(string text) => Compact.Upper(text);

    /// <summary>Whether it is well formed, as long as its country's are, and its check digits are right. Blanks and
    /// case do not matter.</summary>
    public static bool IsValid(string text)
    {
        var iban = Normalize(text);
        if (iban.Length is < 15 or > 34 || !iban.All(char.IsAsciiLetterOrDigit)) return false;
        if (!char.IsAsciiLetter(iban[0]) || !char.IsAsciiLetter(iban[1])) return false;
        if (Lengths.TryGetValue(iban[..2], out var length) && iban.Length != length) return false;
        return Remainder(iban[4..] + iban[..4]) == 1;
    }

    // ISO 7064 MOD 97-10 over digits, letters counting as 10 to 35.
    private static int Remainder(string rearranged)
    {
        var remainder = 0;
        foreach (var c in rearranged)
        {
            remainder = char.IsAsciiDigit(c)
                ? ((remainder * 10) + (c - '0')) % 97
                : ((remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
