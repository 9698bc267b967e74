using System.Xml.Linq;
using System.Xml.XPath;
using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice.Terms;

/// <summary>Reads the terms of one document. A text that does not fit its term yields a finding and no value.</summary>
internal sealed class TermReader(InvoiceSyntax syntax, Findings findings)
{
    /// <summary>Longer texts are no names, numbers or descriptions; they would only burden every record.</summary>
    private const int MaxLength = 4000;

    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>The invoice's currency; until it is known amounts are taken whatever currency they name.</summary>
    public string? Currency { get; set; }

    /// <summary>Ids of the terms that had a text without meaning.</summary>
    public IReadOnlySet<string> Unreadable => _unreadable;

    /// <summary>The terms found below an element, by id.</summary>
    /// <param name="once">Whether each can stand only once, so that a second, other value is worth a note.</param>
    public Dictionary<string, TermValue> Read(XElement element, IEnumerable<CompiledTerm> terms, bool once)
    {
        var found = new Dictionary<string, TermValue>(StringComparer.Ordinal);
        var from = element.CreateNavigator();
        foreach (var term in terms)
        {
            if (Read(from, term, once) is { } value) found[term.Term.Id] = value;
        }

        return found;
    }

    /// <summary>Numbers in the invoice's currency, added up; those that are none have their finding.</summary>
    public decimal Sum(XElement element, XPathExpression places, Term term)
    {
        var sum = 0m;
        foreach (XPathNavigator place in element.CreateNavigator().Select(places))
        {
            var text = place.Value.Trim();
            if (text.Length == 0) continue;
            if (WrittenNumber.TryRead(text, out var number)) sum += number;
            else Unread(() => TermFindings.Number(term, text, Place(place)), term);
        }

        return sum;
    }

    private TermValue? Read(XPathNavigator from, CompiledTerm compiled, bool once)
    {
        var term = compiled.Term;
        foreach (var places in compiled.Places)
        {
            var seen = false;
            string? first = null, other = null, foreign = null;
            XPathNavigator? where = null;
            foreach (XPathNavigator place in from.Select(places))
            {
                var text = place.Value.Trim();
                if (text.Length == 0) continue;
                if (term.Kind == TermKind.Amount && ForeignCurrency(place) is { } currency)
                {
                    foreign ??= currency;
                    where ??= place.Clone();
                    continue;
                }

                seen = true;
                if (Meaning(term, text, place) is not { } value) continue;
                if (first is null) (first, where) = (value, place.Clone());
                else if (other is null && !Same(term.Kind, first, value)) other = value;
                if (!once) break;
            }

            if (first is not null)
            {
                if (other is not null) findings.Add(() => TermFindings.Several(term, first, other, Place(where!)));
                return new TermValue(first, once ? Place(where!) : "");
            }

            if (foreign is not null && !seen) Unread(() => TermFindings.Currency(term, foreign, Currency!, Place(where!)), term);
            if (seen || foreign is not null) return null;
        }

        return null;
    }

    private string? Meaning(Term term, string text, XPathNavigator place)
    {
        if (place.UnderlyingObject is XElement { HasElements: true } || text.Length > MaxLength)
            return Unread(() => TermFindings.NoText(term, Place(place)), term);

        switch (term.Kind)
        {
            case TermKind.Text:
                return text;
            case TermKind.Number or TermKind.Amount:
                return WrittenNumber.TryRead(text, out _) ? text : Unread(() => TermFindings.Number(term, text, Place(place)), term);
            default:
                var (iso, doubtful) = syntax.IsUbl
                    ? (WrittenDate.FromUbl(text), false)
                    : WrittenDate.FromCii(text, place.GetAttribute("format", ""), term.Kind);
                if (iso is null) return Unread(() => TermFindings.Date(term, text, Place(place)), term);
                if (doubtful) findings.Add(() => TermFindings.DateFormat(term, text, iso, Place(place)));
                return iso;
        }
    }

    private string? Unread(Func<Check> finding, Term term)
    {
        findings.Add(finding);
        _unreadable.Add(term.Id);
        return null;
    }

    private string? ForeignCurrency(XPathNavigator place)
    {
        var currency = place.GetAttribute("currencyID", "").Trim();
        return Currency is null || currency.Length == 0 || currency == Currency ? null : currency;
    }

    private static bool Same(TermKind kind, string one, string other) =>
        kind is TermKind.Number or TermKind.Amount
            ? WrittenNumber.TryRead(one, out var first) && WrittenNumber.TryRead(other, out var second) && first == second
            : one == other;

    private static string Place(XPathNavigator place) => place.UnderlyingObject switch
    {
        XElement element => XmlPlace.Of(element),
        XAttribute attribute => XmlPlace.Of(attribute.Parent!) + "/@" + attribute.Name.LocalName,
        _ => "",
    };
}
