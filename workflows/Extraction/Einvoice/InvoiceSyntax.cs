using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.XPath;
using Serverless.Workflows.Extraction.Einvoice.Terms;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Where one syntax keeps the terms: the tables' column for it, compiled for its namespaces.</summary>
internal sealed partial class InvoiceSyntax
{
    private const string CiiSettlement = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement";
    private const string CiiLineCharges = "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge";
    private const string Nowhere = "self::node()[false()]";
    private const string IsTrue = "[normalize-space() = 'true' or normalize-space() = '1']";

    private readonly XmlNamespaceManager _namespaces = new(new NameTable());
    private readonly Func<string, string> _rename;

    private InvoiceSyntax(string? ublLine, (string Prefix, string Uri)[] namespaces, Func<string, string>? rename = null)
    {
        IsUbl = ublLine is not null;
        _rename = rename ?? (path => path);
        Namespaces = new HashSet<string>(namespaces.Select(name => name.Uri), StringComparer.Ordinal);
        foreach (var (prefix, uri) in namespaces) _namespaces.AddNamespace(prefix, uri);

        Header = Compile(HeaderTerms.All);
        Line = Compile(LineTerms.All);
        Tax = Compile(TaxTerms.All);
        Profile = Path("cbc:CustomizationID", "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID");
        TestIndicator = Path(Nowhere, "rsm:ExchangedDocumentContext/ram:TestIndicator");
        // Of lines with sub-lines those that make up the sum: in UBL the outer ones, in CII the detail lines.
        Lines = Path(
            ublLine ?? Nowhere,
            "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem"
            + "[not(ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode[normalize-space() != 'DETAIL'])]");
        LineAllowances = Path(
            "cac:AllowanceCharge[not(cbc:ChargeIndicator" + IsTrue + ")]/cbc:Amount",
            CiiLineCharges + "[not(ram:ChargeIndicator/udt:Indicator" + IsTrue + ")]/ram:ActualAmount");
        LineCharges = Path(
            "cac:AllowanceCharge[cbc:ChargeIndicator" + IsTrue + "]/cbc:Amount",
            CiiLineCharges + "[ram:ChargeIndicator/udt:Indicator" + IsTrue + "]/ram:ActualAmount");
        Taxes = Path("cac:TaxTotal/cac:TaxSubtotal", CiiSettlement + "/ram:ApplicableTradeTax");
        PaymentTerms = Path("cac:PaymentTerms/cbc:Note", CiiSettlement + "/ram:SpecifiedTradePaymentTerms/ram:Description");
        DiscountTerms = Path(
            Nowhere, CiiSettlement + "/ram:SpecifiedTradePaymentTerms/ram:ApplicableTradePaymentDiscountTerms");
        // BT-DEX-002 of XRechnung's extension: claims of others that are paid together with this invoice.
        ThirdPartyPayments = Path("cac:PrepaidPayment/cbc:PaidAmount", Nowhere);
        Attachments = Path(
            "cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject",
            "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/ram:AdditionalReferencedDocument/ram:AttachmentBinaryObject");
    }

    public static InvoiceSyntax UblInvoice { get; } = Ubl("Invoice", "cac:InvoiceLine");

    public static InvoiceSyntax UblCreditNote { get; } = Ubl("CreditNote", "cac:CreditNoteLine");

    public static InvoiceSyntax Cii { get; } = new(ublLine: null,
    [
        ("rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
        ("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
        ("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
        ("qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
    ]);

    public static InvoiceSyntax Zugferd1 { get; } = new(ublLine: null,
    [
        ("rsm", "urn:ferd:CrossIndustryDocument:invoice:1p0"),
        ("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12"),
        ("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15"),
        ("qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:12"),
    ], Zugferd1Names.Rename);

    /// <summary>The candidate that ZUGFeRD 1.0 was tried out with in 2014: its elements are in no namespace and its dates
    /// have no inner element.</summary>
    public static InvoiceSyntax ZugferdCandidate { get; } = new(ublLine: null,
    [
        ("rsm", "urn:un:unece:uncefact:data:standard:CBFBUY:5"),
        ("", ""),
    ], path => Zugferd1Names.Rename(path).Replace("/udt:DateTimeString", "", StringComparison.Ordinal)
        .Replace("ram:", "", StringComparison.Ordinal).Replace("udt:", "", StringComparison.Ordinal));

    public bool IsUbl { get; }

    /// <summary>The namespaces whose elements this syntax may have.</summary>
    public IReadOnlySet<string> Namespaces { get; }

    public IReadOnlyList<CompiledTerm> Header { get; }

    public IReadOnlyList<CompiledTerm> Line { get; }

    public IReadOnlyList<CompiledTerm> Tax { get; }

    public XPathExpression Profile { get; }

    public XPathExpression TestIndicator { get; }

    public XPathExpression Lines { get; }

    public XPathExpression LineAllowances { get; }

    public XPathExpression LineCharges { get; }

    public XPathExpression Taxes { get; }

    public XPathExpression PaymentTerms { get; }

    public XPathExpression DiscountTerms { get; }

    public XPathExpression ThirdPartyPayments { get; }

    public XPathExpression Attachments { get; }

    /// <summary>An expression in this syntax's own names, for what only one of them has.</summary>
    public XPathExpression Compile(string path) => XPathExpression.Compile(_rename(path), _namespaces);

    private static InvoiceSyntax Ubl(string document, string line) => new(line,
    [
        ("ubl", $"urn:oasis:names:specification:ubl:schema:xsd:{document}-2"),
        ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
        ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
        ("ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
    ]);

    private XPathExpression Path(string ubl, string cii) => Compile(IsUbl ? ubl : cii);

    private CompiledTerm[] Compile(IReadOnlyList<Term> terms) =>
    [
        .. terms.Select(term => new CompiledTerm(
            term, [.. Else().Split(IsUbl ? term.Ubl : term.Cii).Where(place => place.Length > 0).Select(Compile)])),
    ];

    [GeneratedRegex(" else ")]
    private static partial Regex Else();
}

/// <summary>A term with its places in one syntax, in order of preference.</summary>
internal sealed record CompiledTerm(Term Term, IReadOnlyList<XPathExpression> Places);
