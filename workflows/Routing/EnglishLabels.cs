using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing;

/// <summary>What the fields of rules are called in English.</summary>
internal static class EnglishLabels
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        [FieldNames.InvoiceNumber] = "Invoice number",
        [FieldNames.TypeCode] = "Invoice type",
        [FieldNames.IssueDate] = "Invoice date",
        [FieldNames.DueDate] = "Due on",
        [FieldNames.DeliveryDate] = "Delivery date",
        [FieldNames.ServicePeriodStart] = "Service period from",
        [FieldNames.ServicePeriodEnd] = "Service period until",
        [FieldNames.Currency] = "Currency",
        [FieldNames.NetTotal] = "Net total",
        [FieldNames.TaxTotal] = "VAT",
        [FieldNames.GrossTotal] = "Gross total",
        [FieldNames.PrepaidAmount] = "Paid already",
        [FieldNames.Payable] = "Amount payable",
        [FieldNames.SellerName] = "Seller",
        [FieldNames.SellerAddress] = "Seller's address",
        [FieldNames.SellerVatId] = "Seller's VAT id",
        [FieldNames.SellerTaxNumber] = "Seller's tax number",
        [FieldNames.SellerIban] = "IBAN",
        [FieldNames.SellerBic] = "BIC",
        [FieldNames.AccountHolder] = "Account holder",
        [FieldNames.PaymentMeans] = "Means of payment",
        [FieldNames.MandateReference] = "Mandate reference",
        [FieldNames.CreditorIdentifier] = "Creditor identifier",
        [FieldNames.BuyerName] = "Buyer",
        [FieldNames.BuyerVatId] = "Buyer's VAT id",
        [FieldNames.BuyerReference] = "Buyer reference",
        [FieldNames.OrderNumber] = "Order number on the invoice",
        [FieldNames.ContractNumber] = "Contract number",
        [FieldNames.CustomerNumber] = "Customer number",
        [FieldNames.PrecedingInvoice] = "Preceding invoice",
        [FieldNames.PaymentReference] = "Payment reference",
        ["kind"] = "Kind of route",
        ["source"] = "Document source",
        ["sender"] = "Sender of the mail",
        ["subject"] = "Subject",
        ["client"] = "Client",
        ["supplier"] = "Supplier number",
        ["purchaseOrder"] = "Order number",
        ["property"] = "Property number",
        ["invoiceGroup"] = "Invoice group",
        ["numberRange"] = "Number range",
        ["reviewStatus"] = "Review status",
        ["format"] = "Format of the e-invoice",
        ["isDuplicate"] = "Duplicate",
        ["hasSameNumber"] = "Same number, other amount",
        ["isRejected"] = "Rejected",
        ["errors"] = "Number of errors",
        ["warnings"] = "Number of warnings",
        ["receivedDate"] = "Received on",
        ["payBy"] = "Pay by",
        ["today"] = "Today",
        ["cashDiscountUntil"] = "Cash discount until",
        ["supplier.name"] = "Supplier: name",
        ["supplier.country"] = "Supplier: country",
        ["supplier.city"] = "Supplier: city",
        ["supplier.postCode"] = "Supplier: post code",
        ["supplier.vatId"] = "Supplier: VAT id",
        ["supplier.account"] = "Supplier: account",
        ["supplier.digitalInvoices"] = "Supplier: digital invoices",
        ["supplier.acceptsWithoutOrder"] = "Supplier: also without order",
        ["purchaseOrder.number"] = "Order: number",
        ["purchaseOrder.value"] = "Order: value",
        ["purchaseOrder.date"] = "Order: date",
        ["purchaseOrder.text"] = "Order: text",
        ["purchaseOrder.supplier"] = "Order: supplier",
        ["purchaseOrder.property"] = "Order: property",
        ["purchaseOrder.unit"] = "Order: unit",
        ["purchaseOrder.closed"] = "Order: closed",
        ["property.number"] = "Property: number",
        ["property.name"] = "Property: name",
        ["property.street"] = "Property: street",
        ["property.city"] = "Property: city",
        ["property.postCode"] = "Property: post code",
        ["property.country"] = "Property: country",
        ["property.client"] = "Property: client",
        ["client.kind"] = "Client: kind",
        ["lines.name"] = "Line: name",
        ["lines.description"] = "Line: description",
        ["lines.quantity"] = "Line: quantity",
        ["lines.unit"] = "Line: unit",
        ["lines.unitPrice"] = "Line: unit price",
        ["lines.netAmount"] = "Line: net amount",
        ["lines.taxRate"] = "Line: tax rate",
        ["lines.taxCategory"] = "Line: tax category",
        ["coding.amount"] = "Coding: amount",
        ["coding.account"] = "Coding: account",
        ["coding.taxKey"] = "Coding: tax key",
        ["coding.costCentre"] = "Coding: cost centre",
        ["coding.costType"] = "Coding: cost type",
        ["coding.property"] = "Coding: property",
        ["coding.unit"] = "Coding: unit",
        ["coding.order"] = "Coding: order",
        ["coding.text"] = "Coding: text",
        ["taxes.category"] = "Tax: category",
        ["taxes.rate"] = "Tax: rate",
        ["taxes.basis"] = "Tax: basis",
        ["taxes.amount"] = "Tax: amount",
    };

    // The attributes of linked records are the ERP's; only the record has a name of ours.
    private static readonly Dictionary<string, string> Records = new()
    {
        ["damage"] = "Damage",
        ["equipment"] = "Equipment",
        ["work"] = "Work",
        ["defect"] = "Defect",
        ["notice"] = "Notice",
        ["contract"] = "Contract",
        ["ticket"] = "Ticket",
    };

    /// <summary>What a record of the ERP is called, by its name in rules.</summary>
    public static IReadOnlyDictionary<string, string> OfRecords => Records;

    /// <summary>The field's name in English; null for what has none of ours, such as a function.</summary>
    public static string? Of(string field)
    {
        if (Labels.TryGetValue(field, out var label)) return label;
        if (field.StartsWith(RuleFields.VariablePrefix, StringComparison.Ordinal)) return "Variable " + field[RuleFields.VariablePrefix.Length..];
        return field.Split('.', 2) is [var record, { Length: > 0 } attribute] && Records.TryGetValue(record, out var name)
            ? $"{name}: {attribute}"
            : null;
    }
}
