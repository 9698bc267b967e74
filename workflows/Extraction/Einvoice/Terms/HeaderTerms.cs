using static Serverless.Workflows.Extraction.Einvoice.Terms.TermKind;

namespace Serverless.Workflows.Extraction.Einvoice.Terms;

/// <summary>The terms of EN 16931 that stand once for the whole invoice.</summary>
internal static class HeaderTerms
{
    private const string Document = "rsm:ExchangedDocument";
    private const string Transaction = "rsm:SupplyChainTradeTransaction";
    private const string Agreement = Transaction + "/ram:ApplicableHeaderTradeAgreement";
    private const string Delivery = Transaction + "/ram:ApplicableHeaderTradeDelivery";
    private const string Settlement = Transaction + "/ram:ApplicableHeaderTradeSettlement";
    private const string Sums = Settlement + "/ram:SpecifiedTradeSettlementHeaderMonetarySummation";
    private const string Terms = Settlement + "/ram:SpecifiedTradePaymentTerms";
    private const string Means = Settlement + "/ram:SpecifiedTradeSettlementPaymentMeans";
    private const string CiiSeller = Agreement + "/ram:SellerTradeParty";
    private const string CiiBuyer = Agreement + "/ram:BuyerTradeParty";
    private const string CiiAddress = CiiSeller + "/ram:PostalTradeAddress";
    private const string UblSeller = "cac:AccountingSupplierParty/cac:Party";
    private const string UblBuyer = "cac:AccountingCustomerParty/cac:Party";
    private const string UblAddress = UblSeller + "/cac:PostalAddress";
    private const string UblTotals = "cac:LegalMonetaryTotal";

    private const string CiiAccount = "ram:PayeePartyCreditorFinancialAccount";

    // Bank, holder and number must belong to one account: the first that has a number, an IBAN before any other.
    private const string UblAccount = "(cac:PaymentMeans/cac:PayeeFinancialAccount[normalize-space(cbc:ID) != ''])[1]";
    private const string CiiIbanMeans = "(" + Means + "[normalize-space(" + CiiAccount + "/ram:IBANID) != ''])[1]";
    private const string CiiOtherMeans =
        "(" + Settlement + "[not(ram:SpecifiedTradeSettlementPaymentMeans/" + CiiAccount + "/ram:IBANID[normalize-space() != ''])]"
        + "/ram:SpecifiedTradeSettlementPaymentMeans[normalize-space(" + CiiAccount + "/ram:ProprietaryID) != ''])[1]";

