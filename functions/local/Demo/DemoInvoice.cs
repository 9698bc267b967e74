using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Serverless.Local.Demo;

/// <summary>An invoice that the demo receives, written as XRechnung (UBL 2.1).</summary>
internal sealed record DemoInvoice
{
    private static readonly XNamespace Ubl = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    public required string Number { get; init; }

    public required DateOnly Issued { get; init; }

    public required DemoParty Seller { get; init; }

    public required DemoParty Buyer { get; init; }

    /// <summary>What is delivered, and its net amount.</summary>
    public required IReadOnlyList<(string Text, decimal Net)> Lines { get; init; }

    public string? Order { get; init; }

    /// <summary>The number of the invoice that it corrects, or null.</summary>
    public string? Corrects { get; init; }

    /// <summary>Days until it is due.</summary>
    public int Days { get; init; } = 30;

    /// <summary>A cash discount in the notation of XRechnung, or null.</summary>
    public string? DiscountTerms { get; init; }

    private decimal Net => Lines.Sum(line => line.Net);

    private decimal Tax => Math.Round(Net * 0.19m, 2, MidpointRounding.AwayFromZero);

    /// <summary>The invoice as XML in UTF-8.</summary>
    public byte[] ToXml()
    {
        var invoice = new XElement(Ubl + "Invoice",
            new XAttribute("xmlns", Ubl), new XAttribute(XNamespace.Xmlns + "cac", Cac),
            new XAttribute(XNamespace.Xmlns + "cbc", Cbc),
            Basic("CustomizationID", "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"),
            Basic("ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
            Basic("ID", Number),
            Basic("IssueDate", Day(Issued)),
            Basic("DueDate", Day(Issued.AddDays(Days))),
            Basic("InvoiceTypeCode", Corrects is null ? "380" : "384"),
            Basic("DocumentCurrencyCode", "EUR"),
            Basic("BuyerReference", Order ?? Number),
            Order is null ? null : Aggregate("OrderReference", Basic("ID", Order)),
            Corrects is null ? null : Aggregate("BillingReference", Aggregate("InvoiceDocumentReference", Basic("ID", Corrects))),
            Aggregate("AccountingSupplierParty", Seller.ToXml(Aggregate, Basic)),
            Aggregate("AccountingCustomerParty", Buyer.ToXml(Aggregate, Basic)),
            Aggregate("Delivery", Basic("ActualDeliveryDate", Day(Issued.AddDays(-3)))),
            Aggregate("PaymentMeans", Basic("PaymentMeansCode", "58"), Basic("PaymentID", Number),
                Aggregate("PayeeFinancialAccount", Basic("ID", Seller.Iban!), Basic("Name", Seller.Name))),
            DiscountTerms is null ? null : Aggregate("PaymentTerms", Basic("Note", DiscountTerms)),
            Aggregate("TaxTotal", Amount("TaxAmount", Tax),
                Aggregate("TaxSubtotal", Amount("TaxableAmount", Net), Amount("TaxAmount", Tax), TaxCategory("TaxCategory"))),
            Aggregate("LegalMonetaryTotal", Amount("LineExtensionAmount", Net), Amount("TaxExclusiveAmount", Net),
                Amount("TaxInclusiveAmount", Net + Tax), Amount("PayableAmount", Net + Tax)),
            Lines.Select((line, index) => Aggregate("InvoiceLine",
                Basic("ID", $"{index + 1}"),
                new XElement(Cbc + "InvoicedQuantity", new XAttribute("unitCode", "C62"), "1"),
                Amount("LineExtensionAmount", line.Net),
                Aggregate("Item", Basic("Name", line.Text), TaxCategory("ClassifiedTaxCategory")),
                Aggregate("Price", Amount("PriceAmount", line.Net)))));
        return Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + invoice + "\n");
    }

    private static XElement TaxCategory(string name) => Aggregate(name,
        Basic("ID", "S"), Basic("Percent", "19"), Aggregate("TaxScheme", Basic("ID", "VAT")));

    private static XElement Aggregate(string name, params object?[] content) => new(Cac + name, content);

    private static XElement Basic(string name, string value) => new(Cbc + name, value);

    private static XElement Amount(string name, decimal value) => new(Cbc + name,
        new XAttribute("currencyID", "EUR"), value.ToString("0.00", CultureInfo.InvariantCulture));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A party of a demo invoice.</summary>
internal sealed record DemoParty(
    string Name, string Street, string PostCode, string City, string Mail, string? VatId, string? Iban)
{
    /// <summary>The party in UBL, with the given makers of elements.</summary>
    public XElement ToXml(Func<string, object?[], XElement> aggregate, Func<string, string, XElement> basic)
    {
        var endpoint = basic("EndpointID", Mail);
        endpoint.Add(new XAttribute("schemeID", "EM"));
        return aggregate("Party",
        [
            endpoint,
            aggregate("PartyName", [basic("Name", Name)]),
            aggregate("PostalAddress",
            [
                basic("StreetName", Street), basic("CityName", City), basic("PostalZone", PostCode),
                aggregate("Country", [basic("IdentificationCode", "DE")]),
            ]),
            VatId is null ? null : aggregate("PartyTaxScheme",
                [basic("CompanyID", VatId), aggregate("TaxScheme", [basic("ID", "VAT")])]),
            aggregate("PartyLegalEntity", [basic("RegistrationName", Name)]),
            aggregate("Contact",
                [basic("Name", "Rechnungsstelle"), basic("Telephone", "+49 30 1234567"), basic("ElectronicMail", Mail)]),
        ]);
    }
}
