using static Serverless.Workflows.Extraction.Einvoice.Terms.TermKind;

namespace Serverless.Workflows.Extraction.Einvoice.Terms;

/// <summary>The terms of one invoice line, from the line's element.</summary>
internal static class LineTerms
{
    private const string CiiAgreement = "ram:SpecifiedLineTradeAgreement";
    private const string CiiSettlement = "ram:SpecifiedLineTradeSettlement";
    private const string CiiQuantity = "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity";
    private const string UblQuantity = "cbc:InvoicedQuantity else cbc:CreditedQuantity";

    public static IReadOnlyList<Term> All { get; } =
    [
        new("BT-126", "Positionsnummer", Text, "cbc:ID", "ram:AssociatedDocumentLineDocument/ram:LineID"),
        new("BT-129", "Menge", Number, UblQuantity, CiiQuantity),
        new("BT-130", "Einheit", Text, "cbc:InvoicedQuantity/@unitCode else cbc:CreditedQuantity/@unitCode", CiiQuantity + "/@unitCode"),
        new("BT-131", "Nettobetrag der Position", Amount,
            "cbc:LineExtensionAmount",
            CiiSettlement + "/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"),
        new("BT-132", "Bestellposition", Text,
            "cac:OrderLineReference/cbc:LineID", CiiAgreement + "/ram:BuyerOrderReferencedDocument/ram:LineID"),
        new("BT-134", "Beginn des Zeitraums der Position", PeriodStart,
            "cac:InvoicePeriod/cbc:StartDate", CiiSettlement + "/ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString"),
        new("BT-135", "Ende des Zeitraums der Position", PeriodEnd,
            "cac:InvoicePeriod/cbc:EndDate", CiiSettlement + "/ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString"),
        new("BT-146", "Preis", Amount, "cac:Price/cbc:PriceAmount", CiiAgreement + "/ram:NetPriceProductTradePrice/ram:ChargeAmount"),
        new("BT-149", "Preis je Menge", Number,
            "cac:Price/cbc:BaseQuantity", CiiAgreement + "/ram:NetPriceProductTradePrice/ram:BasisQuantity"),
        new("BT-151", "Steuerkategorie der Position", Text,
            "cac:Item/cac:ClassifiedTaxCategory/cbc:ID", CiiSettlement + "/ram:ApplicableTradeTax/ram:CategoryCode"),
        new("BT-152", "Steuersatz der Position", Number,
            "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", CiiSettlement + "/ram:ApplicableTradeTax/ram:RateApplicablePercent"),
        new("BT-153", "Artikel", Text, "cac:Item/cbc:Name", "ram:SpecifiedTradeProduct/ram:Name"),
        new("BT-154", "Artikelbeschreibung", Text, "cac:Item/cbc:Description", "ram:SpecifiedTradeProduct/ram:Description"),
        new("BT-155", "Artikelnummer des Verkäufers", Text,
            "cac:Item/cac:SellersItemIdentification/cbc:ID", "ram:SpecifiedTradeProduct/ram:SellerAssignedID"),
    ];
}
