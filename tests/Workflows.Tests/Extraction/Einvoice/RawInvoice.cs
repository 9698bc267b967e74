using System.Globalization;
using System.Xml.Linq;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>What an invoice says, found by another hand: by element names alone, from the standard's own mapping of terms
/// to elements. Written apart from the product's tables, to hold them against it.</summary>
internal static class RawInvoice
{
    public static Dictionary<string, string> Fields(XDocument document)
    {
        var root = document.Root!;
        var all = root.Name.LocalName switch
        {
            "CrossIndustryInvoice" => Cii(root, "SupplyChainTradeTransaction", "ApplicableHeaderTrade", "ExchangedDocument", "SpecifiedTradeSettlementHeaderMonetarySummation", "IssuerAssignedID"),
            "CrossIndustryDocument" => Cii(root, "SpecifiedSupplyChainTradeTransaction", "ApplicableSupplyChainTrade", "HeaderExchangedDocument", "SpecifiedTradeSettlementMonetarySummation", "ID"),
            "Invoice" when root.Name.NamespaceName.EndsWith("CBFBUY:5", StringComparison.Ordinal) =>
                Cii(root, "SpecifiedSupplyChainTradeTransaction", "ApplicableSupplyChainTrade", "HeaderExchangedDocument", "SpecifiedTradeSettlementMonetarySummation", "ID"),
            _ => Ubl(root),
        };
        return all.Where(field => field.Value.Length > 0).ToDictionary();
    }

    public static IEnumerable<XElement> Lines(XDocument document) => document.Root!.Name.LocalName switch
    {
        "Invoice" when document.Root.Name.NamespaceName.Contains("ubl", StringComparison.Ordinal) => All(document.Root, "InvoiceLine"),
        "CreditNote" => All(document.Root, "CreditNoteLine"),
        _ => document.Root.Elements().SelectMany(part => All(part, "IncludedSupplyChainTradeLineItem")),
    };

    /// <summary>The text of the first element on a path of names that has one.</summary>
    public static string Text(XElement from, string path) =>
        All(from, path).Select(element => element.Value.Trim()).FirstOrDefault(text => text.Length > 0) ?? "";

    public static IEnumerable<XElement> All(XElement from, string path) => path.Split('/').Aggregate(
        Enumerable.Repeat(from, 1), (at, name) => at.SelectMany(element => element.Elements().Where(child => child.Name.LocalName == name)));

    private static Dictionary<string, string> Ubl(XElement root)
    {
        var seller = All(root, "AccountingSupplierParty/Party").First();
        var buyer = All(root, "AccountingCustomerParty/Party").First();
        var currency = Text(root, "DocumentCurrencyCode");
        var account = All(root, "PaymentMeans/PayeeFinancialAccount").FirstOrDefault(found => Text(found, "ID").Length > 0) ?? new XElement("none");
        var address = All(seller, "PostalAddress").First();
        string Tax(XElement party, bool vat) => Text(
            new XElement("x", All(party, "PartyTaxScheme").Where(scheme => Text(scheme, "TaxScheme/ID") == "VAT" == vat)), "PartyTaxScheme/CompanyID");
        return new Dictionary<string, string>
        {
            [FieldNames.InvoiceNumber] = Text(root, "ID"),
            [FieldNames.TypeCode] = Text(root, "InvoiceTypeCode") + Text(root, "CreditNoteTypeCode"),
            [FieldNames.IssueDate] = Text(root, "IssueDate"),
            [FieldNames.DueDate] = Text(root, "DueDate"),
            [FieldNames.DeliveryDate] = Text(root, "Delivery/ActualDeliveryDate"),
            [FieldNames.ServicePeriodStart] = Text(root, "InvoicePeriod/StartDate"),
            [FieldNames.ServicePeriodEnd] = Text(root, "InvoicePeriod/EndDate"),
            [FieldNames.Currency] = currency,
            [FieldNames.NetTotal] = Text(root, "LegalMonetaryTotal/TaxExclusiveAmount"),
            [FieldNames.TaxTotal] = InCurrency(All(root, "TaxTotal/TaxAmount"), currency),
            [FieldNames.GrossTotal] = Text(root, "LegalMonetaryTotal/TaxInclusiveAmount"),
            [FieldNames.PrepaidAmount] = Text(root, "LegalMonetaryTotal/PrepaidAmount"),
            [FieldNames.Payable] = Text(root, "LegalMonetaryTotal/PayableAmount"),
            [FieldNames.SellerName] = Text(seller, "PartyLegalEntity/RegistrationName"),
            [FieldNames.SellerAddress] = Address(
                Text(address, "StreetName"), Text(address, "AdditionalStreetName"), Text(address, "AddressLine/Line"),
                Text(address, "PostalZone"), Text(address, "CityName"), Text(address, "CountrySubentity"), Text(address, "Country/IdentificationCode")),
            [FieldNames.SellerVatId] = Tax(seller, true),
            [FieldNames.SellerTaxNumber] = Tax(seller, false),
            [FieldNames.SellerIban] = Text(account, "ID"),
            [FieldNames.SellerBic] = Text(account, "FinancialInstitutionBranch/ID"),
            [FieldNames.AccountHolder] = Text(account, "Name"),
            [FieldNames.PaymentMeans] = Text(root, "PaymentMeans/PaymentMeansCode"),
            [FieldNames.MandateReference] = Text(root, "PaymentMeans/PaymentMandate/ID"),
            [FieldNames.CreditorIdentifier] = All(seller, "PartyIdentification/ID").FirstOrDefault(id => (string?)id.Attribute("schemeID") == "SEPA")?.Value ?? "",
            [FieldNames.BuyerName] = Text(buyer, "PartyLegalEntity/RegistrationName"),
            [FieldNames.BuyerVatId] = Tax(buyer, true),
            [FieldNames.BuyerReference] = Text(root, "BuyerReference"),
            [FieldNames.OrderNumber] = Text(root, "OrderReference/ID"),
            [FieldNames.ContractNumber] = Text(root, "ContractDocumentReference/ID"),
            [FieldNames.CustomerNumber] = All(buyer, "PartyIdentification/ID").FirstOrDefault(id => id.Attribute("schemeID") is null)?.Value ?? "",
            [FieldNames.PrecedingInvoice] = Text(root, "BillingReference/InvoiceDocumentReference/ID"),
            [FieldNames.PaymentReference] = Text(root, "PaymentMeans/PaymentID"),
        };
    }

