using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>
/// Shows before a process goes live which items would go another way (R13). Each item walks its whole route from the
/// beginning under both processes, with what is known of it now and everybody approving; nothing is written. Pure.
/// </summary>
public static class Simulation
{
    /// <summary>The items whose stations, assignees, notes or other effects would differ, one by one as they are found.</summary>
    /// <param name="candidate">The changed process.</param>
    /// <param name="items">Each with the process to compare with.</param>
    /// <param name="settings">The candidate's settings, where they change too; null leaves those of each item.</param>
    public static IEnumerable<SimulatedDifference> Compare(
        Process candidate, IEnumerable<RouteInput> items, Settings? settings = null) =>
        items.Select(input => Difference(candidate, input, settings)).OfType<SimulatedDifference>();

    /// <summary>How the item's way would differ; null where it would not.</summary>
    /// <param name="candidate">The changed process.</param>
    /// <param name="input">The item with the process to compare with.</param>
    /// <param name="settings">The candidate's settings, where they change too; null leaves those of the item.</param>
    public static SimulatedDifference? Difference(Process candidate, RouteInput input, Settings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        var fresh = input with { Item = AtTheBeginning(input.Item, input.Chosen), Visited = [], Approvals = [], Direction = Direction.Forward };
        var changed = fresh with
        {
            Process = candidate,
            Settings = settings ?? input.Settings,
            Item = settings is null ? fresh.Item : WhereFedTo(fresh.Item, input.Settings, settings),
        };
        var before = SimulatedWay.Of(Filled(fresh));
        var after = SimulatedWay.Of(Filled(changed));
        if (SameVisits(before.Visits, after.Visits) && before.Notes.SequenceEqual(after.Notes)
            && before.Effects.SequenceEqual(after.Effects) && before.HasRoute == after.HasRoute)
        {
            return null;
        }

        return new SimulatedDifference(
            input.Item.Id, before.Visits, after.Visits, before.Notes, after.Notes,
            [
                .. before.Trace.Except(after.Trace).Select(line => "− " + line),
                .. after.Trace.Except(before.Trace).Select(line => "+ " + line),
            ])
        {
            EffectsBefore = before.Effects,
            EffectsAfter = after.Effects,
            Reasons = DifferenceReasons.Of(before, after, fresh, changed),
        };
    }

    private static bool SameVisits(IReadOnlyList<PlannedVisit> before, IReadOnlyList<PlannedVisit> after) =>
        before.Count == after.Count
        && before.Zip(after).All(pair => pair.First.IsAt(pair.Second) && pair.First.Assignee == pair.Second.Assignee);

    // Notes, route changes, group and status come again as the rules make them; what a person has chosen stays.
    private static Item AtTheBeginning(Item item, ChosenByPeople chosen) => item with
    {
        ReviewStatus = chosen.ReviewStatus ? item.ReviewStatus : null,
        Cover = chosen.InvoiceGroup || item.Cover.InvoiceGroup is null ? item.Cover : item.Cover with { InvoiceGroup = null },
        Station = null,
        Route = item.RouteChange is { Left: [var first, ..] } && item.Route is { } route ? route with { Name = first } : item.Route,
        RouteChange = null,
        Rejection = null,
        Next = null,
        Notes = [],
        CalledPostings = [],
        Checks = [.. item.Checks.Where(check => check.Rule != StationRules.FailureRule)],
    };

    // An item stays on its route unless the file changes where items like it are sent.
    private static Item WhereFedTo(Item item, Settings present, Settings candidate)
    {
        var (now, then) = (Route(present), Route(candidate));
        return then is null || now == then || item.Route is null ? item : item with { Route = item.Route with { Name = then } };

        string? Route(Settings settings) => settings.RouteSourceOf(item.Origin.Source, item.Client)?.Route;
    }

    // As the cover sheet is filled: by the table, else the default of a mail route.
    private static RouteInput Filled(RouteInput input)
    {
        var group = InvoiceGroupChoice.First(new RuleSubject(
            input.Item, input.Linked, input.Settings, input.Settings.DateAt(input.NowUtc), input.Process));
        return group is var (id, _)
            ? input with { Item = input.Item with { Cover = input.Item.Cover with { InvoiceGroup = id } } }
            : input;
    }
}
