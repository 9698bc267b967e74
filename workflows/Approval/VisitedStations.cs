using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval;

/// <summary>The stations among an item's visits, with who had it there.</summary>
public static class VisitedStations
{
    /// <summary>All of them, oldest first. Where it was given to somebody else, or to the supplier, only the visit that came
    /// of it counts.</summary>
    public static IReadOnlyList<VisitedStation> Of(IEnumerable<Visit> visits, Settings settings) =>
    [
        .. visits.Where(visit => visit.Purpose == VisitPurposes.Station
                && visit.Decision?.Kind is not (DecisionKinds.Reassign or DecisionKinds.RejectToSupplier))
            .Select(visit => new VisitedStation(visit.Sequence, Person(visit, settings), visit.Route)),
    ];

    /// <summary>Who had the item in a visit: for whom it was decided, while they are with the tenant, else who decided, else
    /// who was asked.</summary>
    public static string Person(Visit visit, Settings settings) => visit.Decision switch
    {
        null => visit.Assignee,
        { For: { } other } when settings.Person(other) is { Active: true } => other,
        { } made => made.By,
    };
}
