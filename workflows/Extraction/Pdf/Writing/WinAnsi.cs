using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Extraction.Pdf.Writing;

/// <summary>Brings text into the characters that the standard fonts have (WinAnsi, that is Windows-1252). What they
/// lack is transcribed: by its base letter, by the usual Latin letters for Greek and Cyrillic, else as its code
/// point, such as <c>[U+4E2D]</c>. Transcriptions are kept, so that a document can say which it holds.</summary>
public sealed class WinAnsi
{
    private const string From80 =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
        + "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    private readonly SortedDictionary<string, string> _transcribed = new(StringComparer.Ordinal);

    /// <summary>What was shown in another way so far, by the original character.</summary>
    public IReadOnlyDictionary<string, string> Transcribed => _transcribed;

    /// <summary>The text in characters that the fonts have. Line ends stay, other control characters become visible.</summary>
    public string Show(string text)
    {
        var plain = true;
        foreach (var c in text) plain &= Code(c) != 0;
        if (plain) return text;
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.IsBmp && (Code((char)rune.Value) != 0 || rune.Value == '\n')) shown.Append((char)rune.Value);
            else shown.Append(Other(rune));
        }

        return shown.ToString();
    }

    /// <summary>The code of a character; 0 where the fonts lack it.</summary>
    internal static byte Code(char c)
    {
        if (c is >= ' ' and <= '~' or >= '\u00A0' and <= '\u00FF') return (byte)c;
        var at = c < 0x80 ? -1 : From80.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? (byte)0 : (byte)(0x80 + at);
    }

    private string Other(Rune rune)
    {
        var alike = Alike(rune);
        if (alike is not null) return alike;
        var original = rune.ToString();
        if (_transcribed.TryGetValue(original, out var known)) return known;
        return _transcribed[original] = Letters.Latin(rune.Value) ?? Decomposed(original)
            ?? "[U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture) + "]";
    }

    /// <summary>Spaces, hyphens and invisible characters: nothing is lost by their plain form.</summary>
    private static string? Alike(Rune rune) => rune.Value switch
    {
        '\t' => " ",
        0x00AD or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF or (>= 0xFE00 and <= 0xFE0F) => string.Empty,
        >= 0x2000 and <= 0x200A or 0x202F or 0x205F or 0x3000 => " ",
        0x2010 or 0x2011 or 0x2012 or 0x2212 => "-",
        0x2015 => "\u2014",
        0x2028 or 0x2029 => "\n",
        0x2032 => "'",
        0x2033 => "\"",
        _ => null,
    };

    private static string? Decomposed(string original)
    {
        // Code points that are no characters cannot be decomposed.
        var codePoint = char.ConvertToUtf32(original, 0);
        if (codePoint == 0xFFFD || (codePoint & 0xFFFE) == 0xFFFE || codePoint is >= 0xFDD0 and <= 0xFDEF) return null;
        var parts = new StringBuilder();
        foreach (var c in original.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (c == '\u2044') parts.Append('/');
            else if (Code(c) != 0) parts.Append(c);
            else return null;
        }

        return parts.Length == 0 ? null : parts.ToString();
    }
}
