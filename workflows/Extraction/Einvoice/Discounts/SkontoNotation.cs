using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Workflows.Extraction.Einvoice.Discounts;

/// <summary>XRechnung's notation of cash discounts in the payment terms (BT-20), rule BR-DE-18: each tier on a line of its
/// own, <c>#SKONTO#TAGE=14#PROZENT=2.00#</c> or <c>#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#</c>. Other lines
/// are free text.</summary>
internal static partial class SkontoNotation
{
    private const int MaxLine = 200;

    /// <summary>The tiers in a text, which stands where <paramref name="where"/> says. A line that is written a little otherwise but can mean only one thing is read, with a
    /// finding; one that cannot be read yields only the finding.</summary>
    public static IReadOnlyList<StatedDiscount> Read(string paymentTerms, Func<string> where, Findings findings)
    {
        var tiers = new List<StatedDiscount>();
        foreach (var raw in paymentTerms.AsSpan().EnumerateLines())
        {
            if (!raw.TrimStart().StartsWith("#SKONTO", StringComparison.OrdinalIgnoreCase)) continue;
            var line = raw.Trim();
            var text = line[..Math.Min(line.Length, MaxLine)].ToString();
            var match = Lenient().Match(text);
            if (match.Success && Tier(match) is { } tier)
            {
                tiers.Add(tier);
                if (!Strict().IsMatch(text)) findings.Add(() => Finding(text, where(), wasRead: true));
            }
            else
            {
                findings.Add(() => Finding(text, where(), wasRead: false));
            }
        }

        return tiers;
    }

    private static StatedDiscount? Tier(Match match)
    {
        var percent = match.Groups["percent"].Value.Replace(',', '.');
        var basis = match.Groups["basis"].Success ? match.Groups["basis"].Value.Replace(',', '.') : null;
        return int.TryParse(match.Groups["days"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && WrittenNumber.TryRead(percent, out var rate) && rate <= 100
            && (basis is null || WrittenNumber.TryRead(basis, out _))
                ? new StatedDiscount(days, null, percent, basis, null)
                : null;
    }

    private static Check Finding(string line, string where, bool wasRead) => new("BR-DE-18", Severity.Warning,
        $"Die Skontoangabe „{line}“ entspricht nicht der XRechnung-Schreibweise #SKONTO#TAGE=14#PROZENT=2.00#. "
        + (wasRead ? "Sie wurde sinngemäß gelesen, bitte prüfen Sie das Skonto." : "Sie wurde nicht übernommen, bitte tragen Sie das Skonto ein."),
        where);

    [GeneratedRegex(@"^#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$", RegexOptions.CultureInvariant)]
    private static partial Regex Strict();

    [GeneratedRegex(@"^#SKONTO\s*#\s*TAGE\s*=\s*(?<days>[0-9]{1,4})\s*#\s*PROZENT\s*=\s*(?<percent>[0-9]{1,3}([.,][0-9]{1,4})?)\s*%?\s*(#\s*BASISBETRAG\s*=\s*(?<basis>-?[0-9]{1,13}([.,][0-9]{1,2})?)\s*)?#?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Lenient();
}

/// <summary>A tier as the invoice states it; numbers as decimal text.</summary>
/// <param name="Days">From the invoice's date.</param>
/// <param name="Until">The last day, where it is stated rather than counted.</param>
/// <param name="Amount">What is saved, where it is stated.</param>
internal sealed record StatedDiscount(int? Days, DateOnly? Until, string? Percent, string? BasisAmount, string? Amount);
