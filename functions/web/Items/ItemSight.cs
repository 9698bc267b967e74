using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Items;

/// <summary>Who may see an item beyond those who read everything and those who are asked.</summary>
internal static class ItemSight
{
    /// <summary>Whether the item concerns a person: they had it or decided on it, were told that it waits too long, or have
    /// rejected it to its supplier and may take back what came of that.</summary>
    public static bool Concerns(Item item, string person) =>
        item.People.Contains(person, StringComparer.Ordinal) || item.Escalation?.To == person || item.SupplierRejection?.By == person;
}
