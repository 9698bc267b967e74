using Serverless.Web.Pages;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Posting;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Routes.Diagram;

/// <summary>How an item stands to a station.</summary>
public enum StopState
{
    Ahead,
    Visited,
    Current,

    /// <summary>Rejected there, which stands, or turned down there for a corrected invoice that took its place.</summary>
    Rejected,
    Skipped,
    LeftOut,

    /// <summary>The item ended before it.</summary>
    NotReached,
}

/// <summary>How an item's way on a route has ended.</summary>
public enum WayEnd
{
    /// <summary>Not yet, or on another route.</summary>
    Open,
    Reached,
    Rejected,

    /// <summary>A corrected invoice has taken its place.</summary>
    Replaced,
    GivenUp,
}

/// <summary>A rule at a place, in words.</summary>
/// <param name="When">When it holds.</param>
/// <param name="Then">What it does then.</param>
/// <param name="Holds">Whether it stops the item; such a rule is never left out for want of room.</param>
public sealed record RuleLine(string When, string Then, bool Holds = false);

/// <summary>Who decided what and when.</summary>
/// <param name="Against">Whether it was a rejection.</param>
public sealed record ToldDecision(string Text, bool Against);

/// <summary>A station as the diagram shows it.</summary>
/// <param name="Skips">The rules that pass it by.</param>
/// <param name="Changes">The rules that lead to another route from here.</param>
/// <param name="Rules">All other rules.</param>
/// <param name="Gone">Whether the item's way leads to it or past it.</param>
/// <param name="Happened">Oldest first.</param>
public sealed record DiagramStop(
    int Sequence, string Name, string Assignee, bool Active, bool Included, StopState State, bool Gone,
    IReadOnlyList<RuleLine> Skips, IReadOnlyList<RuleLine> Changes, IReadOnlyList<RuleLine> Rules,
    IReadOnlyList<ToldDecision> Happened);

