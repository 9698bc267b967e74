using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Tenants;

/// <summary>Choices from the tenant's master data: properties of the item's client, open orders of its supplier.</summary>
public sealed class MasterChoices(MasterData master, ProcessStore processes) : IMasterData
{
    /// <summary>As many as a page can offer; what is beyond is typed.</summary>
    private const int Most = 500;

    public async Task<ItemChoices> ChoicesAsync(string tenant, Item item, CancellationToken cancellation)
    {
        var suppliers = await TakeAsync(master.Suppliers(tenant), _ => true,
            one => new Choice(one.Number, $"{one.Name} ({one.Number})"), cancellation);
        var properties = await TakeAsync(master.Properties(tenant), one => item.Client is null || one.Client == item.Client,
            one => new Choice(one.Number, $"{one.Name} ({one.Number})"), cancellation);
        var orders = await TakeAsync(master.PurchaseOrders(tenant),
            one => !one.Closed && (item.Cover.Supplier is null || one.Supplier == item.Cover.Supplier),
            one => new Choice(one.Number, one.Text is null ? one.Number : $"{one.Number} – {one.Text}"), cancellation);
        var process = item.Route is { } pinned ? await processes.FindAsync(tenant, pinned.Version, cancellation) : null;
        var route = process?.Route(item.Route?.Name);
        return new(suppliers, properties, orders)
        {
            Accounts = item.Client is null ? [] : await TakeAsync(master.Accounts(tenant), one => one.Client == item.Client,
                one => new Choice(one.Number, $"{one.Number} {one.Name}"), cancellation),
            Damages = await RecordsAsync(tenant, ErpRecordKind.Damage, item, cancellation),
            Equipment = await RecordsAsync(tenant, ErpRecordKind.Equipment, item, cancellation),
            Groups = route is null ? [] : [.. process!.GroupsOf(route).Select(group => new Choice(group.Id, group.Name))],
            Route = route,
        };
    }

    public async Task<IReadOnlyDictionary<(string Kind, string Number), string>> NamesAsync(
        string tenant, IReadOnlyCollection<(string Kind, string Number)> numbers, CancellationToken cancellation)
    {
        var names = new Dictionary<(string, string), string>();
        foreach (var (kind, number) in numbers.Take(Most))
        {
            var name = kind == "property"
                ? (await master.PropertyAsync(tenant, number, cancellation))?.Name
                : (await master.SupplierAsync(tenant, number, cancellation))?.Name;
            if (name is not null) names[(kind, number)] = name;
        }

        return names;
    }

    private Task<IReadOnlyList<Choice>> RecordsAsync(
        string tenant, ErpRecordKind kind, Item item, CancellationToken cancellation) =>
        TakeAsync(master.Records(tenant, kind),
            one => item.Cover.Property is null || one.Property is null || one.Property == item.Cover.Property,
            one => new Choice(one.Number, one.Name is null ? one.Number : $"{one.Number} – {one.Name}"), cancellation);

    private static async Task<IReadOnlyList<Choice>> TakeAsync<T>(
        MasterTable<T> table, Func<T, bool> fits, Func<T, Choice> choice, CancellationToken cancellation)
        where T : class
    {
        var taken = new List<Choice>();
        await foreach (var stored in table.AllAsync(cancellation))
        {
            if (fits(stored.Row)) taken.Add(choice(stored.Row));
            if (taken.Count == Most) break;
        }

        return [.. taken.OrderBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)];
    }
}
