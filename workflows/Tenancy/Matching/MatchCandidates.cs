using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Matching;

/// <summary>A street with its number and a post code, as a document names them.</summary>
public sealed record PlaceOnDocument(string Street, string PostCode);

/// <summary>Everything that master data knows about what a document says, by what it was found by. Each list was read by
/// key.</summary>
public sealed record MatchCandidates
{
    public IReadOnlyList<Supplier> ByVatId { get; init; } = [];

    public IReadOnlyList<Supplier> ByIban { get; init; } = [];

    public IReadOnlyList<Supplier> ByTaxNumber { get; init; } = [];

    public IReadOnlyList<Supplier> ByName { get; init; } = [];

    /// <summary>Orders whose number stands in the document or in the mail's subject.</summary>
    public IReadOnlyList<PurchaseOrder> Orders { get; init; } = [];

    /// <summary>Properties at a place the document names, or named like the recipient.</summary>
    public IReadOnlyList<Property> Properties { get; init; } = [];

    /// <summary>Properties of the orders found.</summary>
    public IReadOnlyList<Property> OrderProperties { get; init; } = [];

    /// <summary>The suppliers that the orders found were placed with.</summary>
    public IReadOnlyList<Supplier> OrderSuppliers { get; init; } = [];

    /// <summary>The one supplier that the signs leave; null where they leave none or several.</summary>
    internal Supplier? OnlySupplier => Suppliers() is { Left: [var only] } ? only : null;

    private const int MostWordsOfSubject = 12;

    /// <summary>Looks everything up that the fields name.</summary>
    /// <param name="places">Delivery and recipient addresses, where a reader found any.</param>
    public static async Task<MatchCandidates> FindAsync(
        MasterData master, string tenant, IReadOnlyDictionary<string, Field> fields, ItemOrigin origin,
        IReadOnlyList<PlaceOnDocument> places, CancellationToken cancellation)
    {
        var orders = new List<PurchaseOrder>();
        foreach (var number in OrderNumbers(fields, origin))
            orders.AddRange(await master.PurchaseOrdersByNumberAsync(tenant, number, cancellation));

        var properties = new List<Property>();
        foreach (var (street, postCode) in places.Take(4))
            properties.AddRange(await master.PropertiesByAddressAsync(tenant, street, postCode, cancellation));
        if (Value(fields, FieldNames.BuyerName) is { } buyer)
            properties.AddRange(await master.PropertiesByNameAsync(tenant, buyer, cancellation));

        var orderProperties = new List<Property>();
        foreach (var number in orders.Select(order => order.Property).OfType<string>().Distinct())
            if (await master.PropertyAsync(tenant, number, cancellation) is { } property) orderProperties.Add(property);

        var orderSuppliers = new List<Supplier>();
        foreach (var number in orders.Select(order => order.Supplier).Distinct())
            if (await master.SupplierAsync(tenant, number, cancellation) is { } supplier) orderSuppliers.Add(supplier);

        return new MatchCandidates
        {
            ByVatId = await By(FieldNames.SellerVatId, master.SuppliersByVatIdAsync),
            ByIban = await By(FieldNames.SellerIban, master.SuppliersByIbanAsync),
            ByTaxNumber = await By(FieldNames.SellerTaxNumber, master.SuppliersByTaxNumberAsync),
            ByName = await By(FieldNames.SellerName, master.SuppliersByNameAsync),
            Orders = [.. orders.DistinctBy(order => order.Number)],
            Properties = [.. properties.DistinctBy(property => property.Number)],
            OrderProperties = orderProperties,
            OrderSuppliers = orderSuppliers,
        };

        async Task<IReadOnlyList<Supplier>> By(
            string field, Func<string, string, CancellationToken, Task<IReadOnlyList<Supplier>>> find) =>
            Value(fields, field) is { } value ? await find(tenant, value, cancellation) : [];
    }

    /// <summary>The suppliers that the strongest sign names and, where they are several, the weaker ones leave; with the
    /// signs in words. Null where nothing names any.</summary>
    internal (List<Supplier> Left, string By, double Confidence)? Suppliers()
    {
        (IReadOnlyList<Supplier> Found, string What, double Confidence)[] ways =
            [(ByVatId, "USt-IdNr.", 1), (ByIban, "IBAN", 0.95), (ByTaxNumber, "Steuernummer", 0.9), (ByName, "Name", 0.7)];
        var named = ways.Where(way => way.Found.Count > 0).ToList();
        if (named.Count == 0) return null;

        var (left, by) = (named[0].Found.ToList(), new List<string> { named[0].What });
        foreach (var way in named.Skip(1).Where(_ => left.Count > 1))
        {
            var both = left.Where(row => way.Found.Any(other => other.Number == row.Number)).ToList();
            if (both.Count == 0) continue;
            left = both;
            by.Add(way.What);
        }

        return (left, string.Join(" und ", by), named[0].Confidence);
    }

    /// <summary>The orders that can be meant where the supplier is that one; all where none is known.</summary>
    internal IReadOnlyList<PurchaseOrder> OrdersOf(Supplier? supplier) =>
        supplier is null ? Orders : [.. Orders.Where(order => order.Supplier == supplier.Number)];

    internal static string? Value(IReadOnlyDictionary<string, Field> fields, string name) =>
        fields.GetValueOrDefault(name)?.Value is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static IEnumerable<string> OrderNumbers(IReadOnlyDictionary<string, Field> fields, ItemOrigin origin)
    {
        string[] named = [FieldNames.OrderNumber, FieldNames.BuyerReference, FieldNames.PaymentReference];
        var words = (origin.Subject ?? string.Empty).Split([' ', ',', ';', ':', '(', ')', '[', ']'],
            StringSplitOptions.RemoveEmptyEntries);
        return named.Select(name => Value(fields, name)).OfType<string>()
            .Concat(words.Where(word => word.Any(char.IsAsciiDigit)).Take(MostWordsOfSubject))
            .Distinct();
    }
}
