using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval;

/// <summary>A station that an item was at and can be sent back to.</summary>
/// <param name="Person">Who decided there, or was asked last.</param>
public sealed record FormerStation(int Sequence, string Name, string Person)
{
    /// <summary>The stations visited before that one on the same route, each once, the one visited last first.</summary>
    /// <param name="visits">The item's visits, oldest first.</param>
    /// <param name="sequence">Where the item is.</param>
    /// <param name="route">The id of the route that it is on.</param>
    public static IReadOnlyList<FormerStation> Of(IReadOnlyList<Visit> visits, int sequence, string? route) =>
    [
        .. visits.Reverse().Where(visit =>
                EarlierStation.Is(visit, sequence, route) && visit.Decision?.Kind != DecisionKinds.Reassign)
            .DistinctBy(visit => visit.Sequence)
            .Select(visit => new FormerStation(visit.Sequence, visit.Station, visit.Decision?.By ?? visit.Assignee)),
    ];
}
