using Serverless.Workflows.Approval;
using Serverless.Workflows.Extraction;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string FieldName(string name) => name switch
    {
        FieldNames.InvoiceNumber => Say("Rechnungsnummer", "Invoice number"),
        FieldNames.TypeCode => Say("Belegart (Code)", "Type code"),
        FieldNames.IssueDate => Say("Rechnungsdatum", "Invoice date"),
        FieldNames.DueDate => Say("Fälligkeit", "Due date"),
        FieldNames.DeliveryDate => Say("Leistungsdatum", "Delivery date"),
        FieldNames.ServicePeriodStart => Say("Leistung von", "Service from"),
        FieldNames.ServicePeriodEnd => Say("Leistung bis", "Service until"),
        FieldNames.Currency => Say("Währung", "Currency"),
        FieldNames.NetTotal => Say("Netto", "Net"),
        FieldNames.TaxTotal => Say("Umsatzsteuer", "VAT"),
        FieldNames.GrossTotal => Say("Brutto", "Gross"),
        FieldNames.PrepaidAmount => Say("Bereits gezahlt", "Prepaid"),
        FieldNames.Payable => Say("Zahlbetrag", "Payable"),
        FieldNames.SellerName => Say("Rechnungssteller", "Seller"),
        FieldNames.SellerAddress => Say("Anschrift", "Address"),
        FieldNames.SellerVatId => Say("USt-IdNr.", "VAT id"),
        FieldNames.SellerTaxNumber => Say("Steuernummer", "Tax number"),
        FieldNames.SellerIban => "IBAN",
        FieldNames.SellerBic => "BIC",
        FieldNames.AccountHolder => Say("Kontoinhaber", "Account holder"),
        FieldNames.PaymentMeans => Say("Zahlungsweg (Code)", "Payment means (code)"),
        FieldNames.MandateReference => Say("Mandatsreferenz", "Mandate reference"),
        FieldNames.CreditorIdentifier => Say("Gläubiger-ID", "Creditor identifier"),
        FieldNames.BuyerName => Say("Rechnungsempfänger", "Buyer"),
        FieldNames.BuyerVatId => Say("USt-IdNr. des Empfängers", "VAT id of the buyer"),
        FieldNames.BuyerReference => Say("Käuferreferenz", "Buyer reference"),
        FieldNames.OrderNumber => Say("Auftragsnummer", "Order number"),
        FieldNames.ContractNumber => Say("Vertragsnummer", "Contract number"),
        FieldNames.CustomerNumber => Say("Kundennummer", "Customer number"),
        FieldNames.PrecedingInvoice => Say("Vorherige Rechnung", "Preceding invoice"),
        FieldNames.PaymentReference => Say("Verwendungszweck", "Payment reference"),
        "client" => Client,
        "supplier" => Supplier,
        "property" => Property,
        "purchaseOrder" => PurchaseOrder,
        "damage" => Damage,
        "equipment" => Equipment,
        "invoiceGroup" => InvoiceGroup,
        "number" => Say("Nummer", "Number"),
        StatusRows.StatusField => ReviewStatus,
        StatusRows.NoteField => Say("Notiz", "Note"),
        _ => name,
    };
}
