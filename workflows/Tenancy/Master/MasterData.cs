using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Tenancy.Master;

/// <summary>The master data of all tenants: suppliers, orders, properties, units, accounts, absences. What matching asks
/// for is found by key, never by scanning.</summary>
public sealed class MasterData(IRecordStore records)
{
    public MasterTable<Supplier> Suppliers(string tenant) => new(records, tenant, MasterKinds.Suppliers);

    public MasterTable<PurchaseOrder> PurchaseOrders(string tenant) => new(records, tenant, MasterKinds.PurchaseOrders);

    public MasterTable<Property> Properties(string tenant) => new(records, tenant, MasterKinds.Properties);

    public MasterTable<Unit> Units(string tenant) => new(records, tenant, MasterKinds.Units);

    public MasterTable<Account> Accounts(string tenant) => new(records, tenant, MasterKinds.Accounts);

    public MasterTable<Absence> Absences(string tenant) => new(records, tenant, MasterKinds.Absences);

    /// <summary>Damages, equipment, work, defects, notices, contracts or tickets.</summary>
    public MasterTable<ErpRecord> Records(string tenant, ErpRecordKind kind) => new(records, tenant, MasterKinds.Records[kind]);

    /// <summary>The supplier of that number, or null.</summary>
    public Task<Supplier?> SupplierAsync(string tenant, string number, CancellationToken cancellation) =>
        Suppliers(tenant).FindAsync([number], cancellation);

    public Task<IReadOnlyList<Supplier>> SuppliersByVatIdAsync(
        string tenant, string vatId, CancellationToken cancellation) =>
        Suppliers(tenant).ByAsync("vat", MasterKinds.Vat(vatId), cancellation);

    public Task<IReadOnlyList<Supplier>> SuppliersByIbanAsync(
        string tenant, string iban, CancellationToken cancellation) =>
        Suppliers(tenant).ByAsync("iban", MasterKinds.Account(iban), cancellation);

    public Task<IReadOnlyList<Supplier>> SuppliersByTaxNumberAsync(
        string tenant, string taxNumber, CancellationToken cancellation) =>
        Suppliers(tenant).ByAsync("tax", MasterKinds.Spelling(taxNumber), cancellation);

    /// <summary>Suppliers of that name, whatever its case, umlauts, punctuation and legal form.</summary>
    public Task<IReadOnlyList<Supplier>> SuppliersByNameAsync(
        string tenant, string name, CancellationToken cancellation) =>
        Suppliers(tenant).ByAsync("name", MasterKinds.Name(name), cancellation);

    /// <summary>Suppliers whose registered mail domain is that of the address.</summary>
    public async Task<IReadOnlyList<Supplier>> SuppliersByMailAsync(
        string tenant, string address, CancellationToken cancellation) =>
        MailAddress.DomainOf(address) is { } domain
            ? await Suppliers(tenant).ByAsync("mail", MasterKinds.Domain(domain), cancellation)
            : [];

    /// <summary>Orders of that number, whatever its blanks, dashes and case.</summary>
    public Task<IReadOnlyList<PurchaseOrder>> PurchaseOrdersByNumberAsync(
        string tenant, string number, CancellationToken cancellation) =>
        PurchaseOrders(tenant).ByAsync("number", MasterKinds.Spelling(number), cancellation);

    /// <summary>Orders placed with a supplier, at most twenty.</summary>
    public Task<IReadOnlyList<PurchaseOrder>> PurchaseOrdersOfSupplierAsync(
        string tenant, string supplier, CancellationToken cancellation) =>
        PurchaseOrders(tenant).ByAsync("supplier", supplier, cancellation);

    /// <summary>The property of that number, or null.</summary>
    public Task<Property?> PropertyAsync(string tenant, string number, CancellationToken cancellation) =>
        Properties(tenant).FindAsync([number], cancellation);

    /// <summary>Properties at that street, number and post code.</summary>
    public Task<IReadOnlyList<Property>> PropertiesByAddressAsync(
        string tenant, string street, string postCode, CancellationToken cancellation) =>
        Properties(tenant).ByAsync("address", MasterKinds.Place(street, postCode), cancellation);

    /// <summary>Properties of that name.</summary>
    public Task<IReadOnlyList<Property>> PropertiesByNameAsync(
        string tenant, string name, CancellationToken cancellation) =>
        Properties(tenant).ByAsync("name", MasterKinds.Name(name), cancellation);

    /// <summary>Properties of a client, at most twenty.</summary>
    public Task<IReadOnlyList<Property>> PropertiesOfClientAsync(
        string tenant, string client, CancellationToken cancellation) =>
        Properties(tenant).ByAsync("client", client, cancellation);

    /// <summary>The absences that end on that day or later.</summary>
    public async Task<IReadOnlyList<Absence>> AbsencesFromAsync(
        string tenant, DateOnly day, CancellationToken cancellation)
    {
        var absences = new List<Absence>();
        await foreach (var absence in Absences(tenant).StoredFromAsync(MasterKinds.Day(day), cancellation))
            absences.Add(absence.Row);
        return absences;
    }

    /// <summary>Notes that an absence that came from a file was changed or taken away by a person.</summary>
    internal static RowWrite Withdrawn(Absence absence) => new RowWrite.Put(WithdrawnKey(absence), "{}");

    /// <summary>Whether a person changed or took away an absence that is in a file.</summary>
    internal async Task<bool> IsWithdrawnAsync(string tenant, Absence absence, CancellationToken cancellation) =>
        await records.GetAsync(Absences(tenant).Partition, WithdrawnKey(absence), cancellation) is not null;

    private static string WithdrawnKey(Absence absence) => Keys.Join(["withdrawn", .. MasterKinds.Absences.Key(absence)]);

    /// <summary>What an item's cover sheet names, as it is now.</summary>
    public async Task<LinkedRecords> LinkedAsync(string tenant, CoverSheet cover, CancellationToken cancellation)
    {
        var order = cover.PurchaseOrder is { } number
            ? await PurchaseOrders(tenant).FindAsync([number], cancellation)
            : null;
        return new LinkedRecords(
            cover.Supplier is { } supplier ? await SupplierAsync(tenant, supplier, cancellation) : null,
            order,
            cover.Property is { } property ? await PropertyAsync(tenant, property, cancellation) : null,
            cover.Property is null && order?.Property is { } ordered
                ? await PropertyAsync(tenant, ordered, cancellation)
                : null,
            await RecordsAsync(tenant, cover, order, cancellation));
    }

    // What the item names itself goes before what its order names.
    private async Task<IReadOnlyDictionary<ErpRecordKind, ErpRecord>> RecordsAsync(
        string tenant, CoverSheet cover, PurchaseOrder? order, CancellationToken cancellation)
    {
        var numbers = new Dictionary<ErpRecordKind, string>(order?.Records ?? new Dictionary<ErpRecordKind, string>());
        if (cover.Damage is { } damage) numbers[ErpRecordKind.Damage] = damage;
        if (cover.Equipment is { } equipment) numbers[ErpRecordKind.Equipment] = equipment;
        var found = new Dictionary<ErpRecordKind, ErpRecord>();
        foreach (var (kind, named) in numbers)
            if (await Records(tenant, kind).FindAsync([named], cancellation) is { } record) found[kind] = record;
        return found;
    }
}
