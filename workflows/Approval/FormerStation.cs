using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>A station that an item was at and can be sent back to.</summary>
/// <param name="Person">Who had it there last; see <see cref="VisitedStations.Person"/>.</param>
public sealed record FormerStation(int Sequence, string Name, string Person)
{
    /// <summary>The stations visited before that one on the same route, each once, the one visited last first.</summary>
    /// <param name="visits">The item's visits, oldest first.</param>
    /// <param name="sequence">Where the item is.</param>
    /// <param name="route">The id of the route that it is on.</param>
    public static IReadOnlyList<FormerStation> Of(IReadOnlyList<Visit> visits, int sequence, string? route, Settings settings) =>
    [
        .. visits.Reverse().Where(visit =>
                EarlierStation.Is(visit, sequence, route) && visit.Decision?.Kind != DecisionKinds.Reassign)
            .DistinctBy(visit => visit.Sequence)
            .Select(visit => new FormerStation(visit.Sequence, visit.Station, VisitedStations.Person(visit, settings))),
    ];
}
