using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Routing;

/// <summary>What happens where a rule holds (Leitungswegregelaktion). Its kind is the JSON property <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SkipStation), "skipStation")]
[JsonDerivedType(typeof(SetAssignee), "setAssignee")]
[JsonDerivedType(typeof(ShowNote), "showNote")]
[JsonDerivedType(typeof(ShowWarning), "showWarning")]
public abstract record RuleAction
{
    [Description("Kennung, auf die Leitungswege und Stationen verweisen.")]
    public required string Id { get; init; }

    [Description("Sprechender Name; er steht im Verlauf.")]
    public required string Name { get; init; }
}

/// <summary>The station is passed without processing („ohne Bearbeitung“).</summary>
public sealed record SkipStation : RuleAction;

/// <summary>Decides who has the item at the station; the first one that holds wins.</summary>
public sealed record SetAssignee : RuleAction
{
    [Description("Wer die Station bearbeitet.")]
    public required AssigneeChoice Assignee { get; init; }
}

/// <summary>Shows a note on the item.</summary>
public sealed record ShowNote : RuleAction
{
    [Description("Text der Notiz.")]
    public required string Text { get; init; }
}

/// <summary>Shows a warning on the item.</summary>
public sealed record ShowWarning : RuleAction
{
    [Description("Text der Warnung.")]
    public required string Text { get; init; }
}