    public static IReadOnlyList<Term> All { get; } =
    [
        new("BT-1", "Rechnungsnummer", Text, "cbc:ID", Document + "/ram:ID"),
        new("BT-2", "Rechnungsdatum", Date, "cbc:IssueDate", Document + "/ram:IssueDateTime/udt:DateTimeString"),
        new("BT-3", "Rechnungsart", Text, "cbc:InvoiceTypeCode else cbc:CreditNoteTypeCode", Document + "/ram:TypeCode"),
        new("BT-5", "Währung", Text, "cbc:DocumentCurrencyCode", Settlement + "/ram:InvoiceCurrencyCode"),
        // A credit note in UBL has its due date in the payment means. Payment terms for cash discount have dates of their own.
        new("BT-9", "Fälligkeitsdatum", Date,
            "cbc:DueDate else cac:PaymentMeans/cbc:PaymentDueDate else cac:PaymentTerms/cbc:PaymentDueDate",
            Terms + "[not(ram:ApplicableTradePaymentDiscountTerms)]/ram:DueDateDateTime/udt:DateTimeString else "
            + Terms + "/ram:DueDateDateTime/udt:DateTimeString"),
        new("BT-10", "Käuferreferenz", Text, "cbc:BuyerReference", Agreement + "/ram:BuyerReference"),
        new("BT-12", "Vertragsnummer", Text,
            "cac:ContractDocumentReference/cbc:ID", Agreement + "/ram:ContractReferencedDocument/ram:IssuerAssignedID"),
        // UBL cannot give the seller's order number without the buyer's; NA says that there is none.
        new("BT-13", "Bestellnummer", Text,
            "cac:OrderReference[not(cbc:SalesOrderID and normalize-space(cbc:ID) = 'NA')]/cbc:ID", Agreement + "/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"),
        new("BT-25", "Vorausgegangene Rechnung", Text,
            "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
            Settlement + "/ram:InvoiceReferencedDocument/ram:IssuerAssignedID"),

        new("BT-27", "Name des Verkäufers", Text,
            UblSeller + "/cac:PartyLegalEntity/cbc:RegistrationName else " + UblSeller + "/cac:PartyName/cbc:Name",
            CiiSeller + "/ram:Name else " + CiiSeller + "/ram:SpecifiedLegalOrganization/ram:TradingBusinessName"),
        new("BT-31", "USt-IdNr. des Verkäufers", Text,
            UblSeller + "/cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID) = 'VAT']/cbc:CompanyID",
            CiiSeller + "/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'VA']"),
        new("BT-32", "Steuernummer des Verkäufers", Text,
            UblSeller + "/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID[normalize-space() != '' and normalize-space() != 'VAT']]/cbc:CompanyID",
            CiiSeller + "/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'FC']"),
        new("BT-35", "Straße des Verkäufers", Text, UblAddress + "/cbc:StreetName", CiiAddress + "/ram:LineOne"),
        new("BT-36", "Adresszusatz des Verkäufers", Text, UblAddress + "/cbc:AdditionalStreetName", CiiAddress + "/ram:LineTwo"),
        new("BT-162", "Adresszusatz des Verkäufers", Text, UblAddress + "/cac:AddressLine/cbc:Line", CiiAddress + "/ram:LineThree"),
        new("BT-38", "Postleitzahl des Verkäufers", Text, UblAddress + "/cbc:PostalZone", CiiAddress + "/ram:PostcodeCode"),
        new("BT-37", "Ort des Verkäufers", Text, UblAddress + "/cbc:CityName", CiiAddress + "/ram:CityName"),
        new("BT-39", "Region des Verkäufers", Text, UblAddress + "/cbc:CountrySubentity", CiiAddress + "/ram:CountrySubDivisionName"),
        new("BT-40", "Land des Verkäufers", Text, UblAddress + "/cac:Country/cbc:IdentificationCode", CiiAddress + "/ram:CountryID"),

        new("BT-44", "Name des Käufers", Text,
            UblBuyer + "/cac:PartyLegalEntity/cbc:RegistrationName else " + UblBuyer + "/cac:PartyName/cbc:Name",
            CiiBuyer + "/ram:Name else " + CiiBuyer + "/ram:SpecifiedLegalOrganization/ram:TradingBusinessName"),
        // A buyer identifier with a scheme (GLN and the like) is known to the world; without one it is the number that the
        // seller keeps the buyer under. UBL also has an element of its own for that number.
        new("BT-46", "Kundennummer", Text,
            "cac:AccountingCustomerParty/cbc:SupplierAssignedAccountID else "
            + UblBuyer + "/cac:PartyIdentification/cbc:ID[normalize-space(@schemeID) = '']",
            CiiBuyer + "/ram:ID[normalize-space(@schemeID) = '']"),
        new("BT-48", "USt-IdNr. des Käufers", Text,
            UblBuyer + "/cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID) = 'VAT']/cbc:CompanyID",
            CiiBuyer + "/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'VA']"),

        new("BT-72", "Lieferdatum", Date,
            "cac:Delivery/cbc:ActualDeliveryDate",
            Delivery + "/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString"),
        new("BT-73", "Beginn des Leistungszeitraums", PeriodStart,
            "cac:InvoicePeriod/cbc:StartDate", Settlement + "/ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString"),
        new("BT-74", "Ende des Leistungszeitraums", PeriodEnd,
            "cac:InvoicePeriod/cbc:EndDate", Settlement + "/ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString"),

        new("BT-81", "Zahlungsart", Text, "cac:PaymentMeans/cbc:PaymentMeansCode", Means + "/ram:TypeCode"),
        new("BT-83", "Verwendungszweck", Text, "cac:PaymentMeans/cbc:PaymentID", Settlement + "/ram:PaymentReference"),
        new("BT-84", "IBAN", Text,
            "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID",
            Means + "/" + CiiAccount + "/ram:IBANID else " + Means + "/" + CiiAccount + "/ram:ProprietaryID"),
        new("BT-85", "Kontoinhaber", Text,
            UblAccount + "/cbc:Name",
            CiiIbanMeans + "/" + CiiAccount + "/ram:AccountName else " + CiiOtherMeans + "/" + CiiAccount + "/ram:AccountName"),
        new("BT-86", "BIC", Text,
            UblAccount + "/cac:FinancialInstitutionBranch/cbc:ID",
            CiiIbanMeans + "/ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID else "
            + CiiOtherMeans + "/ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"),
        new("BT-89", "Mandatsreferenz", Text, "cac:PaymentMeans/cac:PaymentMandate/cbc:ID", Terms + "/ram:DirectDebitMandateID"),
        new("BT-90", "Gläubiger-ID", Text,
            UblSeller + "/cac:PartyIdentification/cbc:ID[@schemeID = 'SEPA'] else "
            + "cac:PayeeParty/cac:PartyIdentification/cbc:ID[@schemeID = 'SEPA']",
            Settlement + "/ram:CreditorReferenceID"),

        new("BT-106", "Summe der Positionen", Amount, UblTotals + "/cbc:LineExtensionAmount", Sums + "/ram:LineTotalAmount"),
        new("BT-107", "Summe der Nachlässe", Amount, UblTotals + "/cbc:AllowanceTotalAmount", Sums + "/ram:AllowanceTotalAmount"),
        new("BT-108", "Summe der Zuschläge", Amount, UblTotals + "/cbc:ChargeTotalAmount", Sums + "/ram:ChargeTotalAmount"),
        new("BT-109", "Nettobetrag", Amount, UblTotals + "/cbc:TaxExclusiveAmount", Sums + "/ram:TaxBasisTotalAmount"),
        new("BT-110", "Steuerbetrag", Amount, "cac:TaxTotal/cbc:TaxAmount", Sums + "/ram:TaxTotalAmount"),
        new("BT-112", "Bruttobetrag", Amount, UblTotals + "/cbc:TaxInclusiveAmount", Sums + "/ram:GrandTotalAmount"),
        new("BT-113", "Bereits gezahlt", Amount, UblTotals + "/cbc:PrepaidAmount", Sums + "/ram:TotalPrepaidAmount"),
        new("BT-114", "Rundungsbetrag", Amount, UblTotals + "/cbc:PayableRoundingAmount", Sums + "/ram:RoundingAmount"),
        new("BT-115", "Zahlbetrag", Amount, UblTotals + "/cbc:PayableAmount", Sums + "/ram:DuePayableAmount"),
    ];
}
