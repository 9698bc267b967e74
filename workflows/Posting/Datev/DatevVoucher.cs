using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>Whose package it is.</summary>
/// <param name="Tenant">The tenant's id; with an item's id it makes the item's GUID at DATEV.</param>
/// <param name="TenantName">Named to DATEV as the company that the data comes from; cut after 40 characters.</param>
/// <param name="ClientName">The client whose books they are; cut after 36 characters.</param>
/// <param name="Client">The client's id; items of other clients are refused. Null takes items of any.</param>
public sealed record DatevClient(string Tenant, string TenantName, string ClientName, DatevSettings Settings, string? Client = null);

/// <summary>What the master data says about the other party of a voucher.</summary>
/// <param name="Account">The subledger account (Kreditor or Debitor).</param>
public sealed record DatevPartner(string? Account, string? City);

/// <summary>A voucher to hand over: what was read and coded, and the images that prove it.</summary>
public sealed record DatevVoucher
{
    /// <summary>The item's id.</summary>
    public required string Item { get; init; }

    /// <summary>The fields, lines, taxes and discounts of the invoice.</summary>
    public required InvoiceReading Reading { get; init; }

    /// <summary>Empty where it was not coded: then there is one posting proposal per tax rate, without accounts.</summary>
    public IReadOnlyList<CodingLine> Coding { get; init; } = [];

    /// <summary>The number drawn for it in the house.</summary>
    public string? Number { get; init; }

    public string? Client { get; init; }

    public string? Property { get; init; }

    public DatevPartner? Partner { get; init; }

    public static DatevVoucher Of(Item item, DatevPartner? partner) => new()
    {
        Item = item.Id,
        Reading = new InvoiceReading(item.Format, item.Fields, item.Lines, item.Taxes, item.Deadlines?.CashDiscounts ?? [], item.Checks),
        Coding = item.Coding,
        Number = item.Cover.Number,
        Client = item.Client,
        Property = item.Cover.Property,
        Partner = partner,
    };
}

/// <summary>Why an item cannot be handed over, for a person to mend.</summary>
/// <param name="Item">The item's id; null where it concerns the package as a whole.</param>
/// <param name="Reasons">In German, each a sentence.</param>
public sealed record DatevRefusal(string? Item, IReadOnlyList<string> Reasons);
