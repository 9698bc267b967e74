using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Tenancy.Master;

/// <summary>How one kind of master data is kept: its name, what makes a row unique, and what it is found by besides.</summary>
internal sealed record MasterKind<T>(
    string Name, Func<T, string[]> Key, Func<T, IEnumerable<(string Index, string Value)>> Indexes);

/// <summary>The kinds there are.</summary>
internal static class MasterKinds
{
    /// <summary>How long a part of a key may be once it is escaped.</summary>
    public const int LongestPart = 150;

    // Index values end up in keys, which are bounded; longer ones differ early enough. Other letters than ASCII take
    // five characters each.
    private const int LongestIndexValue = 80;
    private const int LongestForeignValue = 30;

    public static MasterKind<Supplier> Suppliers { get; } = new("supplier", row => [row.Number], Of);

    public static MasterKind<PurchaseOrder> PurchaseOrders { get; } = new(
        "order", row => [row.Number],
        row =>
        [
            ("number", Spelling(row.Number)), ("supplier", row.Supplier),
            .. row.Property is { } property ? [("property", property)] : Array.Empty<(string, string)>(),
        ]);

    public static MasterKind<Property> Properties { get; } = new(
        "property", row => [row.Number],
        row =>
        [
            ("client", row.Client), ("name", Name(row.Name)),
            .. row is { Street: { } street, PostCode: { } postCode }
                ? [("address", Place(street, postCode))]
                : Array.Empty<(string, string)>(),
        ]);

    public static MasterKind<Unit> Units { get; } = new("unit", row => [row.Property, row.Number], _ => []);

    public static MasterKind<Account> Accounts { get; } = new("account", row => [row.Client, row.Number], _ => []);

    /// <summary>Damages, equipment and the like; each kind has a table of its own.</summary>
    public static IReadOnlyDictionary<ErpRecordKind, MasterKind<ErpRecord>> Records { get; } =
        Enum.GetValues<ErpRecordKind>().ToDictionary(kind => kind, kind => new MasterKind<ErpRecord>(
            kind.ToString().ToLowerInvariant(), row => [row.Number],
            row => row.Property is { } property ? [("property", property)] : Array.Empty<(string, string)>()));

    // Ordered by the last day, so that what is over is never read.
    public static MasterKind<Absence> Absences { get; } = new(
        "absence", row => [Day(row.Until), row.Person, Day(row.From)], _ => []);

    public static string Vat(string vatId) => Cut(VatId.Normalize(vatId));

    public static string Account(string iban) => Cut(Iban.Normalize(iban));

    public static string Domain(string domain) => Cut(domain.ToLowerInvariant());

    /// <summary>An order number as different people write it.</summary>
    public static string Spelling(string number) => Cut(Compact.Upper(number));

    /// <summary>A name as different people write it; empty where nothing is left of it.</summary>
    public static string Name(string name) => Cut(Compact.Name(name));

    /// <summary>A street with number and a post code as different people write them.</summary>
    public static string Place(string street, string postCode) => Cut($"{Compact.Street(street)}-{Compact.Upper(postCode)}");

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<(string, string)> Of(Supplier row)
    {
        if (row.VatId is { } vatId) yield return ("vat", Vat(vatId));
        if (row.TaxNumber is { } taxNumber) yield return ("tax", Spelling(taxNumber));
        foreach (var iban in row.Ibans) yield return ("iban", Account(iban));
        foreach (var domain in row.MailDomains) yield return ("mail", Domain(domain));
        yield return ("name", Name(row.Name));
    }

    private static string Cut(string value)
    {
        var cut = value.Length <= LongestIndexValue ? value : value[..LongestIndexValue];
        return Keys.Escape(cut).Length <= LongestPart || cut.Length <= LongestForeignValue
            ? cut
            : cut[..LongestForeignValue];
    }
}
