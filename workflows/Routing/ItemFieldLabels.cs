using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing;

/// <summary>What the fields of an invoice are called in rules and their trace, German.</summary>
public static class ItemFieldLabels
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        [FieldNames.InvoiceNumber] = "Rechnungsnummer",
        [FieldNames.TypeCode] = "Rechnungsart",
        [FieldNames.IssueDate] = "Rechnungsdatum",
        [FieldNames.DueDate] = "Fällig am",
        [FieldNames.DeliveryDate] = "Lieferdatum",
        [FieldNames.ServicePeriodStart] = "Leistungszeitraum von",
        [FieldNames.ServicePeriodEnd] = "Leistungszeitraum bis",
        [FieldNames.Currency] = "Währung",
        [FieldNames.NetTotal] = "Nettobetrag",
        [FieldNames.TaxTotal] = "Umsatzsteuer",
        [FieldNames.GrossTotal] = "Bruttobetrag",
        [FieldNames.PrepaidAmount] = "Bereits gezahlt",
        [FieldNames.Payable] = "Zahlbetrag",
        [FieldNames.SellerName] = "Rechnungssteller",
        [FieldNames.SellerAddress] = "Anschrift des Rechnungsstellers",
        [FieldNames.SellerVatId] = "USt-IdNr. des Rechnungsstellers",
        [FieldNames.SellerTaxNumber] = "Steuernummer des Rechnungsstellers",
        [FieldNames.SellerIban] = "IBAN",
        [FieldNames.SellerBic] = "BIC",
        [FieldNames.AccountHolder] = "Kontoinhaber",
        [FieldNames.PaymentMeans] = "Zahlungsart",
        [FieldNames.MandateReference] = "Mandatsreferenz",
        [FieldNames.CreditorIdentifier] = "Gläubiger-ID",
        [FieldNames.BuyerName] = "Rechnungsempfänger",
        [FieldNames.BuyerVatId] = "USt-IdNr. des Rechnungsempfängers",
        [FieldNames.BuyerReference] = "Referenz des Rechnungsempfängers",
        [FieldNames.OrderNumber] = "Auftragsnummer auf der Rechnung",
        [FieldNames.ContractNumber] = "Vertragsnummer",
        [FieldNames.CustomerNumber] = "Kundennummer",
        [FieldNames.PrecedingInvoice] = "Vorherige Rechnung",
        [FieldNames.PaymentReference] = "Verwendungszweck",
    };

    /// <summary>The label, or the name itself where it has none.</summary>
    public static string Of(string name) => Labels.GetValueOrDefault(name, name);
}
