using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing;

/// <summary>What kind of value a rule field has; decides the operators and how values are written.</summary>
public enum FieldType
{
    Text,

    /// <summary>A decimal with a point.</summary>
    Number,

    /// <summary>An amount in the item's currency, decimal with a point.</summary>
    Money,

    /// <summary>yyyy-MM-dd.</summary>
    Date,

    /// <summary>true or false.</summary>
    YesNo,
}

/// <summary>What a field's values are ids of, so that a rule cannot name one that does not exist.</summary>
public enum FieldRefersTo { Nothing, Client, Source, RouteKind, InvoiceGroup, NumberRange }

/// <summary>The list that a field has one value per row of.</summary>
public enum FieldList
{
    /// <summary>The field has a single value.</summary>
    None,

    /// <summary>The lines of the invoice.</summary>
    Lines,

    /// <summary>The coding lines (Vorkontierung).</summary>
    Coding,

    /// <summary>The shares of the tax breakdown.</summary>
    Taxes,
}

/// <summary>A field that rules and functions can ask for (Leitungswegfeld). It documents itself.</summary>
/// <param name="Name">As rules write it.</param>
/// <param name="Label">German, as people see it.</param>
public sealed record RuleField(string Name, FieldType Type, string Label)
{
    /// <summary>What it says, German, one sentence.</summary>
    public string Meaning { get; init; } = string.Empty;

    /// <summary>A value as rules write it.</summary>
    public string Example { get; init; } = string.Empty;

    /// <summary>Where the value comes from, German.</summary>
    public string Origin { get; init; } = string.Empty;

    public FieldRefersTo RefersTo { get; init; }

    /// <summary>Where it is not <see cref="FieldList.None"/>, a condition holds where one of the values fulfils it.</summary>
    public FieldList List { get; init; }

    /// <summary>What the type is called, German, for lists and references included.</summary>
    public string TypeName => (List, RefersTo) switch
    {
        (not FieldList.None, _) => $"Liste ({FieldTypes.Name(Type)})",
        (_, not FieldRefersTo.Nothing) => $"Verweis ({FieldTypes.Name(RefersTo)})",
        _ => FieldTypes.Name(Type),
    };

    /// <summary>Reads the value; null where there is none.</summary>
    internal Func<RuleSubject, string?>? One { get; init; }

    /// <summary>For a list: reads one value per row, null where the row has none.</summary>
    internal Func<RuleSubject, IEnumerable<string?>>? Many { get; init; }

    /// <summary>For a scalar function: what computes it.</summary>
    internal CompiledFunction? Function { get; init; }
}

/// <summary>What rules look at: an item and the master data it is matched with, on a day of the tenant's.</summary>
/// <param name="Process">Where scalar functions are defined, if there are any.</param>
public sealed record RuleSubject(
    Item Item, LinkedRecords Linked, Settings Settings, DateOnly Today = default, Process? Process = null);

/// <summary>The master data that an item's cover sheet names; null where it names none or it is gone.</summary>
/// <param name="OrderProperty">The property of the order, where the item itself names none.</param>
public sealed record LinkedRecords(
    Supplier? Supplier = null, PurchaseOrder? PurchaseOrder = null, Property? Property = null,
    Property? OrderProperty = null, IReadOnlyDictionary<ErpRecordKind, ErpRecord>? Records = null)
{
    /// <summary>The item's property, else that of its order: what rules look at and whose role holders are asked.</summary>
    public Property? PropertyInForce => Property ?? OrderProperty;

    /// <summary>The record of a kind that the item names, else the one that its order names; null where neither does.</summary>
    public ErpRecord? Record(ErpRecordKind kind) => Records?.GetValueOrDefault(kind);
}
