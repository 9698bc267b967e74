using System.Text.RegularExpressions;

namespace Serverless.Workflows.Tenancy.Master;

/// <summary>The kinds of records of an ERP that orders and items are linked with beside properties and suppliers. Items
/// name damages and equipment themselves; the others come with the order.</summary>
public enum ErpRecordKind { Damage, Equipment, Work, Defect, Notice, Contract, Ticket }

/// <summary>A damage, piece of equipment, work, defect, notice, contract or ticket.</summary>
public sealed partial record ErpRecord
{
    /// <summary>Unique within the kind.</summary>
    public required string Number { get; init; }

    /// <summary>The property's number.</summary>
    public string? Property { get; init; }

    public string? Name { get; init; }

    /// <summary>Whatever else the ERP says of it, as its columns are called, such as <c>Art</c> → <c>Wasser</c>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>The item that it was created for in capture; null where it came from the ERP.</summary>
    public string? CreatedFor { get; init; }

    /// <summary>What it says under a name, whatever its case: <c>number</c>, <c>name</c>, <c>property</c> or an attribute;
    /// null where it says nothing.</summary>
    public string? Value(string name) => name.ToUpperInvariant() switch
    {
        "NUMBER" => Number,
        "NAME" => Name,
        "PROPERTY" => Property,
        _ => Attributes.FirstOrDefault(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)).Value,
    };

    /// <summary>Whether an attribute can be called so: a letter, then letters, digits and underscores, at most 40.</summary>
    public static bool IsAttributeName(string name) => AttributeName().IsMatch(name);

    [GeneratedRegex(@"^\p{L}[\p{L}\p{Nd}_]{0,39}$")]
    private static partial Regex AttributeName();
}
