using System.Text;

namespace Serverless.Workflows.Tenancy.Identifiers;

/// <summary>Spellings of one value made equal, so that they can be looked up.</summary>
public static class Compact
{
    // Words that say what kind of company it is and are often left out or written differently.
    private static readonly HashSet<string> LegalForms =
    [
        "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "se", "eg", "ev", "ek", "co", "cie", "und",
        "haftungsbeschraenkt", "gesmbh", "inh",
    ];

    /// <summary>Letters and digits only, upper case (ASCII).</summary>
    public static string Upper(string text)
    {
        var compact = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c)) compact.Append(char.ToUpperInvariant(c));
        }

        return compact.ToString();
    }

    /// <summary>A name without case, umlauts, punctuation and legal form, words joined by a dash; for example
    /// <c>mueller-soehne</c> for „Müller &amp; Söhne GmbH &amp; Co. KG“. Empty where nothing is left.</summary>
    public static string Name(string text)
    {
        var words = Words(text);
        var kept = words.Where(word => !LegalForms.Contains(word)).ToList();
        return string.Join('-', kept.Count > 0 ? kept : words);
    }

    /// <summary>A street with its number: „Linden-Str. 12 – 16“ and „Lindenstraße 12-16“ are both
    /// <c>lindenstrasse1216</c>.</summary>
    public static string Street(string text)
    {
        var joined = string.Concat(Words(text));
        var number = joined.AsSpan().IndexOfAnyInRange('0', '9');
        var name = number < 0 ? joined : joined[..number];
        if (name.EndsWith("str", StringComparison.Ordinal)) name += "asse";
        return number < 0 ? name : string.Concat(name, joined.AsSpan(number));
    }

    /// <summary>The words of a text: lower case, umlauts written out, accents dropped, split at anything else.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        // Text from documents may hold half a surrogate pair, which Normalize refuses.
        var sound = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var folded = new StringBuilder(sound.Length + 8);
        foreach (var rune in sound.EnumerateRunes()) Fold(rune, folded);
        return JoinInitials(folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // "e. V." and "e. K." are one word each.
    private static List<string> JoinInitials(string[] words)
    {
        var joined = new List<string>(words.Length);
        foreach (var word in words)
        {
            if (joined is [.., "e"] && word is ("v" or "k" or "g")) joined[^1] = "e" + word;
            else joined.Add(word);
        }

        return joined;
    }

    private static void Fold(Rune rune, StringBuilder into)
    {
        switch (rune.Value)
        {
            case 'ä': into.Append("ae"); return;
            case 'ö': into.Append("oe"); return;
            case 'ü': into.Append("ue"); return;
            case 'ß': into.Append("ss"); return;
            case '\'' or '’': return;
        }

        var plain = rune.IsAscii ? rune.Value : rune.ToString().Normalize(NormalizationForm.FormD)[0];
        into.Append(plain < 128 && char.IsAsciiLetterOrDigit((char)plain) ? (char)plain : ' ');
    }
}
