using System.Xml.Linq;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>A structured invoice format: which documents are in it and how they are read.</summary>
internal interface IXmlInvoiceFormat
{
    /// <summary>Whether a document with this root is in this format.</summary>
    bool Recognises(XName root);

    /// <summary>Reads the terms; what is wrong with single ones goes to the findings.</summary>
    EInvoice Read(XElement root, Findings findings, CancellationToken cancellationToken);
}

/// <summary>Every format that is read. A new one is a new row.</summary>
internal static class XmlInvoiceFormats
{
    public static IReadOnlyList<IXmlInvoiceFormat> All { get; } =
    [
        new TermTableFormat("UBL 2.1 Invoice", "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice", InvoiceSyntax.UblInvoice),
        new TermTableFormat("UBL 2.1 CreditNote", "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote", InvoiceSyntax.UblCreditNote),
        new TermTableFormat("CII D16B", "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice", InvoiceSyntax.Cii),
        new TermTableFormat("ZUGFeRD 1.0", "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument", InvoiceSyntax.Zugferd1),
        new TermTableFormat("ZUGFeRD 1.0 RC", "{urn:un:unece:uncefact:data:standard:CBFBUY:5}Invoice", InvoiceSyntax.ZugferdCandidate),
    ];

    /// <summary>The format of a document, or null where it is no invoice that is known.</summary>
    public static IXmlInvoiceFormat? Of(XElement root) => All.FirstOrDefault(format => format.Recognises(root.Name));
}
