using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Routing;

/// <summary>
/// Decides where an item goes and who gets it. Pure: it reads no clock and no store, the same input always gives the
/// same outcome. Going forward it only ever moves to a station with a higher number, so every walk ends.
/// <para>Of the rules that choose an assignee the first that holds wins and ends that search, a station's own before
/// those of the route; notes and warnings are always all collected, also where the station is skipped.</para>
/// </summary>
public static class RouteEvaluation
{
    /// <summary>The next station and its assignee.</summary>
    /// <exception cref="ArgumentException">The pinned process has no such route, or a person is needed and none is
    /// named.</exception>
    public static RouteOutcome Decide(RouteInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var name = input.Item.Route?.Name;
        var route = input.Process.Route(name)
            ?? throw new ArgumentException($"The pinned process has no route '{name}'.", nameof(input));
        return new Walk(input, route).Go();
    }

    /// <summary>The station that an item is sent back to: the last one visited that lies before the current one and
    /// is still active, with whoever had it there; null where there is none.</summary>
    public static VisitedStation? SendBackTarget(
        Route route, int current, IReadOnlyList<VisitedStation> visited) =>
        visited.LastOrDefault(visit => visit.Sequence < current && route.Station(visit.Sequence) is { Active: true });

    /// <summary>Who is told when an item waits too long; null where the settings name nobody.</summary>
    public static AssigneeRef? EscalateTo(RouteInput input)
    {
        if (input.Settings.Reminders.EscalateTo is not { } choice) return null;
        var search = new AssigneeSearch(input, []);
        return search.Find(search.Of(choice, "Eskalation").Concat(search.LastResorts())).Assignee;
    }
}
