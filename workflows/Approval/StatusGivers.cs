using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval;

/// <summary>Whose review statuses count where one is demanded.</summary>
public static class StatusGivers
{
    /// <summary>The givers of an item's statuses. A substitute's counts for both; a rule's for nobody. The current one
    /// must have been given in this stay at the station: what somebody gave at another one, or before the item was sent
    /// away and back, is not given now.</summary>
    public static ReviewStatusGivers Of(
        Item item, IReadOnlyList<Visit> visits, IReadOnlyList<GivenStatus> statuses) => new(
            statuses is [.., var last] && last.Status == item.ReviewStatus && last.Visit >= Arrival(item, visits)
                ? [.. People(last)]
                : [],
            [.. statuses.SelectMany(People).Distinct()]);

    /// <summary>The visit in which the item came to the station that it is at.</summary>
    private static int Arrival(Item item, IReadOnlyList<Visit> visits)
    {
        var arrival = item.Visit;
        foreach (var visit in visits.Reverse().Where(visit => visit.Purpose == VisitPurposes.Station))
        {
            if (visit.Sequence != item.Station?.Sequence || (visit.Route ?? item.Route?.Name) != item.Route?.Name) break;
            arrival = Math.Min(arrival, visit.Number);
        }

        return arrival;
    }

    private static IEnumerable<string> People(GivenStatus given) =>
        given.By == ItemChange.System ? [] : given.For is { } other ? [given.By, other] : [given.By];
}
