using Serverless.Workflows.Extraction.Einvoice.Terms;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Gives the terms of EN 16931 the product's own names.</summary>
internal static class ReadingOf
{
    private static readonly (string Field, string Term)[] Fields =
    [
        (FieldNames.InvoiceNumber, "BT-1"),
        (FieldNames.TypeCode, "BT-3"),
        (FieldNames.IssueDate, "BT-2"),
        (FieldNames.DueDate, "BT-9"),
        (FieldNames.DeliveryDate, "BT-72"),
        (FieldNames.ServicePeriodStart, "BT-73"),
        (FieldNames.ServicePeriodEnd, "BT-74"),
        (FieldNames.Currency, "BT-5"),
        (FieldNames.NetTotal, "BT-109"),
        (FieldNames.TaxTotal, "BT-110"),
        (FieldNames.GrossTotal, "BT-112"),
        (FieldNames.PrepaidAmount, "BT-113"),
        (FieldNames.Payable, "BT-115"),
        (FieldNames.SellerName, "BT-27"),
        (FieldNames.SellerVatId, "BT-31"),
        (FieldNames.SellerTaxNumber, "BT-32"),
        (FieldNames.SellerIban, "BT-84"),
        (FieldNames.SellerBic, "BT-86"),
        (FieldNames.AccountHolder, "BT-85"),
        (FieldNames.PaymentMeans, "BT-81"),
        (FieldNames.MandateReference, "BT-89"),
        (FieldNames.CreditorIdentifier, "BT-90"),
        (FieldNames.BuyerName, "BT-44"),
        (FieldNames.BuyerVatId, "BT-48"),
        (FieldNames.BuyerReference, "BT-10"),
        (FieldNames.OrderNumber, "BT-13"),
        (FieldNames.ContractNumber, "BT-12"),
        (FieldNames.CustomerNumber, "BT-46"),
        (FieldNames.PrecedingInvoice, "BT-25"),
        (FieldNames.PaymentReference, "BT-83"),
    ];

    private static readonly string[] AddressParts = ["BT-35", "BT-36", "BT-162", "BT-38", "BT-37", "BT-39", "BT-40"];

    public static InvoiceReading Invoice(EInvoice invoice, IReadOnlyList<Check> checks)
    {
        var fields = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var (field, term) in Fields)
        {
            if (invoice.Header.TryGetValue(term, out var value)) fields[field] = Found(value.Value, value.Where);
        }

        if (SellerAddress(invoice) is { } address) fields[FieldNames.SellerAddress] = address;
        return new InvoiceReading(
            invoice.Format, fields, [.. invoice.Lines.Select(line => Line(line.Terms))], [.. invoice.Taxes.Select(Tax)],
            invoice.CashDiscounts, checks);
    }

    private static Field Found(string value, string where) => new(value, FieldSource.Einvoice, 1, where);

    /// <summary>In one line: street, additions, postcode and town, region, country code.</summary>
    private static Field? SellerAddress(EInvoice invoice)
    {
        var town = string.Join(' ', Stated(invoice["BT-38"], invoice["BT-37"]));
        var parts = Stated(invoice["BT-35"], invoice["BT-36"], invoice["BT-162"], town, invoice["BT-39"], invoice["BT-40"]).ToList();
        if (parts.Count == 0) return null;
        // The parts stand below cac:PostalAddress or ram:PostalTradeAddress; that element is the address.
        var where = AddressParts.Select(invoice.Where).First(place => place is not null)!;
        return Found(string.Join(", ", parts), where[..where.IndexOf('/', where.IndexOf("Postal", StringComparison.Ordinal))]);
    }

    private static IEnumerable<string> Stated(params string?[] parts) => parts.OfType<string>().Where(part => part.Length > 0);

    private static InvoiceLine Line(EInvoiceTerms line) => new(
        Id: line["BT-126"], Name: line["BT-153"], Description: line["BT-154"], Quantity: line["BT-129"], Unit: line["BT-130"],
        UnitPrice: line["BT-146"], PriceBaseQuantity: line["BT-149"], NetAmount: line["BT-131"], TaxCategory: line["BT-151"],
        TaxRate: line["BT-152"], OrderLine: line["BT-132"], PeriodStart: line["BT-134"], PeriodEnd: line["BT-135"],
        SellerItemId: line["BT-155"]);

    private static TaxShare Tax(EInvoiceTerms row) => new(
        Category: row["BT-118"], Rate: row["BT-119"], Basis: row["BT-116"], Amount: row["BT-117"], ExemptionReason: row["BT-120"]);
}
