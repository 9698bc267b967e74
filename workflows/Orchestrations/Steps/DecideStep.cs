using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Finds the next station and its person by the pinned route and opens the visit, or ends the walk.</summary>
public sealed class DecideStep(
    ItemJournal journal, TenantFiles tenants, ProcessStore processes, MasterData master, DuplicateIndex duplicates,
    HeldItems held, Corrections corrections, TimeProvider time)
    : ItemActivity(StepKind.Decide, journal, time)
{
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var settings = tenants.Require(item.Tenant).Settings;
        var now = _time.GetUtcNow();
        var visits = await _journal.VisitsAsync(item, cancellation);

        // Of two that were matched at once neither may have found the other. Now that this one is written it is looked once
        // more, before the rules and people see it.
        var others = item.Visit == 0 ? await duplicates.FindAsync(item, cancellation) : null;
        Item Noted(Item one) => others is null ? one : DuplicateFindings.Note(one, others);
        item = Noted(item);
        var process = await processes.RequireAsync(item, cancellation);
        var input = new RouteInput
        {
            Item = item,
            Linked = await master.LinkedAsync(item.Tenant, item.Cover, cancellation),
            Process = process,
            Settings = settings,
            Absences = await master.AbsencesFromAsync(item.Tenant, settings.DateAt(now), cancellation),
            Visited = VisitedStations.Of(visits, settings),
            Approvals = StationApprovals.Of(item, visits, await _journal.EditsAsync(item, cancellation), settings, process),
            Direction = item.Next?.Direction ?? Direction.Forward,
            Person = item.Next?.Person,
            Role = item.Next?.Role,
            Why = item.Next?.Why,
            BackTo = item.Next?.Station,
            NowUtc = now,
        };
        if (input.Direction == Direction.Forward && SecondPair.Lacks(input, visits) is { } first)
        {
            input = input with
            {
                Direction = Direction.ToPerson,
                Person = RouteEvaluation.WhoMayApprove(input)?.User ?? settings.Global.FallbackAssignee,
                Why = ReasonPhrases.SecondPair.Of(settings.Person(first.By)?.Name ?? first.By),
            };
        }

        var outcome = RouteEvaluation.Decide(input);

        // Nobody sent it forward: where there is nothing to go back to it stays, and is never posted for that.
        if (outcome.Station is null && input.Direction == Direction.Back)
        {
            var last = visits.Last(visit => visit.Purpose == VisitPurposes.Station);
            outcome = RouteEvaluation.Decide(input with { Direction = Direction.ToPerson, Person = last.Assignee });
        }

        if (item is { IsHeld: true, Station: { } stays })
        {
            // It stays where it is: the rules of the station have spoken already, and nothing of them is to be done again.
            await MoveAsync(item, current => Visiting(
                current, stays, outcome with { Effects = new RuleEffects(), Notes = [] }, now, VisitPurposes.Correction), cancellation);
            await LinkAsync(item, visits, cancellation);
            return;
        }

        await MoveAsync(item, current =>
        {
            var moved = outcome.Station is { } station
                ? Visiting(outcome.Effects.ApplyTo(Noted(current)), station, outcome, now)
                : AtTheEnd(outcome.Effects.ApplyTo(Noted(current)), outcome);
            return outcome.Effects.ReviewStatus is { } status
                ? moved with { Rows = [.. moved.Rows, ByRule(current, moved.Item, input.Process, status, now)] }
                : moved;
        }, cancellation);
    }

    /// <summary>Links a correction that came while the item did not wait for it yet, unless a link was taken back before:
    /// that one is not to be made again.</summary>
    private async Task LinkAsync(Item item, IReadOnlyList<Visit> visits, CancellationToken cancellation)
    {
        if (visits.Any(visit => visit.Decision?.Kind == DecisionKinds.Replace)) return;
        if ((await held.CorrectionsOfAsync(item, cancellation)).FirstOrDefault(match => match.IsCertain) is not { } match) return;
        await corrections.LinkAsync(match.Held, match.Item.Id, ItemChange.System, match.Why, "rule", null, cancellation);
    }

    private static RowWrite ByRule(Item before, Item after, Process process, string status, DateTimeOffset now) =>
        StatusRows.Insert(before.Revision + 1, new GivenStatus(
            status, process.ReviewStatus(status)?.Name ?? status, ItemChange.System, null, now, after.Visit,
            after.Station?.Name ?? before.Station?.Name ?? string.Empty, "rule", null));

    private static readonly string AwaitsCorrection = SupplierPhrases.Awaits.Of();

    private static ItemChange Visiting(
        Item item, StationRef station, RouteOutcome outcome, DateTimeOffset now, string purpose = VisitPurposes.Station)
    {
        var chosen = outcome.Assignee!;
        var reason = purpose == VisitPurposes.Correction ? AwaitsCorrection : chosen.Reason;
        // Where somebody named the person, that is the reason already.
        var isSaid = item.Next is not { } move || reason.Contains(ReasonPhrases.AtTheFront(move.Why), StringComparison.Ordinal);
        var why = isSaid ? reason : $"{reason} ({item.Next!.Why})";
        var assignee = chosen with { Reason = why, For = outcome.For };
        var visit = new Visit(
            item.Visit + 1, station.Sequence, station.Name, assignee.User, assignee.Reason, purpose, now,
            StoredTrace.Of(outcome.Trace), null, item.Route?.Name);
        var waiting = OpenedVisit.On(item, visit, assignee) with
        {
            Station = station,
            Next = null,
            Notes = [.. item.Notes, .. outcome.Notes],
        };
        return new ItemChange(waiting, ItemChange.System, "assigned", new Dictionary<string, string>(Details(outcome.Effects))
        {
            ["station"] = station.Name,
            ["person"] = assignee.User,
            ["reason"] = assignee.Reason,
        })
        { Rows = [VisitRows.Open(visit)] };
    }

    private static ItemChange AtTheEnd(Item item, RouteOutcome outcome) => new ItemChange(
        item with
        {
            Stage = ItemStage.Posting,
            Station = null,
            Assignee = null,
            Next = null,
            Notes = [.. item.Notes, .. outcome.Notes],
        },
        ItemChange.System, "walked", new Dictionary<string, string>(Details(outcome.Effects)) { ["trace"] = string.Join('\n', StoredTrace.Of(outcome.Trace)) });

    private static Dictionary<string, string> Details(RuleEffects effects)
    {
        var details = new Dictionary<string, string>();
        if (effects.Route is { } route) details["route"] = route;
        if (effects.InvoiceGroup is { } group) details["invoiceGroup"] = group;
        if (effects.ReviewStatus is { } status) details["reviewStatus"] = status;
        if (effects.Postings.Count > 0) details["postings"] = string.Join(", ", effects.Postings);
        if (effects.DroppedPostings.Count > 0) details["droppedPostings"] = string.Join(", ", effects.DroppedPostings);
        return details;
    }
}
