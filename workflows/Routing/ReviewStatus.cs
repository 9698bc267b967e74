using System.ComponentModel;

namespace Serverless.Workflows.Routing;

/// <summary>A status that people give to an item, and that rules can ask for (Status).</summary>
public sealed record ReviewStatus
{
    [Description("Kennung, auf die Regeln („reviewStatus“) und Aktionen verweisen.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    [Description("Leitungswegart, für die der Status gilt; ohne Angabe für alle.")]
    public string? Kind { get; init; }

    [Description("Ob die Vergabe automatisch an die nächste Station weiterleitet, solange das nicht für alle mit "
        + "„settings.global.forwardOnStatus“ abgeschaltet ist.")]
    public bool Forward { get; init; } = true;
}
