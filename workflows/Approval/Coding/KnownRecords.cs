using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Coding;

/// <summary>The master data that coding lines name, each record read once.</summary>
internal sealed class KnownRecords(MasterData master, Item item)
{
    private readonly Dictionary<(string Kind, string Number), object?> _read = [];

    /// <summary>What a line names that does not exist, German; null where it all does.</summary>
    public async Task<string?> MissingAsync(CodingLine line, CancellationToken cancellation)
    {
        var tenant = item.Tenant;
        if (line.Property is { } property
            && await OnceAsync("property", property, () => master.PropertyAsync(tenant, property, cancellation)) is null)
            return EditPhrases.NoProperty.Of(property);
        if (line.Order is { } order
            && await OnceAsync("order", order, () => master.PurchaseOrders(tenant).FindAsync([order], cancellation)) is null)
            return EditPhrases.NoOrder.Of(order);
        if (line.Unit is not { } unit) return null;
        if ((line.Property ?? item.Cover.Property) is not { } at) return EditPhrases.UnitNeedsProperty.Of(unit);
        return await OnceAsync("unit " + at, unit, () => master.Units(tenant).FindAsync([at, unit], cancellation)) is null
            ? EditPhrases.NoUnit.Of(unit, at)
            : null;
    }

    /// <summary>The line with the tax key that its account proposes, where it has none.</summary>
    public async Task<CodingLine> WithTaxKeyAsync(CodingLine line, CancellationToken cancellation) =>
        line is { TaxKey: null, Account: { } account } && await AccountAsync(account, cancellation) is { TaxKey: { } key }
            ? line with { TaxKey = key }
            : line;

    /// <summary>The account of the item's client, or null.</summary>
    public Task<Account?> AccountAsync(string number, CancellationToken cancellation) => item.Client is { } client
        ? OnceAsync("account", number, () => master.Accounts(item.Tenant).FindAsync([client, number], cancellation))
        : Task.FromResult<Account?>(null);

    private async Task<T?> OnceAsync<T>(string kind, string number, Func<Task<T?>> read)
        where T : class
    {
        if (!_read.TryGetValue((kind, number), out var found)) _read[(kind, number)] = found = await read();
        return (T?)found;
    }
}
