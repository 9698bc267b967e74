namespace Serverless.Workflows.Routing;

/// <summary>How the values of each type are called, written and compared.</summary>
public static class FieldTypes
{
    private static readonly Operator[] Common =
        [Operator.Equal, Operator.NotEqual, Operator.In, Operator.NotIn, Operator.Empty, Operator.NotEmpty];

    private static readonly Operator[] Ordered =
        [Operator.Less, Operator.LessOrEqual, Operator.Greater, Operator.GreaterOrEqual];

    private static readonly Operator[] Textual =
        [Operator.Contains, Operator.NotContains, Operator.StartsWith, Operator.EndsWith];

    private static readonly Dictionary<FieldType, Operator[]> Allowed = new()
    {
        [FieldType.Text] = [.. Common, .. Textual],
        [FieldType.Number] = [.. Common, .. Ordered],
        [FieldType.Money] = [.. Common, .. Ordered],
        [FieldType.Date] = [.. Common, .. Ordered],
        [FieldType.YesNo] = [Operator.Equal, Operator.NotEqual, Operator.Empty, Operator.NotEmpty],
    };

    /// <summary>The operators that a field of this type can be asked with.</summary>
    public static IReadOnlyList<Operator> Operators(FieldType type) => Allowed[type];

    /// <summary>Whether the operator compares with a value.</summary>
    public static bool NeedsValue(Operator op) => op is not (Operator.Empty or Operator.NotEmpty or Operator.Always);

    /// <summary>Whether a list of values makes sense: alternatives, one of which is enough (or must not be met).</summary>
    public static bool TakesAlternatives(Operator op) => NeedsValue(op) && !Ordered.Contains(op);

    /// <summary>Whether the operator compares whole values, so that the value can be the id of something.</summary>
    public static bool ComparesWhole(Operator op) =>
        op is Operator.Equal or Operator.NotEqual or Operator.In or Operator.NotIn;

    /// <summary>Whether values of the two types can be compared with each other.</summary>
    public static bool Comparable(FieldType one, FieldType other) => Plain(one) == Plain(other);

    /// <summary>What the type is called, German.</summary>
    public static string Name(FieldType type) => type switch
    {
        FieldType.Number => "Zahl",
        FieldType.Money => "Betrag",
        FieldType.Date => "Datum",
        FieldType.YesNo => "Ja/Nein",
        _ => "Text",
    };

    /// <summary>What an id refers to, German.</summary>
    public static string Name(FieldRefersTo to) => to switch
    {
        FieldRefersTo.Client => "Mandant",
        FieldRefersTo.Source => "Dokumentquelle",
        FieldRefersTo.RouteKind => "Leitungswegart",
        FieldRefersTo.InvoiceGroup => "Rechnungskreis",
        FieldRefersTo.NumberRange => "Nummernkreis",
        _ => "nichts",
    };

    /// <summary>What the type is called and how its values are written, German.</summary>
    public static string Describe(FieldType type) => type switch
    {
        FieldType.Number => "eine Zahl (zum Beispiel 12.5)",
        FieldType.Money => "ein Betrag (zum Beispiel 5000.00)",
        FieldType.Date => "ein Datum (JJJJ-MM-TT oder zum Beispiel today+5, today-30, today+5wd)",
        FieldType.YesNo => "true oder false",
        _ => "ein Text",
    };

    /// <summary>Whether the text is a value of the type as it stands in a tenant file.</summary>
    internal static bool IsValue(FieldType type, string text) =>
        type == FieldType.Date && RelativeDay.Parse(text) is not null
        || type == FieldType.Text || Scalar.Read(type, text).Kind is not (ScalarKind.Unreadable or ScalarKind.Missing);

    private static FieldType Plain(FieldType type) => type == FieldType.Money ? FieldType.Number : type;
}
