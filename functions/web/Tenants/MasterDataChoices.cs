using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Tenants;

/// <summary>What capture offers to choose: the likeliest first, at most <see cref="Most"/> of each.</summary>
public sealed class MasterDataChoices(MasterData master) : IMasterData
{
    private const int Most = 200;

    /// <inheritdoc/>
    public async Task<ItemChoices> ChoicesAsync(string tenant, Item item, CancellationToken cancellation) => new(
        await FirstAsync(master.Suppliers(tenant), supplier => new Choice(supplier.Number, supplier.Name), cancellation),
        await FirstAsync(
            master.Properties(tenant), property => new Choice(property.Number, $"{property.Number} {property.Name}"),
            cancellation),
        await OrdersAsync(tenant, item, cancellation));

    /// <summary>The supplier's own orders where it is known.</summary>
    private async Task<IReadOnlyList<Choice>> OrdersAsync(string tenant, Item item, CancellationToken cancellation) =>
        item.Cover.Supplier is { } supplier
            ? [.. (await master.PurchaseOrdersOfSupplierAsync(tenant, supplier, cancellation)).Select(Shown)]
            : await FirstAsync(master.PurchaseOrders(tenant), Shown, cancellation);

    private static Choice Shown(PurchaseOrder order) => new(order.Number, $"{order.Number} {order.Text}".TrimEnd());

    private static async Task<IReadOnlyList<Choice>> FirstAsync<T>(
        MasterTable<T> table, Func<T, Choice> shown, CancellationToken cancellation)
        where T : class
    {
        var choices = new List<Choice>();
        await foreach (var stored in table.AllAsync(cancellation))
        {
            choices.Add(shown(stored.Row));
            if (choices.Count == Most) break;
        }

        return choices;
    }
}
