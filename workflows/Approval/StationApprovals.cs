using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval;

/// <summary>The approvals among an item's visits.</summary>
public static class StationApprovals
{
    /// <summary>All of them, oldest first, also those after which the item was sent back.</summary>
    public static IReadOnlyList<StationApproval> Of(IEnumerable<Visit> visits) =>
    [
        .. visits.Where(visit => visit is { Purpose: VisitPurposes.Station, Decision.Kind: DecisionKinds.Approve })
            .Select(visit => new StationApproval(
                visit.Sequence, visit.Route, visit.Station, visit.Decision!.By, visit.Decision.For)),
    ];
}