/// <summary>A route as a diagram, with the way of an item on it where there is one.</summary>
/// <param name="Everywhere">The rules of the route, looked at at each station.</param>
/// <param name="Connectors">What the item is handed to at the end; where it has ended, what it was handed to.</param>
/// <param name="Back">From which station to which it was sent back.</param>
public sealed record RouteDiagram(
    string Id, string Name, IReadOnlyList<DiagramStop> Stops, IReadOnlyList<RuleLine> Everywhere,
    IReadOnlyList<string> Connectors, IReadOnlyList<(int From, int To)> Back, WayEnd End)
{
    /// <summary>The route alone.</summary>
    public static RouteDiagram Of(Route route, Process process, Settings settings, Words words) =>
        Build(route, process, settings, words, null, []);

    /// <summary>The routes that an item was and is on, each with its way so far; empty where it is on none, or where its
    /// process does not have it.</summary>
    public static IReadOnlyList<RouteDiagram> Of(
        Item item, IReadOnlyList<Visit> visits, Process process, Settings settings, Words words) =>
    [
        .. (item.RouteChange?.Left ?? []).Append(item.Route?.Name ?? string.Empty).Select(process.Route).OfType<Route>()
            .Select(route => Build(route, process, settings, words, item, visits)),
    ];

    private static RouteDiagram Build(
        Route route, Process process, Settings settings, Words words, Item? item, IReadOnlyList<Visit> visits)
    {
        var spoken = new RuleWords(process, settings, words.Language);
        var own = visits.Where(visit => visit.Purpose == VisitPurposes.Station
            && (visit.Route ?? item?.Route?.Name) == route.Id).ToList();
        var isLast = item?.Route?.Name == route.Id;
        var end = isLast ? EndOf(item!) : WayEnd.Open;
        var reached = own.Count == 0 ? int.MinValue : own.Max(visit => visit.Sequence);
        if (isLast && item!.Station is { } at) reached = Math.Max(reached, at.Sequence);
        if (end is WayEnd.Reached or WayEnd.Rejected) reached = int.MaxValue;
        var includedOnly = item?.RouteChange?.Left is [var first, ..] && first != route.Id;

        var stops = route.Stations.OrderBy(station => station.Sequence).Select(station =>
        {
            var included = !includedOnly || station.IncludeOnRouteChange;
            var here = own.Where(visit => visit.Sequence == station.Sequence).ToList();
            var state = item is null ? StopState.Ahead
                : isLast && item.Station?.Sequence == station.Sequence && ItemLifeIsOpen(item) ? StopState.Current
                : here.Count > 0 && (isLast || item.Rejection?.Route == route.Id) && IsRejectedAt(item, here) ? StopState.Rejected
                : here.Count > 0 ? StopState.Visited
                : !station.Active || !included ? StopState.LeftOut
                : station.Sequence < reached ? StopState.Skipped
                : !isLast ? StopState.LeftOut
                : end == WayEnd.Open ? StopState.Ahead : StopState.NotReached;
            return new DiagramStop(
                station.Sequence, station.Name, station.Assignee is { } who ? spoken.Of(who) : words.NobodyFixed,
                station.Active, included, state, item is not null && station.Sequence <= reached,
                Lines(station.Rules, action => action is SkipStation),
                Lines(station.Rules.Concat(station.AllowRouteChange ? route.Rules : []), action => action is AssignRoute),
                Lines(station.Rules, action => action is not (SkipStation or AssignRoute)),
                [.. here.Select(visit => Told(visit, settings, words))]);
        }).ToList();

        var back = own.Zip(own.Skip(1)).Where(pair => pair.Second.Sequence < pair.First.Sequence)
            .Select(pair => (pair.First.Sequence, pair.Second.Sequence)).Distinct().ToList();
        var connectors = (item is null ? route.Connectors : HandedTo(item, route, end))
            .Select(id => settings.Connectors.FirstOrDefault(one => one.Id == id)?.Name ?? id);
        return new RouteDiagram(route.Id, route.Name, stops, Lines(route.Rules, _ => true), [.. connectors], back, end);

        List<RuleLine> Lines(IEnumerable<RuleUse> uses, Func<RuleAction, bool> wanted) =>
        [
            .. uses.Where(use => use.Active).OrderBy(use => use.Sequence)
                .Select(use => (Rule: process.Rule(use.Rule), Action: process.Action(use.Action)))
                .Where(pair => pair.Rule is not null && pair.Action is not null && wanted(pair.Action))
                .Select(pair => new RuleLine(spoken.Of(pair.Rule!), spoken.Of(pair.Action!), pair.Action is Hold)),
        ];
    }

    private static bool ItemLifeIsOpen(Item item) => item.Status is ItemStatus.Running or ItemStatus.Waiting;

    private static WayEnd EndOf(Item item) => item switch
    {
        { GivenUp: true } => WayEnd.GivenUp,
        { SupplierRejection.End: SupplierRejectionEnd.Corrected } => WayEnd.Replaced,
        { Station: not null } => WayEnd.Open,
        { Rejection: not null, Stage: >= ItemStage.Posting } or { Status: ItemStatus.Rejected } => WayEnd.Rejected,
        { Status: ItemStatus.Failed or ItemStatus.Cancelled } => WayEnd.GivenUp,
        { Stage: >= ItemStage.Posting } => WayEnd.Reached,
        _ => WayEnd.Open,
    };

    private static bool IsRejectedAt(Item item, IReadOnlyList<Visit> here) =>
        (item.Rejection is { } rejection && ((rejection.Sequence == here[0].Sequence && !RejectionLift.IsOfOtherRoute(rejection, here[0].Route))
            || here.LastOrDefault(visit => visit.Decision is not null)?.Decision?.Kind == DecisionKinds.Reject))
        || (item.SupplierRejection is { End: SupplierRejectionEnd.Corrected } turned && turned.Station == here[0].Sequence);

    private static IEnumerable<string> HandedTo(Item item, Route route, WayEnd end) =>
        item.Rejection is not null || end is not (WayEnd.Open or WayEnd.Reached) ? []
        : item.Stage < ItemStage.Archiving ? route.Connectors
        : item.Postings.Where(posting => posting.State.Equals(nameof(PostingStep.Confirmed), StringComparison.OrdinalIgnoreCase))
            .Select(posting => posting.System);

    private static ToldDecision Told(Visit visit, Settings settings, Words words)
    {
        if (visit.Decision is not { } made)
            return new ToldDecision($"● {Name(visit.Assignee)}, {words.Since(LocalTime.Moment(visit.OpenedUtc, words))}", Against: false);
        var by = made.For is { } other && other != made.By ? $"{Name(made.By)} ({words.For(Name(other))})" : Name(made.By);
        var against = made.Kind is DecisionKinds.Reject or DecisionKinds.RejectToSupplier;
        var sign = against ? "✗" : made.Kind == DecisionKinds.SendBack ? "↩" : "✓";
        return new ToldDecision($"{sign} {by}: {words.DecidedName(made.Kind)}, {LocalTime.Moment(made.AtUtc, words)}", against);

        string Name(string id) => settings.Person(id)?.Name ?? id;
    }
}
