using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Routing;

/// <summary>What happens where a rule holds (Leitungswegregelaktion). Its kind is the JSON property <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SkipStation), "skipStation")]
[JsonDerivedType(typeof(SetAssignee), "setAssignee")]
[JsonDerivedType(typeof(ShowNote), "showNote")]
[JsonDerivedType(typeof(ShowWarning), "showWarning")]
[JsonDerivedType(typeof(AssignRoute), "assignRoute")]
[JsonDerivedType(typeof(SetInvoiceGroup), "setInvoiceGroup")]
[JsonDerivedType(typeof(SetReviewStatus), "setReviewStatus")]
[JsonDerivedType(typeof(RequireFields), "requireFields")]
[JsonDerivedType(typeof(CallPosting), "callPosting")]
[JsonDerivedType(typeof(Hold), "hold")]
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

/// <summary>Assigns another route, where the station allows it. Of that route only the stations marked for it take
/// part.</summary>
public sealed record AssignRoute : RuleAction
{
    [Description("Kennung des Leitungswegs; er muss von derselben Art sein.")]
    public required string Route { get; init; }
}

/// <summary>Sets the invoice group, where none is set yet.</summary>
public sealed record SetInvoiceGroup : RuleAction
{
    [Description("Kennung des Rechnungskreises. Ein Rechnungskreis, der schon gesetzt ist, bleibt.")]
    public required string Group { get; init; }
}

/// <summary>Gives the item a review status.</summary>
public sealed record SetReviewStatus : RuleAction
{
    [Description("Kennung des Status. Solange keine Status angelegt sind, ein beliebiges Wort.")]
    public required string Status { get; init; }
}

/// <summary>Fields that must be filled in before the item leaves the station forward.</summary>
public sealed record RequireFields : RuleAction
{
    [Description("Felder, die an dieser Station ausgefüllt sein müssen, bevor weitergeleitet wird; dieselben wie bei "
        + "„requiredFields“ einer Station.")]
    public required IReadOnlyList<string> Fields { get; init; }
}

/// <summary>Hands the item to a connector at the end of the route, beside those of the route.</summary>
public sealed record CallPosting : RuleAction
{
    [Description("Kennung der Anbindung.")]
    public required string Connector { get; init; }
}

/// <summary>The item does not leave the station forward while the rule holds; it can be rejected, sent back or given to
/// another person.</summary>
public sealed record Hold : RuleAction
{
    [Description("Warum angehalten wird und was zu tun ist.")]
    public required string Text { get; init; }
}
