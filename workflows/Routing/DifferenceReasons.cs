using System.Text.Json;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Routing;

/// <summary>Finds what makes an item go another way: first the rules, then what has changed of stations and people.</summary>
internal static class DifferenceReasons
{
    private const int Most = 20;

    public static IReadOnlyList<DifferenceReason> Of(
        SimulatedWay before, SimulatedWay after, RouteInput present, RouteInput candidate)
    {
        var reasons = new List<DifferenceReason>();
        if (before.HasRoute != after.HasRoute)
        {
            var route = (after.HasRoute ? present : candidate).Item.Route?.Name;
            reasons.Add(new DifferenceReason(null, after.HasRoute
                ? DifferencePhrases.RouteIsNew.Of(route ?? "–")
                : DifferencePhrases.RouteGoes.Of(route ?? "–")));
        }
        else if (present.Item.Route?.Name != candidate.Item.Route?.Name)
        {
            reasons.Add(new DifferenceReason(null, DifferencePhrases.OtherRoute.Of(
                candidate.Process.Route(candidate.Item.Route?.Name)?.Name ?? "–")));
        }

        Rules(before, after, reasons);
        Stations(before, after, present, candidate, reasons);
        return reasons.Count > Most ? reasons[..Most] : reasons;
    }

    private static void Rules(SimulatedWay before, SimulatedWay after, List<DifferenceReason> reasons)
    {
        var (old, now) = (ByUse(before.Looks), ByUse(after.Looks));
        foreach (var key in old.Keys.Union(now.Keys))
        {
            var (was, becomes) = (old.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (was is not { Holds: true } && becomes is not { Holds: true }) continue;
            if (was is { Holds: true } && becomes is { Holds: true } && SameAction(was, becomes)) continue;

            var look = becomes ?? was!;
            var text = (was, becomes) switch
            {
                ({ Holds: true }, { Holds: true }) => DifferencePhrases.OtherAction,
                ({ Holds: true }, { Holds: false }) => DifferencePhrases.HoldsNoMore,
                ({ Holds: false }, { Holds: true }) => DifferencePhrases.WillHold,
                (_, null) => DifferencePhrases.LookedAtNoMore,
                _ => DifferencePhrases.LookedAt,
            };
            reasons.Add(new DifferenceReason(
                look.Use.Rule!.Rule.Id,
                text.Of(look.Use.Where, look.Use.Rule.Rule.Name, look.Use.Action!.Name), was?.Line, becomes?.Line));
        }
    }

    // A rule of the route is looked at at each station; that it holds at one of them is what matters.
    private static Dictionary<(string, string, string), Look> ByUse(IReadOnlyList<RuleLook> looks)
    {
        var found = new Dictionary<(string, string, string), Look>();
        foreach (var look in looks)
        {
            var where = look.Use.OfRoute ? look.Use.Where : look.Station.Name;
            var key = (where, look.Use.Rule!.Rule.Id, look.Use.Action!.Id);
            if (!found.TryGetValue(key, out var known) || (look.Holds && !known.Holds))
                found[key] = new Look(look.Use, look.Holds, look.Line);
        }

        return found;
    }

    private static bool SameAction(Look one, Look other) =>
        ReferenceEquals(one.Use.Action, other.Use.Action) || Json(one.Use.Action!) == Json(other.Use.Action!);

    private static string Json(RuleAction action) => JsonSerializer.Serialize(action, TenantJson.Options);

    private static void Stations(
        SimulatedWay before, SimulatedWay after, RouteInput present, RouteInput candidate, List<DifferenceReason> reasons)
    {
        foreach (var visit in before.Visits.Where(visit => !after.Visits.Any(visit.IsAt)))
        {
            if (!Has(candidate.Process, visit))
                Add(DifferencePhrases.StationGoes.Of($"{visit.Sequence} {visit.Station}"));
        }

        foreach (var visit in after.Visits)
        {
            if (before.Visits.FirstOrDefault(visit.IsAt) is not { } was)
            {
                if (!Has(present.Process, visit)) Add(DifferencePhrases.StationIsNew.Of($"{visit.Sequence} {visit.Station}"));
            }
            else if (was.Assignee != visit.Assignee && !IsOfRule(was) && !IsOfRule(visit))
            {
                Add(DifferencePhrases.OtherPerson.Of(
                    $"{visit.Sequence} {visit.Station}", NameOf(was, present), was.Reason, NameOf(visit, candidate), visit.Reason));
            }
        }

        void Add(string text) => reasons.Add(new DifferenceReason(null, text));
    }

    private static bool Has(Process process, PlannedVisit visit) => process.Route(visit.Route)?.Stations.Any(station =>
        station.Active && (station.Sequence == visit.Sequence || station.Name == visit.Station)) == true;

    private static bool IsOfRule(PlannedVisit visit) => visit.Reason.StartsWith(ReasonPhrases.Rule.Parts[0], StringComparison.Ordinal);

    private static string NameOf(PlannedVisit visit, RouteInput input) =>
        input.Settings.Person(visit.Assignee)?.Name ?? visit.Assignee;

    private sealed record Look(Rules.CompiledUse Use, bool Holds, string Line);
}
