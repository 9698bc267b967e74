namespace Serverless.Workflows.Extraction;

/// <summary>Where a value came from.</summary>
public enum FieldSource
{
    /// <summary>The structured part of an e-invoice.</summary>
    Einvoice,

    /// <summary>The text layer of a document.</summary>
    Text,

    /// <summary>A position learned for this supplier.</summary>
    Learned,

    /// <summary>Local character recognition.</summary>
    Ocr,

    /// <summary>A cloud reader.</summary>
    Cloud,

    /// <summary>A person.</summary>
    User,
}

/// <summary>A value read from an invoice, with where it came from.</summary>
/// <param name="Value">Amounts as decimal text with a point, dates as ISO 8601 (yyyy-MM-dd), else the text as read.</param>
/// <param name="Source">Which reader found it.</param>
/// <param name="Confidence">From 0 to 1; 1 for e-invoices and persons.</param>
/// <param name="Where">An XML path, or page and box as fractions of the page from its top left
/// (<c>p1 0.12,0.30,0.25,0.02</c>), or null where nothing more is known.</param>
public sealed record Field(string Value, FieldSource Source, double Confidence, string? Where);

/// <summary>The names of the fields of an invoice.</summary>
public static class FieldNames
{
    public const string InvoiceNumber = "invoiceNumber";
    public const string TypeCode = "typeCode";
    public const string IssueDate = "issueDate";
    public const string DueDate = "dueDate";
    public const string DeliveryDate = "deliveryDate";
    public const string ServicePeriodStart = "servicePeriodStart";
    public const string ServicePeriodEnd = "servicePeriodEnd";
    public const string Currency = "currency";
    public const string NetTotal = "netTotal";
    public const string TaxTotal = "taxTotal";
    public const string GrossTotal = "grossTotal";
    public const string PrepaidAmount = "prepaidAmount";
    public const string Payable = "payable";
    public const string SellerName = "sellerName";
    public const string SellerAddress = "sellerAddress";
    public const string SellerVatId = "sellerVatId";
    public const string SellerTaxNumber = "sellerTaxNumber";
    public const string SellerIban = "sellerIban";
    public const string SellerBic = "sellerBic";
    public const string AccountHolder = "accountHolder";
    public const string PaymentMeans = "paymentMeans";
    public const string MandateReference = "mandateReference";
    public const string CreditorIdentifier = "creditorIdentifier";
    public const string BuyerName = "buyerName";
    public const string BuyerVatId = "buyerVatId";
    public const string BuyerReference = "buyerReference";
    public const string OrderNumber = "orderNumber";
    public const string ContractNumber = "contractNumber";
    public const string CustomerNumber = "customerNumber";
    public const string PrecedingInvoice = "precedingInvoice";
    public const string PaymentReference = "paymentReference";

    /// <summary>All of them, in the order in which a page shows them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        InvoiceNumber, TypeCode, IssueDate, DueDate, DeliveryDate, ServicePeriodStart, ServicePeriodEnd, Currency,
        NetTotal, TaxTotal, GrossTotal, PrepaidAmount, Payable, SellerName, SellerAddress, SellerVatId,
        SellerTaxNumber, SellerIban, SellerBic, AccountHolder, PaymentMeans, MandateReference, CreditorIdentifier,
        BuyerName, BuyerVatId, BuyerReference, OrderNumber, ContractNumber, CustomerNumber, PrecedingInvoice,
        PaymentReference,
    ];
}
