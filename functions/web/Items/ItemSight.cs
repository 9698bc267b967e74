using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Items;

/// <summary>Who may see an item beyond those who read everything and those who are asked.</summary>
internal static class ItemSight
{
    /// <summary>Whether the item concerns a person: they were told that it waits too long, or have rejected it to its
    /// supplier and may take back what came of that.</summary>
    public static bool Concerns(Item item, string person) =>
        item.Escalation?.To == person || item.SupplierRejection?.By == person;
}
