using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>One step of an item along its route.</summary>
internal sealed class Walk
{
    private readonly RouteInput _input;
    private readonly Findings _findings;
    private readonly AssigneeSearch _search;
    private readonly RuleScope _scope;
    private readonly RouteSwitch _switch;

    /// <param name="looks">Where every rule that is looked at is written down, if anybody asks for it.</param>
    public Walk(RouteInput input, CompiledProcess process, CompiledRoute route, List<RuleLook>? looks = null)
    {
        _input = input;
        _findings = new Findings(input.NowUtc) { Looks = looks };
        _search = new AssigneeSearch(input, _findings.Trace);
        _switch = new RouteSwitch(process, route, input.Item, _findings.Trace);
        _scope = new RuleScope(
            new RuleSubject(input.Item, input.Linked, input.Settings, input.Settings.DateAt(input.NowUtc), input.Process),
            process.Fields);
    }

    public RouteOutcome Go() => _input.Direction switch
    {
        Direction.Back => Back(),
        Direction.ToPerson => ToPerson(),
        _ => Forward(),
    };

    private RouteOutcome Forward()
    {
        var after = _input.Item.Station?.Sequence;
        if (_switch.Route.Station(after) is { } current && ChangesRoute(current)) after = null;
        while (true)
        {
            var (next, changed) = Along(after);
            if (next is not null) return next;
            if (!changed) break;
            after = null;
        }

        _findings.DroppedPostings = new CallReview(_scope, _findings).Dropped(_switch.Ways);
        _findings.Trace.Add(TracePhrases.End.Of());
        return new RouteOutcome(null, null, null, NewNotes(), _findings.Trace) { Effects = Effects() };
    }

    // A rule may come true while the item is at the station, so the route is looked at again when it leaves.
    private bool ChangesRoute(CompiledStation current) =>
        new StationRules(current, _scope, _findings, static action => action is AssignRoute).Route is { } wanted
        && _switch.Try(current, wanted.Route, wanted.Rule);

    /// <summary>The next station of the present route; or that the route was changed on the way; or neither at its end.</summary>
    private (RouteOutcome? Next, bool Changed) Along(int? after)
    {
        foreach (var station in _switch.Route.Stations)
        {
            if (station.Station.Sequence <= after) continue;
            if (_switch.LeavesOut(station) is { } why)
            {
                _findings.Trace.Add(why);
                continue;
            }

            var rules = new StationRules(station, _scope, _findings);
            if (rules.Route is var (wanted, rule))
            {
                // The hold would be lost with the station; the route changes when the item leaves it.
                foreach (var (_, text) in rules.Holds) _findings.Trace.Add(TracePhrases.NotSwitchedHeld.Of(station.Name, text));
                if (rules.Holds.Count == 0 && _switch.Try(station, wanted, rule)) return (null, true);
            }

            if (!rules.Skip || Keeps(station, rules))
                return (At(station, rules, Candidates(station.Station, rules, IsSecond(_input))), false);
        }

        return (null, false);
    }

    /// <summary>Whether something keeps the item at a station that is to be passed without processing: a hold, or a field
    /// that a rule demands and that is empty. Nobody would ever see either of them otherwise.</summary>
    private bool Keeps(CompiledStation station, StationRules rules)
    {
        var missing = rules.RequiredFields.FindAll(field => RequiredNames.Missing(_scope.Subject.Item, field) is not null);
        foreach (var (_, text) in rules.Holds) _findings.Trace.Add(TracePhrases.NotSkippedHeld.Of(station.Name, text));
        if (missing.Count > 0)
        {
            _findings.Trace.Add(TracePhrases.NotSkippedMissing.Of(
                station.Name, string.Join(", ", missing.Select(RequiredNames.LabelOf))));
        }

        return rules.Holds.Count > 0 || missing.Count > 0;
    }

    /// <summary>Whether the item goes on from the station that it was at first, for the first time or again.</summary>
    private static bool IsSecond(RouteInput input) => input.Item.Station is { } current
        && (input.Visited is not [var first, ..]
            || (first.Sequence == current.Sequence && (first.Route ?? input.Item.Route?.Name) == input.Item.Route?.Name));

