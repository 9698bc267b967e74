using System.Xml.Linq;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>Every published invoice yields exactly what it says: each field, line and tax row.</summary>
public sealed class EveryFieldTests
{
    public static TheoryData<string> Sound() => RealInvoices.Sound();

    [DataTheory]
    [MemberData(nameof(Sound))]
    public void Every_field_is_what_the_document_says_and_no_other_is_there(string file)
    {
        var reading = RealInvoices.Read(file);

        var expected = RawInvoice.Fields(RealInvoices.Xml(file));
        Assert.Equal(
            expected.OrderBy(field => field.Key, StringComparer.Ordinal),
            reading.Fields.Select(field => KeyValuePair.Create(field.Key, field.Value.Value)).OrderBy(field => field.Key, StringComparer.Ordinal));
        Assert.All(reading.Fields.Values, field => Assert.Equal((FieldSource.Einvoice, 1.0), (field.Source, field.Confidence)));
        Assert.NotNull(reading.Format);
    }

    [DataTheory]
    [MemberData(nameof(Sound))]
    public void Every_place_leads_to_the_element_that_holds_the_value(string file)
    {
        var root = RealInvoices.Xml(file).Root!;

        foreach (var (name, field) in RealInvoices.Read(file).Fields)
        {
            var element = At(root, field.Where!);
            if (name == FieldNames.SellerAddress) Assert.EndsWith("Address", element.Name.LocalName, StringComparison.Ordinal);
            else Assert.Equal(field.Value.Replace("-", "", StringComparison.Ordinal), element.Value.Trim().Replace("-", "", StringComparison.Ordinal));
        }
    }

    [DataTheory]
    [MemberData(nameof(Sound))]
    public void Every_line_and_tax_row_is_what_the_document_says(string file)
    {
        var document = RealInvoices.Xml(file);
        var reading = RealInvoices.Read(file);

        Assert.Equal(RawInvoice.Lines(document).Select(line => IsUbl(document) ? UblLine(line) : CiiLine(line)), reading.Lines);
        var rows = IsUbl(document)
            ? RawInvoice.All(document.Root!, "TaxTotal/TaxSubtotal").Select(UblTax)
            : document.Root!.Elements().Elements().Where(part => part.Name.LocalName.EndsWith("TradeSettlement", StringComparison.Ordinal))
                .SelectMany(settlement => RawInvoice.All(settlement, "ApplicableTradeTax")).Select(CiiTax);
        Assert.Equal(rows, reading.Taxes);
    }

    private static bool IsUbl(XDocument document) => document.Root!.Name.NamespaceName.Contains("ubl", StringComparison.Ordinal);

    private static InvoiceLine UblLine(XElement line) => new(
        Text(line, "ID"), Text(line, "Item/Name"), Text(line, "Item/Description"),
        Text(line, "InvoicedQuantity") ?? Text(line, "CreditedQuantity"),
        Unit(line, "InvoicedQuantity") ?? Unit(line, "CreditedQuantity"),
        Text(line, "Price/PriceAmount"), Text(line, "Price/BaseQuantity"), Text(line, "LineExtensionAmount"),
        Text(line, "Item/ClassifiedTaxCategory/ID"), Text(line, "Item/ClassifiedTaxCategory/Percent"),
        Text(line, "OrderLineReference/LineID"), Text(line, "InvoicePeriod/StartDate"), Text(line, "InvoicePeriod/EndDate"),
        Text(line, "Item/SellersItemIdentification/ID"));

    private static InvoiceLine CiiLine(XElement line)
    {
        XElement Part(string end) => line.Elements().Single(part => part.Name.LocalName.EndsWith(end, StringComparison.Ordinal));
        var (agreement, delivery, settlement) = (Part("TradeAgreement"), Part("TradeDelivery"), Part("TradeSettlement"));
        var sum = settlement.Elements().Single(part => part.Name.LocalName.EndsWith("MonetarySummation", StringComparison.Ordinal));
        return new InvoiceLine(
            Text(line, "AssociatedDocumentLineDocument/LineID"), Text(line, "SpecifiedTradeProduct/Name"), Text(line, "SpecifiedTradeProduct/Description"),
            Text(delivery, "BilledQuantity"), Unit(delivery, "BilledQuantity"),
            Text(agreement, "NetPriceProductTradePrice/ChargeAmount"), Text(agreement, "NetPriceProductTradePrice/BasisQuantity"), Text(sum, "LineTotalAmount"),
            Text(settlement, "ApplicableTradeTax/CategoryCode"),
            Text(settlement, "ApplicableTradeTax/RateApplicablePercent") ?? Text(settlement, "ApplicableTradeTax/ApplicablePercent"),
            Text(agreement, "BuyerOrderReferencedDocument/LineID"),
            Day(Text(settlement, "BillingSpecifiedPeriod/StartDateTime")), Day(Text(settlement, "BillingSpecifiedPeriod/EndDateTime")),
            Text(line, "SpecifiedTradeProduct/SellerAssignedID"));
    }

    private static TaxShare UblTax(XElement row) => new(
        Text(row, "TaxCategory/ID"), Text(row, "TaxCategory/Percent"), Text(row, "TaxableAmount"), Text(row, "TaxAmount"),
        Text(row, "TaxCategory/TaxExemptionReason") ?? Text(row, "TaxCategory/TaxExemptionReasonCode"));

    private static TaxShare CiiTax(XElement row) => new(
        Text(row, "CategoryCode"), Text(row, "RateApplicablePercent") ?? Text(row, "ApplicablePercent"), Text(row, "BasisAmount"),
        Text(row, "CalculatedAmount"), Text(row, "ExemptionReason") ?? Text(row, "ExemptionReasonCode"));

    private static string? Text(XElement from, string path) => RawInvoice.Text(from, path) is { Length: > 0 } text ? text : null;

    private static string? Day(string? text) => text is null ? null : RawInvoice.Day(text);

    private static string? Unit(XElement from, string path) => (string?)RawInvoice.All(from, path).FirstOrDefault()?.Attribute("unitCode");

    /// <summary>Follows a readable path, by names and numbers.</summary>
    private static XElement At(XElement root, string place)
    {
        var steps = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(root.Name.LocalName, steps[0]);
        return steps.Skip(1).Aggregate(root, (at, step) =>
        {
            var parts = step.Split('[', ']');
            var name = parts[0].Split(':')[^1];
            var named = at.Elements().Where(child => child.Name.LocalName == name).ToList();
            if (parts.Length == 1) return Assert.Single(named);
            return named[int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) - 1];
        });
    }
}
