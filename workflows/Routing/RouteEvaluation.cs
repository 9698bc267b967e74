using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>
/// Decides where an item goes and who gets it. Pure: it reads no clock and no store, the same input always gives the
/// same outcome. Going forward it only ever moves to a station with a higher number, or to a route that the item was not
/// on yet, so every walk ends.
/// <para>Of the rules that choose an assignee the first that holds wins and ends that search, a station's own before
/// those of the route; notes and warnings are always all collected, also where the station is skipped.</para>
/// </summary>
public static class RouteEvaluation
{
    /// <summary>The next station and its assignee.</summary>
    /// <exception cref="ArgumentException">The pinned process has no such route, or a person is needed and none is
    /// named.</exception>
    public static RouteOutcome Decide(RouteInput input) => Decide(input, null);

    /// <summary>As above, and writes down every rule that was looked at.</summary>
    internal static RouteOutcome Decide(RouteInput input, List<RuleLook>? looks)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (process, route) = Find(input);
        return new Walk(input, process, route, looks).Go();
    }

    /// <summary>What the rules of the station that the item is at demand of it now; nothing where it is at none, or
    /// where the station has gone from the route.</summary>
    /// <exception cref="ArgumentException">The pinned process has no such route.</exception>
    public static StationDemands DemandsAt(RouteInput input)
    {
        var (process, route) = Find(input);
        if (route.Station(input.Item.Station?.Sequence) is not { } station) return StationDemands.None;
        var subject = new RuleSubject(
            input.Item, input.Linked, input.Settings, input.Settings.DateAt(input.NowUtc), input.Process);
        var rules = new StationRules(
            station, new RuleScope(subject, process.Fields), new Findings(input.NowUtc), static action => action is Hold or RequireFields);
        return new StationDemands(rules.RequiredFields, [.. rules.Holds.Select(hold => hold.Text)]);
    }

    private static (CompiledProcess, CompiledRoute) Find(RouteInput input)
    {
        var name = input.Item.Route?.Name;
        var process = CompiledProcess.Of(input.Process);
        var route = process.Route(name)
            ?? throw new ArgumentException($"The pinned process has no route '{name}'.", nameof(input));
        return (process, route);
    }

    /// <summary>The station that an item is sent back to: the last one visited on this route that lies before the
    /// current one and is still active, with whoever had it there; null where there is none.</summary>
    /// <param name="wanted">The station that was named, if any; the last one is taken where it is none of these.</param>
    public static VisitedStation? SendBackTarget(
        Route route, int current, IReadOnlyList<VisitedStation> visited, int? wanted = null)
    {
        var former = visited.Where(visit => visit.Sequence < current && (visit.Route ?? route.Id) == route.Id
            && route.Station(visit.Sequence) is { Active: true }).ToList();
        return former.LastOrDefault(visit => visit.Sequence == wanted) ?? former.LastOrDefault();
    }

    /// <summary>Somebody who may approve the item at the station that it is at; null where nobody who comes into question
    /// may.</summary>
    /// <exception cref="ArgumentException">The pinned process has no such route.</exception>
    public static AssigneeRef? WhoMayApprove(RouteInput input)
    {
        var (process, route) = Find(input);
        return new Walk(input, process, route).WhoMayApprove();
    }

    /// <summary>Who is told when an item waits too long: whoever is chosen, their substitute or backup, and in the end the
    /// last resorts.</summary>
    public static AssigneeRef EscalateTo(RouteInput input, AssigneeChoice choice)
    {
        var search = new AssigneeSearch(input, []);
        return search.Find(search.Of(choice, ReasonPhrases.Contact.Of())).Assignee;
    }
}
