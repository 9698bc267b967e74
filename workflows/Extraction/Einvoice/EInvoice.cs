using System.Xml.Linq;
using Serverless.Workflows.Extraction.Einvoice.Terms;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>A structured invoice as read, by the business terms of EN 16931: what the rules look at and what becomes an
/// <see cref="InvoiceReading"/>.</summary>
/// <param name="Format">Syntax and profile, for people.</param>
/// <param name="Header">The terms that stand once, by their id.</param>
/// <param name="Unreadable">Ids of terms that are there but mean nothing; each has its finding.</param>
/// <param name="Taxes">The rows of the tax breakdown.</param>
/// <param name="ThirdPartyPayments">What is paid together with the invoice for others (XRechnung's extension).</param>
internal sealed record EInvoice(
    XElement Root,
    InvoiceSyntax Syntax,
    string Format,
    Profile Profile,
    IReadOnlyDictionary<string, TermValue> Header,
    IReadOnlySet<string> Unreadable,
    IReadOnlyList<EInvoiceLine> Lines,
    IReadOnlyList<EInvoiceTerms> Taxes,
    IReadOnlyList<CashDiscount> CashDiscounts,
    decimal ThirdPartyPayments)
{
    /// <summary>The value of a header term, or null.</summary>
    public string? this[string id] => Header.TryGetValue(id, out var found) ? found.Value : null;

    public string? Where(string id) => Header.TryGetValue(id, out var found) ? found.Where : null;

    /// <summary>A header term as a number, or null.</summary>
    public decimal? Number(string id) => WrittenNumber.TryRead(this[id] ?? "", out var number) ? number : null;
}

/// <summary>The terms of a line or of a row of the tax breakdown, by their id.</summary>
internal sealed record EInvoiceTerms(IReadOnlyDictionary<string, TermValue> Values, XElement Element)
{
    public string? this[string id] => Values.TryGetValue(id, out var found) ? found.Value : null;

    public decimal? Number(string id) => WrittenNumber.TryRead(this[id] ?? "", out var number) ? number : null;
}

/// <summary>A line with the sums of its own allowances and charges (BT-136, BT-141).</summary>
internal sealed record EInvoiceLine(EInvoiceTerms Terms, decimal Allowances, decimal Charges);
