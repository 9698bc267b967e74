using System.ComponentModel;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing;

/// <summary>How a route treats a link or property of an item (Verknüpfung, Eigenschaft) where that is not the default.</summary>
public sealed record RouteLink
{
    [Description("Verknüpfung („supplier“, „property“, „purchaseOrder“, „damage“, „equipment“) oder Eigenschaft "
        + "(„invoiceGroup“ oder ein Feld der Rechnung wie „sellerIban“).")]
    public required string Name { get; init; }

    [Description("Ob sie befüllt, in der Erfassung gezeigt und dort geändert werden kann. Was erkannt wurde und hier nicht "
        + "aktiv ist, wird verworfen.")]
    public bool Active { get; init; } = true;

    [Description("Ob in der Erfassung ein neuer Datensatz angelegt werden darf; möglich bei „damage“ und „equipment“.")]
    public bool Create { get; init; }
}

/// <summary>The links and properties that an item can have beside its client, which it always needs.</summary>
public static class RouteLinkNames
{
    public const string Supplier = "supplier";
    public const string Property = "property";
    public const string PurchaseOrder = "purchaseOrder";
    public const string Damage = "damage";
    public const string Equipment = "equipment";
    public const string InvoiceGroup = "invoiceGroup";

    private static readonly Dictionary<string, string> Needs = new()
    {
        [PurchaseOrder] = Supplier,
        [Damage] = Property,
        [Equipment] = Property,
    };

    /// <summary>Every name, links first.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Supplier, Property, PurchaseOrder, Damage, Equipment, InvoiceGroup, .. FieldNames.All];

    /// <summary>Those that a new record may be created for in capture.</summary>
    public static IReadOnlyList<string> Creatable { get; } = [Damage, Equipment];

    /// <summary>What a link or property is called, German.</summary>
    public static string LabelOf(string name) => name switch
    {
        Supplier => "Kreditor",
        Property => "Objekt",
        PurchaseOrder => "Auftrag",
        Damage => "Schaden",
        Equipment => "Ausstattung",
        InvoiceGroup => "Rechnungskreis oder Postkreis",
        _ => ItemFieldLabels.Of(name),
    };

    /// <summary>The link that a link cannot do without, or null.</summary>
    public static string? NeededBy(string name) => Needs.GetValueOrDefault(name);
}
