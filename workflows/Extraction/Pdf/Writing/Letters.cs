namespace Serverless.Workflows.Extraction.Pdf.Writing;

/// <summary>Usual Latin letters for letters that do not decompose: Latin ones with strokes, Greek (ISO 843) and
/// Cyrillic (as in travel documents, ICAO 9303), and a few signs.</summary>
internal static class Letters
{
    private const string Cyrillic = "А A Б B В V Г G Д D Е E Ж Zh З Z И I Й I К K Л L М M Н N О O П P Р R С S Т T У U Ф F Х Kh Ц Ts "
        + "Ч Ch Ш Sh Щ Shch Ъ Ie Ы Y Ь ' Э E Ю Iu Я Ia Ђ Dj Ё E Є Ie І I Ї I Ј J Љ Lj Њ Nj Ћ C Џ Dz Ґ G Ѓ G Ќ K Ѕ Dz Ў U";

    private const string Greek = "Α A Β V Γ G Δ D Ε E Ζ Z Η I Θ Th Ι I Κ K Λ L Μ M Ν N Ξ X Ο O Π P Ρ R Σ S Τ T Υ Y Φ F Χ Ch Ψ Ps Ω O "
        + "Ά A Έ E Ή I Ί I Ό O Ύ Y Ώ O Ϊ I Ϋ Y";

    private const string Latin1 = "Ł L ł l Đ D đ d Ħ H ħ h ı i ŋ ng Ŋ Ng ŧ t Ŧ T ẞ SS ς s ΐ i ΰ y Ə E ə e";

    private const string Signs = "≤ <= ≥ >= ≠ <> ≈ ~ → -> ← <- ↔ <-> ⇒ => ∅ Ø ∞ unendlich √ Wurzel ∑ Summe ✓ [x] ✔ [x] ☑ [x] ☐ [ ] "
        + "● • ○ o ■ • ▪ • ◦ o ₽ RUB ₺ TRY ₹ INR ₩ KRW ฿ THB";

    private static readonly Dictionary<int, string> Known = Build();

    /// <summary>The Latin letters for a code point, or null.</summary>
    public static string? Latin(int codePoint) => Known.GetValueOrDefault(codePoint);

    private static Dictionary<int, string> Build()
    {
        var known = new Dictionary<int, string>();
        foreach (var (letter, latin) in Pairs(Latin1 + " " + Signs)) known[letter] = latin;
        foreach (var (letter, latin) in Pairs(Cyrillic + " " + Greek))
        {
            known[letter] = latin;
            known.TryAdd(char.ToLowerInvariant(letter), latin.ToLowerInvariant());
        }

        return known;
    }

    private static IEnumerable<(char Letter, string Latin)> Pairs(string list)
    {
        var words = list.Replace("[ ]", "[_]", StringComparison.Ordinal).Split(' ');
        for (var i = 0; i + 1 < words.Length; i += 2) yield return (words[i][0], words[i + 1].Replace("[_]", "[ ]", StringComparison.Ordinal));
    }
}
