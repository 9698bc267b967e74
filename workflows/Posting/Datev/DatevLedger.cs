using System.Globalization;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>Which book a voucher belongs to.</summary>
public enum DatevBook
{
    /// <summary>Rechnungseingang: the partner is a supplier.</summary>
    Payable,

    /// <summary>Rechnungsausgang: the partner is a customer, as for credit notes under § 14 UStG that one receives.</summary>
    Receivable,
}

/// <summary>The posting proposals of one voucher. All values are in the form that DATEV wants.</summary>
internal sealed record DatevLedger(
    DatevBook Book, DateOnly Date, decimal Total, string Currency, string InvoiceId, string? DeliveryDate, string? OrderId,
    IReadOnlyList<DatevLedgerRow> Rows)
{
    /// <summary>The month that the voucher's date lies in.</summary>
    public string Period => Date.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>One posting proposal (Belegsatz). Amounts are gross; below zero for a credit note.</summary>
internal sealed record DatevLedgerRow
{
    public required decimal Amount { get; init; }

    public string? AccountNo { get; init; }

    public string? BuCode { get; init; }

    public string? CostAmount { get; init; }

    public string? CostCategoryId { get; init; }

    public string? Tax { get; init; }

    public string? Information { get; init; }

    public string? BookingText { get; init; }

    public string? PartyId { get; init; }

    public string? InternalInvoiceId { get; init; }

    public string? VatId { get; init; }

    public string? Iban { get; init; }

    public string? Bic { get; init; }

    public DatevDiscount? First { get; init; }

    public DatevDiscount? Second { get; init; }

    public string? DueDate { get; init; }

    public string? PartnerAccount { get; init; }

    public required string PartnerName { get; init; }

    public string? PartnerCity { get; init; }
}

/// <summary>A tier of cash discount of one row.</summary>
internal sealed record DatevDiscount(decimal Amount, decimal Percent, DateOnly Until);
