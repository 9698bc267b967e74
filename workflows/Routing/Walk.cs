using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Routing;

/// <summary>One step of an item along its route.</summary>
internal sealed class Walk
{
    private readonly RouteInput _input;
    private readonly Route _route;
    private readonly List<string> _trace = [];
    private readonly List<ItemNote> _notes = [];
    private readonly AssigneeSearch _search;
    private readonly RuleSubject _subject;

    public Walk(RouteInput input, Route route)
    {
        _input = input;
        _route = route;
        _search = new AssigneeSearch(input, _trace);
        _subject = new RuleSubject(input.Item, input.Linked, input.Settings);
    }

    public RouteOutcome Go() => _input.Direction switch
    {
        Direction.Back => Back(),
        Direction.ToPerson => ToPerson(),
        _ => Forward(_input.Item.Station?.Sequence),
    };

    private RouteOutcome Forward(int? after)
    {
        foreach (var station in _route.Stations.OrderBy(station => station.Sequence))
        {
            if (station.Sequence <= after) continue;
            if (!station.Active)
            {
                _trace.Add($"{Name(station)}: nicht aktiv.");
                continue;
            }

            var rules = new StationRules(_input.Process, _route, station, _subject, _trace, _notes);
            if (!rules.Skip) return At(station, Candidates(station, rules));
        }

        _trace.Add("Ende des Leitungswegs.");
        return new RouteOutcome(null, null, null, NewNotes(), _trace, null);
    }

    private IEnumerable<Candidate> Candidates(Station station, StationRules rules)
    {
        if (rules.Assignee is var (chosen, rule))
            foreach (var candidate in _search.Of(chosen, $"Regel „{rule}“")) yield return candidate;

        var source = _input.Settings.Source(_input.Item.Origin.Source);
        if (_input.Item.Station is null && source?.FirstAssignee is { } first)
        {
            if (first.BySender && _input.Settings.PersonByMail(_input.Item.Origin.From) is { } sender)
                yield return new Candidate(sender.Id, "Hat die Mail weitergeleitet");
            yield return new Candidate(first.Person, $"Erste Person der Quelle „{source.Name}“");
        }

        if (station.Assignee is { } standard)
            foreach (var candidate in _search.Of(standard, $"Bearbeiter der Station {station.Name}")) yield return candidate;
        if (source?.NextAssignee is { } next && _input.Visited.Count <= 1 && _input.Item.Station is not null)
            foreach (var candidate in _search.Of(next, $"Nächste Person der Quelle „{source.Name}“")) yield return candidate;
        foreach (var candidate in _search.LastResorts()) yield return candidate;
    }

    private RouteOutcome Back()
    {
        var current = _input.Item.Station?.Sequence ?? 0;
        if (RouteEvaluation.SendBackTarget(_route, current, _input.Visited) is not { } target)
        {
            _trace.Add("Zurück: Es gibt keine frühere Station.");
            return new RouteOutcome(null, null, null, NewNotes(), _trace, null);
        }

        var station = _route.Station(target.Sequence)!;
        var rules = new StationRules(_input.Process, _route, station, _subject, _trace, _notes);
        var former = new Candidate(target.Assignee, $"Zurück an {station.Name}, wie zuvor");
        return At(station, Candidates(station, rules).Prepend(former));
    }

    private RouteOutcome ToPerson()
    {
        var current = _input.Item.Station ?? throw new ArgumentException("The item is at no station yet.");
        if (string.IsNullOrEmpty(_input.Person)) throw new ArgumentException("No person is named.");
        // The station may have gone from a newer version of the route; the item stays where it is all the same.
        var (assignee, standsInFor) = _search.Find(
            _search.LastResorts().Prepend(new Candidate(_input.Person, "Weitergeleitet")));
        return new RouteOutcome(
            current, assignee, standsInFor, [], _trace, VisitTimes.Of(_input.Settings, _input.NowUtc));
    }

    private RouteOutcome At(Station station, IEnumerable<Candidate> candidates)
    {
        _trace.Add($"{Name(station)}: wird besucht.");
        var (assignee, standsInFor) = _search.Find(candidates);
        return new RouteOutcome(
            new StationRef(station.Sequence, station.Name, _input.NowUtc), assignee, standsInFor, NewNotes(), _trace,
            VisitTimes.Of(_input.Settings, _input.NowUtc));
    }

    // A rule that holds at several stations speaks once.
    private List<ItemNote> NewNotes() =>
    [
        .. _notes.DistinctBy(note => (note.By, note.Text, note.Warning))
            .Where(note => !_input.Item.Notes.Any(known => known.By == note.By && known.Text == note.Text))
            .Select(note => note with { AtUtc = _input.NowUtc }),
    ];

    private static string Name(Station station) => $"Station {station.Sequence} {station.Name}";
}