    private static Dictionary<string, string> Cii(XElement root, string transaction, string header, string document, string sums, string id)
    {
        var agreement = All(root, transaction + "/" + header + "Agreement").First();
        var delivery = All(root, transaction + "/" + header + "Delivery").FirstOrDefault() ?? new XElement("none");
        var settlement = All(root, transaction + "/" + header + "Settlement").First();
        var seller = All(agreement, "SellerTradeParty").First();
        var buyer = All(agreement, "BuyerTradeParty").First();
        var address = All(seller, "PostalTradeAddress").FirstOrDefault() ?? new XElement("none");
        var currency = Text(settlement, "InvoiceCurrencyCode");
        var means = All(settlement, "SpecifiedTradeSettlementPaymentMeans")
            .FirstOrDefault(found => Text(found, "PayeePartyCreditorFinancialAccount/IBANID").Length > 0) ?? new XElement("none");
        string Tax(XElement party, string scheme) => All(party, "SpecifiedTaxRegistration/ID")
            .FirstOrDefault(registration => (string?)registration.Attribute("schemeID") == scheme)?.Value.Trim() ?? "";
        return new Dictionary<string, string>
        {
            [FieldNames.InvoiceNumber] = Text(root, document + "/ID"),
            [FieldNames.TypeCode] = Text(root, document + "/TypeCode"),
            [FieldNames.IssueDate] = Day(Text(root, document + "/IssueDateTime")),
            [FieldNames.DueDate] = Day(Text(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime")),
            [FieldNames.DeliveryDate] = Day(Text(delivery, "ActualDeliverySupplyChainEvent/OccurrenceDateTime")),
            [FieldNames.ServicePeriodStart] = Day(Text(settlement, "BillingSpecifiedPeriod/StartDateTime")),
            [FieldNames.ServicePeriodEnd] = Day(Text(settlement, "BillingSpecifiedPeriod/EndDateTime")),
            [FieldNames.Currency] = currency,
            [FieldNames.NetTotal] = Text(settlement, sums + "/TaxBasisTotalAmount"),
            [FieldNames.TaxTotal] = InCurrency(All(settlement, sums + "/TaxTotalAmount"), currency),
            [FieldNames.GrossTotal] = Text(settlement, sums + "/GrandTotalAmount"),
            [FieldNames.PrepaidAmount] = Text(settlement, sums + "/TotalPrepaidAmount"),
            [FieldNames.Payable] = Text(settlement, sums + "/DuePayableAmount"),
            [FieldNames.SellerName] = Text(seller, "Name"),
            [FieldNames.SellerAddress] = Address(
                Text(address, "LineOne"), Text(address, "LineTwo"), Text(address, "LineThree"),
                Text(address, "PostcodeCode"), Text(address, "CityName"), Text(address, "CountrySubDivisionName"), Text(address, "CountryID")),
            [FieldNames.SellerVatId] = Tax(seller, "VA"),
            [FieldNames.SellerTaxNumber] = Tax(seller, "FC"),
            [FieldNames.SellerIban] = Text(means, "PayeePartyCreditorFinancialAccount/IBANID"),
            [FieldNames.SellerBic] = Text(means, "PayeeSpecifiedCreditorFinancialInstitution/BICID"),
            [FieldNames.AccountHolder] = Text(means, "PayeePartyCreditorFinancialAccount/AccountName"),
            [FieldNames.PaymentMeans] = Text(settlement, "SpecifiedTradeSettlementPaymentMeans/TypeCode"),
            [FieldNames.MandateReference] = Text(settlement, "SpecifiedTradePaymentTerms/DirectDebitMandateID"),
            [FieldNames.CreditorIdentifier] = Text(settlement, "CreditorReferenceID"),
            [FieldNames.BuyerName] = Text(buyer, "Name"),
            [FieldNames.BuyerVatId] = Tax(buyer, "VA"),
            [FieldNames.BuyerReference] = Text(agreement, "BuyerReference"),
            [FieldNames.OrderNumber] = Text(agreement, "BuyerOrderReferencedDocument/" + id),
            [FieldNames.ContractNumber] = Text(agreement, "ContractReferencedDocument/" + id),
            [FieldNames.CustomerNumber] = Text(buyer, "ID"),
            [FieldNames.PrecedingInvoice] = Text(settlement, "InvoiceReferencedDocument/" + id),
            [FieldNames.PaymentReference] = Text(settlement, "PaymentReference"),
        };
    }

    public static string Day(string written) => written.Length == 8
        ? DateOnly.ParseExact(written, "yyyyMMdd", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : written;

    private static string InCurrency(IEnumerable<XElement> amounts, string currency) =>
        amounts.FirstOrDefault(amount => (string?)amount.Attribute("currencyID") is not { } stated || stated == currency || currency.Length == 0)?.Value.Trim() ?? "";

    private static string Address(string street, string addition, string third, string postcode, string town, string region, string country) =>
        string.Join(", ", new[] { street, addition, third, (postcode + " " + town).Trim(), region, country }.Where(part => part.Length > 0));
}
