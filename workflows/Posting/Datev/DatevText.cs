using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>Brings text into the form that DATEV's fields allow.</summary>
internal static class DatevText
{
    /// <summary>On one line, without control characters and code points that are no characters; null where nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (text is null) return null;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if ((rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF))
            {
                clean.Append(rune.ToString());
            }
        }

        var result = clean.ToString().TrimEnd(' ');
        return result.Length == 0 ? null : result;
    }

    /// <summary>Cleaned and no longer than the type allows.</summary>
    public static string? Cut(string? text, DatevType type)
    {
        var clean = Clean(text);
        if (clean is null || clean.Length <= type.MaxLength) return clean;
        var length = char.IsHighSurrogate(clean[type.MaxLength - 1]) ? type.MaxLength - 1 : type.MaxLength;
        return clean[..length].TrimEnd(' ');
    }

    /// <summary>The cleaned text if the type allows it, else null.</summary>
    public static string? IfAllowed(string? text, DatevType type) => Clean(text) is { } clean && type.Allows(clean) ? clean : null;

    /// <summary>A number in the characters of DATEV's field: letters <c>a-z</c>, digits and <c>$ % &amp; * + - /</c>. Umlauts
    /// are spelled out, marks dropped, all else becomes a hyphen; null where no letter or digit is left.</summary>
    public static string? Identifier(string text, DatevType type)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in Spelled(text).Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(c) || "$%&*+-/".Contains(c, StringComparison.Ordinal)) result.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && result.Length > 0 && result[^1] != '-') result.Append('-');
        }

        var identifier = result.ToString().TrimEnd('-');
        if (!identifier.Any(char.IsAsciiLetterOrDigit)) return null;
        return identifier.Length <= type.MaxLength ? identifier : identifier[..type.MaxLength];
    }

    /// <summary>The part of a file name that stands for a voucher.</summary>
    public static string FileNamePart(string identifier) =>
        string.Concat(identifier.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));

    private static string Spelled(string text) =>
        (Clean(text) ?? string.Empty).Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal).Replace("Ä", "Ae", StringComparison.Ordinal).Replace("Ö", "Oe", StringComparison.Ordinal)
            .Replace("Ü", "Ue", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);
}
