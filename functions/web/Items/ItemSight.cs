using Serverless.Web.Access;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Items;

/// <summary>Who may see an item beyond those who read everything and those who are asked.</summary>
internal static class ItemSight
{
    /// <summary>Whether the item concerns a person: they had it or decided on it, were told that it waits too long, or have
    /// rejected it to its supplier and may take back what came of that.</summary>
    public static bool Concerns(Item item, string person) =>
        item.People.Contains(person, StringComparer.Ordinal) || item.Escalation?.To == person || item.SupplierRejection?.By == person;

    /// <summary>The item, where the caller may see it: everything, or what they are asked to decide or what concerns them
    /// otherwise; else null, as where there is none.</summary>
    public static async Task<Item?> FindAsync(
        WebServices services, Caller caller, string id, CancellationToken cancellation)
    {
        if (await services.Items.GetAsync(caller.Tenant, id, cancellation) is not { } item) return null;
        if (caller.May(Permission.ReadAll)) return item;
        return caller.Person is { } person && (Concerns(item, person)
            || (await services.Decisions.OfferAsync(caller.Tenant, item, person, cancellation)).IsAsked)
                ? item
                : null;
    }
}
