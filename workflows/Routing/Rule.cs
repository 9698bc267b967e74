using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Routing;

/// <summary>A named check of one kind of routes (Leitungswegregel).</summary>
public sealed record Rule
{
    [Description("Kennung, auf die Leitungswege und Stationen verweisen.")]
    public required string Id { get; init; }

    [Description("Sprechender Name; er steht im Verlauf.")]
    public required string Name { get; init; }

    [Description("Leitungswegart, für die die Regel gilt.")]
    public required string Kind { get; init; }

    [Description("Verkettung: „all“ (UND) – alle Positionen treffen zu; „any“ (ODER) – eine genügt.")]
    public Match Match { get; init; } = Match.All;

    [Description("Die Positionen.")]
    public required IReadOnlyList<Condition> Conditions { get; init; }
}

/// <summary>How conditions are joined (Verkettung UND / ODER).</summary>
public enum Match { All, Any }

/// <summary>A condition (Position): a field compared with a value, or a group of conditions.</summary>
public sealed record Condition
{
    [Description("Feld aus dem Feldkatalog, zum Beispiel „grossTotal“. Entfällt bei „always“ und bei Gruppen.")]
    public string? Field { get; init; }

    [Description("Operator; welche erlaubt sind, hängt vom Typ des Feldes ab.")]
    public Operator? Operator { get; init; }

    [Description("Vergleichswert: Text, Zahl, Datum (JJJJ-MM-TT, today+5, today-30, today+5wd) oder true/false; eine Liste "
        + "nennt Alternativen.")]
    public RuleValue? Value { get; init; }

    [Description("Statt „value“: ein anderes Feld, mit dem verglichen wird.")]
    public string? OtherField { get; init; }

    [Description("Gruppe, in der alle Bedingungen zutreffen müssen (UND).")]
    public IReadOnlyList<Condition>? All { get; init; }

    [Description("Gruppe, in der eine Bedingung genügt (ODER).")]
    public IReadOnlyList<Condition>? Any { get; init; }
}

/// <summary>The relation between a field and a value. A field without a value fulfils only <see cref="Empty"/>,
/// <see cref="NotEqual"/>, <see cref="NotIn"/>, <see cref="NotContains"/> and <see cref="Always"/>, so that nothing is
/// skipped for want of data.</summary>
public enum Operator
{
    /// <summary>Whatever the item holds.</summary>
    Always,

    [JsonStringEnumMemberName("equals")]
    Equal,

    [JsonStringEnumMemberName("notEquals")]
    NotEqual,

    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>Somewhere in the text, whatever the case.</summary>
    Contains,

    /// <summary>At the beginning of the text, whatever the case.</summary>
    StartsWith,

    /// <summary>Equal to one of the values.</summary>
    In,

    Empty,
    NotEmpty,

    /// <summary>Equal to none of the values.</summary>
    NotIn,

    /// <summary>Nowhere in the text.</summary>
    NotContains,

    /// <summary>At the end of the text, whatever the case.</summary>
    EndsWith,
}
