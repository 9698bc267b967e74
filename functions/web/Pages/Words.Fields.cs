using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Coding;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    /// <summary>What a field is called, in German as rules and messages call it.</summary>
    public string FieldName(string name) => !_english && FieldNames.All.Contains(name) ? ItemFieldLabels.Of(name) : name switch
    {
        FieldNames.InvoiceNumber => "Invoice number",
        FieldNames.TypeCode => "Type code",
        FieldNames.IssueDate => "Invoice date",
        FieldNames.DueDate => "Due date",
        FieldNames.DeliveryDate => "Delivery date",
        FieldNames.ServicePeriodStart => "Service from",
        FieldNames.ServicePeriodEnd => "Service until",
        FieldNames.Currency => "Currency",
        FieldNames.NetTotal => "Net",
        FieldNames.TaxTotal => "VAT",
        FieldNames.GrossTotal => "Gross",
        FieldNames.PrepaidAmount => "Prepaid",
        FieldNames.Payable => "Payable",
        FieldNames.SellerName => "Seller",
        FieldNames.SellerAddress => "Address",
        FieldNames.SellerVatId => "VAT id",
        FieldNames.SellerTaxNumber => "Tax number",
        FieldNames.SellerIban => "IBAN",
        FieldNames.SellerBic => "BIC",
        FieldNames.AccountHolder => "Account holder",
        FieldNames.PaymentMeans => "Payment means (code)",
        FieldNames.MandateReference => "Mandate reference",
        FieldNames.CreditorIdentifier => "Creditor identifier",
        FieldNames.BuyerName => "Buyer",
        FieldNames.BuyerVatId => "VAT id of the buyer",
        FieldNames.BuyerReference => "Buyer reference",
        FieldNames.OrderNumber => "Order number",
        FieldNames.ContractNumber => "Contract number",
        FieldNames.CustomerNumber => "Customer number",
        FieldNames.PrecedingInvoice => "Preceding invoice",
        FieldNames.PaymentReference => "Payment reference",
        "client" => Client,
        "supplier" => Supplier,
        "property" => Property,
        "purchaseOrder" => PurchaseOrder,
        "damage" => Damage,
        "equipment" => Equipment,
        "invoiceGroup" => InvoiceGroup,
        RequiredNames.Coding => Coding,
        "number" => Say("Nummer", "Number"),
        StatusRows.StatusField => ReviewStatus,
        StatusRows.NoteField => Say("Notiz", "Note"),
        _ => CodingChanges.LineOf(name) is { } line ? CodingLine(line) : name,
    };
}
