using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval;

/// <summary>Where four eyes are demanded and nobody else has approved the item yet (the other stations were skipped by a rule,
/// or left out after a change of the route), the first approval is half of it: the item stays for a second person.</summary>
public static class SecondPair
{
    /// <summary>The approval that the item would leave a station with four eyes with, where it is the only person's; else
    /// null. What is rejected is not paid, whoever has seen it.</summary>
    /// <param name="input">The item as its last decision left it.</param>
    /// <param name="visits">All of the item, oldest first.</param>
    public static Decision? Lacks(RouteInput input, IReadOnlyList<Visit> visits)
    {
        var item = input.Item;
        if (item.Rejection is not null || item.IsHeld) return null;
        var route = item.Route?.Name;
        return visits.LastOrDefault(visit => visit.Purpose == VisitPurposes.Station)
                is { Decision: { Kind: DecisionKinds.Approve } decision } last
            && last.Sequence == item.Station?.Sequence && (last.Route ?? route) == route
            && input.Process.Route(route)?.Station(last.Sequence) is { FourEyes: true }
            && !ReleaseRule.HasSecondPair(input.Approvals, decision.By, decision.For)
                ? decision
                : null;
    }
}
