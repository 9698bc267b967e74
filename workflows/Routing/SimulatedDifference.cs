namespace Serverless.Workflows.Routing;

/// <summary>A station that an item would visit, and with whom.</summary>
public sealed record PlannedVisit(string Route, int Sequence, string Station, string Assignee)
{
    /// <summary>Why this person, in words.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Whether it is the same stop: a station that was only renamed or renumbered is.</summary>
    internal bool IsAt(PlannedVisit other) =>
        Route == other.Route && (Sequence == other.Sequence || Station == other.Station);
}

/// <summary>An item that would go another way under a candidate process.</summary>
/// <param name="Before">Its way under the process that is compared with.</param>
/// <param name="NotesBefore">The notes and warnings on that way; a warning begins with <c>Warnung: </c>.</param>
/// <param name="Because">The lines of the trace that only one of the two ways has, the candidate's with <c>+</c>, the
/// others with <c>−</c>.</param>
public sealed record SimulatedDifference(
    string Item, IReadOnlyList<PlannedVisit> Before, IReadOnlyList<PlannedVisit> After,
    IReadOnlyList<string> NotesBefore, IReadOnlyList<string> NotesAfter, IReadOnlyList<string> Because)
{
    /// <summary>What the rules have made of the item beside that: invoice group, review status, connectors.</summary>
    public IReadOnlyList<string> EffectsBefore { get; init; } = [];

    /// <summary>The same under the candidate.</summary>
    public IReadOnlyList<string> EffectsAfter { get; init; } = [];

    /// <summary>What made the difference, in the order of the way.</summary>
    public IReadOnlyList<DifferenceReason> Reasons { get; init; } = [];
}

/// <summary>Something that makes an item go another way.</summary>
/// <param name="Rule">The id of the rule; null where it is no rule, such as a station that is new.</param>
/// <param name="Text">What is different, German.</param>
/// <param name="Before">What the rule said under the process that is compared with; null where it was not looked at.</param>
/// <param name="After">What it says under the candidate; null where it is not looked at.</param>
public sealed record DifferenceReason(string? Rule, string Text, string? Before = null, string? After = null);
