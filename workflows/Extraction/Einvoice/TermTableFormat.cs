using System.Globalization;
using System.Xml.Linq;
using System.Xml.XPath;
using Serverless.Workflows.Extraction.Einvoice.Discounts;
using Serverless.Workflows.Extraction.Einvoice.Terms;
using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>A format whose terms stand in the tables of <see cref="HeaderTerms"/>, <see cref="LineTerms"/> and
/// <see cref="TaxTerms"/>.</summary>
internal sealed class TermTableFormat(string name, XName root, InvoiceSyntax syntax) : IXmlInvoiceFormat
{
    private static readonly Term Currency = HeaderTerms.All.Single(term => term.Id == "BT-5");
    private static readonly Term Allowance = new("BT-136", "Nachlass der Position", TermKind.Amount, "", "");
    private static readonly Term Charge = new("BT-141", "Zuschlag der Position", TermKind.Amount, "", "");
    private static readonly Term ThirdParty = new("BT-DEX-002", "Zahlung für Dritte", TermKind.Amount, "", "");

    public bool Recognises(XName name) => name == root;

    public EInvoice Read(XElement document, Findings findings, CancellationToken cancellationToken)
    {
        var reader = new TermReader(syntax, findings);
        var invoiceCurrency = reader.Read(document, syntax.Header.Where(term => term.Term == Currency), once: true);
        reader.Currency = invoiceCurrency.TryGetValue(Currency.Id, out var found) ? found.Value : null;
        var header = reader.Read(document, syntax.Header.Where(term => term.Term != Currency), once: true);
        if (found is not null) header[Currency.Id] = found;

        var profile = Profile.Of(document.CreateNavigator().SelectSingleNode(syntax.Profile)?.Value);
        DateOnly? issued = header.TryGetValue("BT-2", out var date) ? DateOnly.ParseExact(date.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        decimal? payable = header.TryGetValue("BT-115", out var due) && WrittenNumber.TryRead(due.Value, out var amount) ? amount : null;
        return new EInvoice(
            document, syntax, profile.Name is null ? name : $"{name} ({profile.Name})", profile, header, reader.Unreadable,
            Lines(document, reader, cancellationToken),
            Taxes(document, reader),
            CashDiscounts.Complete(Stated(document, reader, issued, findings), issued, payable),
            reader.Sum(document, syntax.ThirdPartyPayments, ThirdParty));
    }

    private List<EInvoiceLine> Lines(XElement document, TermReader reader, CancellationToken cancellationToken)
    {
        var lines = new List<EInvoiceLine>();
        foreach (var line in Elements(document, syntax.Lines))
        {
            cancellationToken.ThrowIfCancellationRequested();
            lines.Add(new EInvoiceLine(
                new EInvoiceTerms(reader.Read(line, syntax.Line, once: false), line),
                reader.Sum(line, syntax.LineAllowances, Allowance),
                reader.Sum(line, syntax.LineCharges, Charge)));
        }

        return lines;
    }

    /// <summary>A tax total in the accounting currency (BT-111) may repeat the rows in that currency; they are left out.</summary>
    private List<EInvoiceTerms> Taxes(XElement document, TermReader reader) =>
    [
        .. from row in Elements(document, syntax.Taxes)
           where reader.Currency is null || row.Elements().All(part => (string?)part.Attribute("currencyID") is not { } currency || currency.Trim() == reader.Currency)
           select new EInvoiceTerms(reader.Read(row, syntax.Tax, once: false), row),
    ];

    private IEnumerable<StatedDiscount> Stated(XElement document, TermReader reader, DateOnly? issued, Findings findings) =>
        CiiDiscountTerms.Read(document, syntax, reader, issued, findings)
            .Concat(Elements(document, syntax.PaymentTerms).SelectMany(text => SkontoNotation.Read(text.Value, () => XmlPlace.Of(text), findings)));

    private static IEnumerable<XElement> Elements(XElement scope, XPathExpression places) =>
        from XPathNavigator place in scope.CreateNavigator().Select(places)
        where place.UnderlyingObject is XElement
        select (XElement)place.UnderlyingObject!;
}
