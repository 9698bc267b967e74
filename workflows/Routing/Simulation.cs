using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Routing;

/// <summary>A station that an item would visit, and with whom.</summary>
public sealed record PlannedVisit(string Route, int Sequence, string Station, string Assignee);

/// <summary>An item that would go another way under a candidate process.</summary>
/// <param name="Before">Its way under the process it is pinned to.</param>
/// <param name="NotesBefore">The notes and warnings on that way.</param>
/// <param name="Because">The lines of the trace that only one of the two ways has, the candidate's with <c>+</c>, the
/// others with <c>−</c>: the rules that make the difference.</param>
public sealed record SimulatedDifference(
    string Item, IReadOnlyList<PlannedVisit> Before, IReadOnlyList<PlannedVisit> After,
    IReadOnlyList<string> NotesBefore, IReadOnlyList<string> NotesAfter, IReadOnlyList<string> Because);

/// <summary>
/// Shows before a process goes live which items would go another way (R13). Each item walks its whole route from the
/// beginning under both processes, with what is known of it now and everybody approving; nothing is written. Pure.
/// </summary>
public static class Simulation
{
    /// <summary>The items whose stations, assignees or notes would differ, one by one as they are found.</summary>
    /// <param name="candidate">The changed process.</param>
    /// <param name="items">Each with the process it is pinned to.</param>
    /// <param name="settings">The candidate's settings, where they change too; null leaves those of each item.</param>
    public static IEnumerable<SimulatedDifference> Compare(
        Process candidate, IEnumerable<RouteInput> items, Tenancy.Settings? settings = null)
    {
        foreach (var input in items)
        {
            var fresh = input with { Item = AtTheBeginning(input), Visited = [], Direction = Direction.Forward };
            var before = Whole(fresh);
            var after = Whole(fresh with { Process = candidate, Settings = settings ?? input.Settings });
            if (before.Visits.SequenceEqual(after.Visits) && before.Notes.SequenceEqual(after.Notes)) continue;

            yield return new SimulatedDifference(
                input.Item.Id, before.Visits, after.Visits, before.Notes, after.Notes,
                [
                    .. before.Trace.Except(after.Trace).Select(line => "− " + line),
                    .. after.Trace.Except(before.Trace).Select(line => "+ " + line),
                ]);
        }
    }

    // Notes and route changes come again as the rules make them; group and status stay, a person may have set them.
    private static Item AtTheBeginning(RouteInput input)
    {
        var item = input.Item;
        return item with
        {
            Station = null,
            Route = item.RouteChange is { Left: [var first, ..] } && item.Route is { } route ? route with { Name = first } : item.Route,
            RouteChange = null,
            Rejection = null,
            Next = null,
            Notes = [],
            CalledPostings = [],
            Checks = [.. item.Checks.Where(check => check.Rule != StationRules.FailureRule)],
        };
    }

    private static Way Whole(RouteInput input)
    {
        var way = new Way([], [], []);
        if (input.Process.Route(input.Item.Route?.Name) is null)
        {
            way.Trace.Add($"Den Leitungsweg „{input.Item.Route?.Name}“ gibt es nicht.");
            return way;
        }

        var (at, visited) = (input, new List<VisitedStation>());
        while (true)
        {
            var outcome = RouteEvaluation.Decide(at);
            way.Trace.AddRange(outcome.Trace);
            way.Notes.AddRange(outcome.Notes.Select(note => note.Text));
            if (outcome is not { Station: { } station, Assignee: { } assignee }) return way;

            var item = outcome.Effects.ApplyTo(at.Item) with { Station = station };
            item = item with { Notes = [.. item.Notes, .. outcome.Notes] };
            way.Visits.Add(new PlannedVisit(item.Route!.Name, station.Sequence, station.Name, assignee.User));
            visited.Add(new VisitedStation(station.Sequence, assignee.User, item.Route.Name));
            at = at with { Item = item, Visited = visited };
        }
    }

    private sealed record Way(List<PlannedVisit> Visits, List<string> Notes, List<string> Trace);
}
