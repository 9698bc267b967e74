namespace Serverless.Workflows.Tenancy.Master;

/// <summary>A company that sends invoices (Kreditor).</summary>
public sealed record Supplier
{
    /// <summary>The number in the ERP; unique in the tenant.</summary>
    public required string Number { get; init; }

    public required string Name { get; init; }

    /// <summary>Without blanks, upper case.</summary>
    public string? VatId { get; init; }

    public string? TaxNumber { get; init; }

    /// <summary>Without blanks, upper case.</summary>
    public IReadOnlyList<string> Ibans { get; init; } = [];

    /// <summary>The part after the @ of addresses that its invoices come from, lower case.</summary>
    public IReadOnlyList<string> MailDomains { get; init; } = [];

    public string? Street { get; init; }

    public string? PostCode { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166, two letters.</summary>
    public string Country { get; init; } = "DE";

    /// <summary>The subledger account (Kreditorenkonto).</summary>
    public string? Account { get; init; }

    /// <summary>Whether it may send digital invoices.</summary>
    public bool DigitalInvoices { get; init; }

    /// <summary>When it agreed to digital invoices.</summary>
    public DateOnly? ConsentDate { get; init; }

    /// <summary>What it agreed to, in words.</summary>
    public string? ConsentText { get; init; }

    /// <summary>Whether its invoices are accepted without an order.</summary>
    public bool AcceptsWithoutOrder { get; init; }
}

/// <summary>An order placed with a supplier (Auftrag).</summary>
public sealed record PurchaseOrder
{
    public required string Number { get; init; }

    /// <summary>The supplier's number.</summary>
    public required string Supplier { get; init; }

    /// <summary>The property's number.</summary>
    public string? Property { get; init; }

    /// <summary>The unit's number within the property.</summary>
    public string? Unit { get; init; }

    public DateOnly? Date { get; init; }

    public string? Text { get; init; }

    /// <summary>Ordered value, gross.</summary>
    public decimal? Value { get; init; }

    /// <summary>No more invoices are expected.</summary>
    public bool Closed { get; init; }

    /// <summary>The numbers of the records that it is linked with, one of a kind.</summary>
    public IReadOnlyDictionary<ErpRecordKind, string> Records { get; init; } = new Dictionary<ErpRecordKind, string>();
}
