using Serverless.Workflows.Approval.Coding;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Approval;

/// <summary>What an item says otherwise than before.</summary>
internal static class ItemDifferences
{
    /// <summary>How a changed invoice group is named.</summary>
    public const string InvoiceGroup = "invoiceGroup";

    /// <summary>The fields, links and coding lines that differ.</summary>
    public static IReadOnlyList<FieldChange> Between(Item before, Item after) =>
    [
        .. Facts(before).Zip(Facts(after), (was, now) => new FieldChange(was.Name, was.Value, now.Value))
            .Where(change => change.Before != change.After),
        .. CodingChanges.Between(before, after),
    ];

    private static IEnumerable<(string Name, string? Value)> Facts(Item item) =>
    [
        .. FieldNames.All.Select(name => (name, item.Fields.GetValueOrDefault(name)?.Value)),
        ("client", item.Client),
        ("supplier", item.Cover.Supplier),
        ("property", item.Cover.Property),
        ("purchaseOrder", item.Cover.PurchaseOrder),
        ("damage", item.Cover.Damage),
        ("equipment", item.Cover.Equipment),
        (InvoiceGroup, item.Cover.InvoiceGroup),
    ];
}