    /// <param name="proposed">Whether the one whom the source proposes for the second station comes into question.</param>
    private IEnumerable<Candidate> Candidates(Station station, StationRules rules, bool proposed = false)
    {
        if (rules.Assignee is var (chosen, rule))
            foreach (var candidate in _search.Of(chosen, ReasonPhrases.Rule.Of(rule))) yield return candidate;

        var source = _input.Settings.Source(_input.Item.Origin.Source);
        if (_input.Item.Station is null && source?.FirstAssignee is { } first)
        {
            if (first.BySender && _input.Settings.PersonByMail(_input.Item.Origin.From) is { } sender)
                yield return new Candidate(sender.Id, ReasonPhrases.ForwardedTheMail.Of());
            yield return new Candidate(first.Person, ReasonPhrases.FirstOfSource.Of(source.Name));
        }

        if (proposed && source?.NextAssignee is { } next)
            foreach (var candidate in _search.Of(next, ReasonPhrases.NextOfSource.Of(source.Name))) yield return candidate;
        if (station.Assignee is { } standard)
            foreach (var candidate in _search.Of(standard, ReasonPhrases.OfStation.Of(station.Name))) yield return candidate;
    }

    private RouteOutcome Back()
    {
        var (route, current) = (_switch.Route.Route, _input.Item.Station?.Sequence ?? 0);
        if (RouteEvaluation.SendBackTarget(route, current, _input.Visited, _input.BackTo) is not { } target)
        {
            _findings.Trace.Add(TracePhrases.NoEarlier.Of());
            return new RouteOutcome(null, null, null, NewNotes(), _findings.Trace);
        }

        var station = _switch.Route.Station(target.Sequence)!;
        var rules = new StationRules(station, _scope, _findings);
        var former = new Candidate(target.Assignee, ReasonPhrases.BackTo.Of(station.Station.Name));
        return At(station, rules, Candidates(station.Station, rules).Prepend(former));
    }

    private RouteOutcome ToPerson()
    {
        var current = _input.Item.Station ?? throw new ArgumentException("The item is at no station yet.");
        if (string.IsNullOrEmpty(_input.Person) && _input.Role is null) throw new ArgumentException("No person is named.");
        // The station may have gone from a newer version of the route; the item stays where it is all the same.
        var why = _input.Why is { } move ? ReasonPhrases.AtTheFront(move) : ReasonPhrases.Forwarded.Of();
        var named = _input.Role is null
            ? [new Candidate(_input.Person, why)]
            : _search.Of(new AssigneeChoice { Role = _input.Role }, why);
        var found = _search.Find(named);
        var station = _switch.Route.Route.Station(current.Sequence);
        if (Release(station).Against(found.Assignee.User, found.For) is not { } obstacle)
            return new RouteOutcome(current, found.Assignee, found.For, [], _findings.Trace);

        // Whoever was named shall have it, to look at it; they see what they cannot do.
        _findings.Trace.Add(TracePhrases.GoesAllTheSame.Of(obstacle.Text));
        var assignee = found.Assignee with { Reason = $"{found.Assignee.Reason}; {obstacle.Text}" };
        return new RouteOutcome(current, assignee, found.For, [], _findings.Trace);
    }

    private RouteOutcome At(CompiledStation station, StationRules rules, IEnumerable<Candidate> candidates)
    {
        foreach (var (rule, text) in rules.Holds)
            _findings.Note(ReasonPhrases.Rule.Of(rule), TracePhrases.Held.Of(text), warning: true);
        _findings.Trace.Add(TracePhrases.Visited.Of(station.Name));
        var found = _search.Find(
            candidates, Release(station.Station), _search.Others(station.Station, [rules.Assignee?.Choice, station.Station.Assignee]));
        if (found.Obstacles.Count > 0)
        {
            _findings.Note($"Station „{station.Name}“",
                TracePhrases.NobodyMay.Of(string.Join("; ", found.Obstacles)), warning: true);
        }

        return new RouteOutcome(
            new StationRef(station.Station.Sequence, station.Station.Name, _input.NowUtc), found.Assignee, found.For,
            NewNotes(), _findings.Trace)
        {
            Effects = Effects(),
        };
    }

    /// <summary>Somebody who may approve at the station that the item is at, or null.</summary>
    public AssigneeRef? WhoMayApprove()
    {
        if (_switch.Route.Station(_input.Item.Station?.Sequence) is not { } station) return null;
        var rules = new StationRules(station, _scope, _findings, static action => action is SetAssignee);
        var found = _search.Find(
            Candidates(station.Station, rules), Release(station.Station),
            _search.Others(station.Station, [rules.Assignee?.Choice, station.Station.Assignee]));
        return found.Obstacles.Count == 0 ? found.Assignee : null;
    }

    private ReleaseRule Release(Station? station) =>
        new(_input.Settings, _scope.Subject.Item, station, _switch.Route.Route.Id, _input.Approvals);

    private RuleEffects Effects() => _findings.ToEffects(_input.Item, _switch.Assigned, _switch.Change);

    private List<ItemNote> NewNotes() => _input.Item.Notes.Count == 0
        ? _findings.Notes
        : _findings.Notes.FindAll(note => !_input.Item.Notes.Any(known => known.By == note.By && known.Text == note.Text));
}
