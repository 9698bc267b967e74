using System.Globalization;
using Serverless.Workflows.Archive.Items;
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

/// <summary>A field that rules can ask for (Leitungswegfeld).</summary>
/// <param name="Name">As rules write it.</param>
/// <param name="Label">German, as people see it.</param>
/// <param name="Read">The values; none where it is empty, several for fields of coding lines. A condition holds
/// where one of them fulfils it.</param>
public sealed record RuleField(
    string Name, FieldType Type, string Label, Func<RuleSubject, IEnumerable<string?>> Read,
    FieldRefersTo RefersTo = FieldRefersTo.Nothing);

/// <summary>What rules look at: an item and the master data it is matched with.</summary>
public sealed record RuleSubject(Item Item, LinkedRecords Linked, Settings Settings);

/// <summary>The master data that an item's cover sheet names; null where it names none or it is gone.</summary>
public sealed record LinkedRecords(
    Supplier? Supplier = null, PurchaseOrder? PurchaseOrder = null, Property? Property = null);

/// <summary>How the values of each type are written and compared.</summary>
public static class FieldTypes
{
    private static readonly Operator[] Common = [Operator.Equal, Operator.NotEqual, Operator.Empty, Operator.NotEmpty];

    private static readonly Operator[] Ordered =
        [Operator.Less, Operator.LessOrEqual, Operator.Greater, Operator.GreaterOrEqual];

    private static readonly Dictionary<FieldType, Operator[]> Allowed = new()
    {
        [FieldType.Text] = [.. Common, Operator.In, Operator.Contains, Operator.StartsWith],
        [FieldType.Number] = [.. Common, Operator.In, .. Ordered],
        [FieldType.Money] = [.. Common, Operator.In, .. Ordered],
        [FieldType.Date] = [.. Common, Operator.In, .. Ordered],
        [FieldType.YesNo] = Common,
    };

    /// <summary>The operators that a field of this type can be asked with.</summary>
    public static IReadOnlyList<Operator> Operators(FieldType type) => Allowed[type];

    /// <summary>Whether the operator compares with a value.</summary>
    public static bool NeedsValue(Operator op) => op is not (Operator.Empty or Operator.NotEmpty or Operator.Always);

    /// <summary>The value to compare, or null where the text is none of this type.</summary>
    public static IComparable? Parse(FieldType type, string text) => type switch
    {
        FieldType.Number or FieldType.Money => decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) ? number : null,
        FieldType.Date => DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        FieldType.YesNo => text switch { "true" => true, "false" => false, _ => null },
        _ => text,
    };

    /// <summary>What the type is called and how its values are written, German.</summary>
    public static string Describe(FieldType type) => type switch
    {
        FieldType.Number => "eine Zahl (zum Beispiel 12.5)",
        FieldType.Money => "ein Betrag (zum Beispiel 5000.00)",
        FieldType.Date => "ein Datum (JJJJ-MM-TT)",
        FieldType.YesNo => "true oder false",
        _ => "ein Text",
    };
}
