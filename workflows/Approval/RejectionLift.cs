using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval;

/// <summary>
/// What lifts a rejection that stands. On the route on which it was made: an approval there or before. Where a rule has
/// moved the item to another route there is no way back to that station, and the numbers of the new route's stations mean
/// something else; then the rejection is taken back by whoever made it, with an approval at the first station that the item
/// came to on the new route, so that all who come after decide anew.
/// </summary>
public static class RejectionLift
{
    /// <summary>Whether the rejection was made on another route than that one.</summary>
    public static bool IsOfOtherRoute(Rejection rejection, string? route) =>
        rejection.Route is { } made && route is not null && made != route;

    /// <summary>Whether an approval at that station lifts the rejection.</summary>
    /// <param name="route">The id of the station's route; null where it is not known.</param>
    /// <param name="by">Who approves.</param>
    /// <param name="standsInFor">For whom, or null.</param>
    /// <param name="visits">The item's visits.</param>
    public static bool IsBy(
        Rejection rejection, int sequence, string? route, string by, string? standsInFor, IEnumerable<Visit> visits) =>
        IsOfOtherRoute(rejection, route)
            ? rejection.Person is { } person && (person == by || person == standsInFor)
                && !visits.Any(visit => EarlierStation.Is(visit, sequence, route))
            : sequence <= rejection.Sequence;

    /// <summary>The rejection that stands where an item is rejected once more: a later one must not make an earlier one
    /// liftable at a later station.</summary>
    public static Rejection Standing(Rejection? first, Rejection next) => first is null
        || (!IsOfOtherRoute(first, next.Route) && next.Sequence <= first.Sequence) ? next : first;
}
