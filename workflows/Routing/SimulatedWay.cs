using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Routing;

/// <summary>The whole way of an item from where it is to the end of its route, with everybody approving. Pure.</summary>
public sealed class SimulatedWay
{
    private readonly List<PlannedVisit> _visits = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _trace = [];
    private readonly List<RuleLook> _looks = [];

    private SimulatedWay()
    {
    }

    /// <summary>The stations that are visited.</summary>
    public IReadOnlyList<PlannedVisit> Visits => _visits;

    /// <summary>The notes and warnings that the rules add; a warning begins with <c>Warnung: </c>.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Every rule and choice looked at.</summary>
    public IReadOnlyList<string> Trace => _trace;

    /// <summary>What the rules have made of the item beside that.</summary>
    public IReadOnlyList<string> Effects { get; private set; } = [];

    /// <summary>Whether the process has the route at all.</summary>
    public bool HasRoute { get; private set; } = true;

    internal IReadOnlyList<RuleLook> Looks => _looks;

    /// <summary>The way of an item under the process of the input. A route that the process does not have makes an empty
    /// way.</summary>
    public static SimulatedWay Of(RouteInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var way = new SimulatedWay();
        if (input.Process.Route(input.Item.Route?.Name) is null)
        {
            way.HasRoute = false;
            way._trace.Add(TracePhrases.NoRoute.Of(input.Item.Route?.Name ?? "–"));
            return way;
        }

        way.Go(input);
        return way;
    }

    private void Go(RouteInput input)
    {
        var (at, visited, approvals) = (input, new List<VisitedStation>(input.Visited), new List<StationApproval>(input.Approvals));
        while (true)
        {
            var outcome = RouteEvaluation.Decide(at, _looks);
            _trace.AddRange(outcome.Trace);
            _notes.AddRange(outcome.Notes.Select(note => note.Warning ? DifferencePhrases.Warning.Of(note.Text) : note.Text));
            var item = outcome.Effects.ApplyTo(at.Item);
            if (outcome is not { Station: { } station, Assignee: { } assignee })
            {
                Effects = EffectsOf(item, input);
                return;
            }

            item = item with { Station = station, Notes = [.. item.Notes, .. outcome.Notes] };
            _visits.Add(new PlannedVisit(item.Route!.Name, station.Sequence, station.Name, assignee.User) { Reason = assignee.Reason });
            visited.Add(new VisitedStation(station.Sequence, assignee.User, item.Route.Name));
            approvals.Add(new StationApproval(station.Sequence, item.Route.Name, station.Name, assignee.User, outcome.For));
            at = at with { Item = item, Visited = visited, Approvals = approvals };
        }
    }

    private static List<string> EffectsOf(Item item, RouteInput input)
    {
        var effects = new List<string>();
        if (item.Cover.InvoiceGroup is { } group) effects.Add(DifferencePhrases.Group.Of(
            input.Process.InvoiceGroups.FirstOrDefault(one => one.Id == group)?.Name ?? group));
        if (item.ReviewStatus is { } status) effects.Add(DifferencePhrases.Status.Of(input.Process.ReviewStatus(status)?.Name ?? status));
        effects.AddRange(item.CalledPostings.Select(called => DifferencePhrases.HandedTo.Of(
            input.Settings.Connectors.FirstOrDefault(one => one.Id == called)?.Name ?? called)));
        return effects;
    }
}
