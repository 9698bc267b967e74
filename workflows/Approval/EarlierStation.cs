using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval;

/// <summary>Which visits an item can be sent back to.</summary>
public static class EarlierStation
{
    /// <summary>Whether the visit was at a station before that one, on the same route. Stations of a route that a rule
    /// has left are not before anything.</summary>
    /// <param name="visit">A visit of the item.</param>
    /// <param name="sequence">Where the item is.</param>
    /// <param name="route">The id of the route that it is on.</param>
    public static bool Is(Visit visit, int sequence, string? route) =>
        visit.Purpose == VisitPurposes.Station && visit.Sequence < sequence && (visit.Route ?? route) == route;
}
