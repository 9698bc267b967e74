using System.Globalization;
using System.Xml.Linq;
using System.Xml.XPath;
using Serverless.Workflows.Extraction.Einvoice.Terms;
using Serverless.Workflows.Extraction.Einvoice.Xml;
using static Serverless.Workflows.Extraction.Einvoice.Terms.TermKind;

namespace Serverless.Workflows.Extraction.Einvoice.Discounts;

/// <summary>Cash discounts as CII writes them (ZUGFeRD 1 and the EXTENDED profile):
/// <c>ram:ApplicableTradePaymentDiscountTerms</c> with a period, a percentage or an amount.</summary>
internal static class CiiDiscountTerms
{
    private const int MaxDays = 3660;

    private static readonly IReadOnlyList<Term> Terms =
    [
        new("basisDate", "Beginn der Skontofrist", Date, "", "ram:BasisDateTime/udt:DateTimeString"),
        new("period", "Skontofrist", Number, "", "ram:BasisPeriodMeasure"),
        new("unit", "Einheit der Skontofrist", Text, "", "ram:BasisPeriodMeasure/@unitCode"),
        new("percent", "Skontosatz", Number, "", "ram:CalculationPercent"),
        new("basis", "Skontobasis", Amount, "", "ram:BasisAmount"),
        new("amount", "Skontobetrag", Amount, "", "ram:ActualDiscountAmount"),
    ];

    public static IEnumerable<StatedDiscount> Read(XElement root, InvoiceSyntax syntax, TermReader reader, DateOnly? issued, Findings findings)
    {
        if (syntax.IsUbl) yield break;
        CompiledTerm[] compiled = [.. Terms.Select(term => new CompiledTerm(term, [syntax.Compile(term.Cii)]))];
        foreach (XPathNavigator place in root.CreateNavigator().Select(syntax.DiscountTerms))
        {
            if (place.UnderlyingObject is not XElement element) continue;
            var stated = reader.Read(element, compiled, once: false);
            string? Value(string id) => stated.TryGetValue(id, out var found) ? found.Value : null;

            var basisDate = Value("basisDate") is { } iso ? DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture) : (DateOnly?)null;
            var (days, until) = Deadline(Value("period"), Value("unit"), basisDate ?? issued);
            if (stated.ContainsKey("period") && until is null && days is null)
                findings.Add(() => UnknownPeriod(Value("period")!, Value("unit"), XmlPlace.Of(element)));
            if (Value("percent") is null && Value("amount") is null) continue;
            yield return new StatedDiscount(
                basisDate is null || basisDate == issued ? days : null, until, Value("percent"), Value("basis"), Value("amount"));
        }
    }

    /// <summary>Units of UN/ECE Recommendation 20.</summary>
    private static (int? Days, DateOnly? Until) Deadline(string? period, string? unit, DateOnly? from)
    {
        if (!WrittenNumber.TryRead(period ?? "", out var count) || count < 0 || count > MaxDays || count != decimal.Truncate(count))
            return (null, null);
        var whole = (int)count;
        return unit switch
        {
            "DAY" => (whole, from?.AddDays(whole)),
            "WEE" when whole * 7 <= MaxDays => (whole * 7, from?.AddDays(whole * 7)),
            "MON" when whole * 31 <= MaxDays => (null, from?.AddMonths(whole)),
            _ => (null, null),
        };
    }

    private static Check UnknownPeriod(string period, string? unit, string where) => new("DISCOUNT-PERIOD", Severity.Warning,
        $"Die Skontofrist „{period} {unit}“ ist nicht verständlich oder ihr Beginn fehlt. Bitte tragen Sie das Ende der Frist ein.", where);
}
