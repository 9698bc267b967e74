using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Takes decisions and edits. The inserted row decides; the item's orchestration is only woken.</summary>
public sealed class DecisionDesk(
    ItemJournal journal, TenantFiles tenants, ProcessStore processes, MasterData master, FieldEditor editor,
    ItemStarter starter, TimeProvider time, ILogger<DecisionDesk> logger) : IDecisionDesk
{
    /// <inheritdoc/>
    public async Task<DecisionOutcome> DecideAsync(
        string tenant, string item, string person, DecisionRequest request, CancellationToken cancellation)
    {
        if (tenants.Find(tenant)?.Settings is not { } settings) return Unknown();
        if (await journal.GetAsync(tenant, item, cancellation) is not { } seen) return Unknown();
        var number = request.Visit ?? seen.Visit;
        if (await DecidedAsync(tenant, item, number, cancellation) is { } earlier) return Already(settings, earlier);

        var standing = await StandingAsync(settings, tenant, seen, person, cancellation);
        if (!IsOpen(seen, number)) return NobodyWaits();
        if (standing is null) return NotAsked();

        var allowed = Rights.Decisions(seen, await journal.HasEarlierStationAsync(seen, cancellation));
        var (station, demands) = request.Decision == DecisionKinds.Approve
            ? await StationAsync(settings, seen, cancellation)
            : (null, StationDemands.None);
        if (DecisionCheck.Problem(
            settings, station, demands, seen, allowed, settings.Person(person)!, standing, request) is { } problem)
            return new DecisionOutcome(DecisionResult.Invalid, problem);

        var outcome = NobodyWaits();
        var conflict = await journal.ChangeAsync(tenant, item, current =>
        {
            if (!IsOpen(current, number) || current.Assignee != seen.Assignee) return Refuse(NobodyWaits());
            if (request.Revision < current.ContentRevision)
                return Refuse(new DecisionOutcome(DecisionResult.Changed, "Der Vorgang wurde inzwischen geändert."));
            outcome = new DecisionOutcome(DecisionResult.Accepted, "Vielen Dank, Ihre Entscheidung ist gespeichert.");
            var decision = new Decision(
                request.Decision, person, standing.For, Trimmed(request.Comment), request.To, request.Via,
                request.Address, time.GetUtcNow(), current.Revision);
            return Decided(current, number, decision);

            ItemChange? Refuse(DecisionOutcome refusal)
            {
                outcome = refusal;
                return null;
            }
        }, cancellation);

        if ((conflict is not null || outcome.Result == DecisionResult.NotFound)
            && await DecidedAsync(tenant, item, number, cancellation) is { } faster)
        {
            return Already(settings, faster);
        }

        if (outcome.Result == DecisionResult.Changed)
            return outcome with { Changes = await journal.ChangesAfterAsync(tenant, item, request.Revision!.Value, cancellation) };
        if (outcome.Result == DecisionResult.Accepted) await WakeAsync(seen, cancellation);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> AllowedAsync(
        string tenant, Item item, string person, CancellationToken cancellation)
    {
        if (tenants.Find(tenant)?.Settings is not { } settings || !IsOpen(item, item.Visit)) return [];
        return await StandingAsync(settings, tenant, item, person, cancellation) is null
            ? []
            : Rights.Decisions(item, await journal.HasEarlierStationAsync(item, cancellation));
    }

    /// <inheritdoc/>
    public async Task<DecisionOutcome> EditAsync(
        string tenant, string item, string person, FieldEdit edit, CancellationToken cancellation)
    {
        if (tenants.Find(tenant) is not { } file) return Unknown();
        if (await journal.GetAsync(tenant, item, cancellation) is not { } seen) return Unknown();
        if (!IsOpen(seen, seen.Visit)) return NobodyWaits();
        if (await StandingAsync(file.Settings, tenant, seen, person, cancellation) is null) return NotAsked();
        return await editor.EditAsync(file, seen, person, edit, cancellation);
    }

    /// <summary>The station by the route that the item is pinned to, with what its rules demand at this moment; null
    /// where an operator is asked.</summary>
    private async Task<(Station?, StationDemands)> StationAsync(
        Settings settings, Item item, CancellationToken cancellation)
    {
        if (item.Operator is not null || item.Station is not { } at || item.Route is not { } route)
            return (null, StationDemands.None);
        var process = await processes.FindAsync(item.Tenant, route.Version, cancellation);
        if (process?.Route(route.Name)?.Station(at.Sequence) is not { } station) return (null, StationDemands.None);
        return (station, RouteEvaluation.DemandsAt(new RouteInput
        {
            Item = item,
            Linked = await master.LinkedAsync(item.Tenant, item.Cover, cancellation),
            Process = process,
            Settings = settings,
            NowUtc = time.GetUtcNow(),
        }));
    }

    private async Task<Standing?> StandingAsync(
        Settings settings, string tenant, Item item, string person, CancellationToken cancellation)
    {
        var today = settings.DateAt(time.GetUtcNow());
        var absences = await master.AbsencesFromAsync(tenant, today, cancellation);
        return Rights.Of(settings, [.. absences.Where(absence => absence.Covers(today))], item, person);
    }

    private static ItemChange Decided(Item item, int number, Decision decision)
    {
        var details = new Dictionary<string, string> { ["decision"] = decision.Kind, ["visit"] = $"{number}" };
        if (decision.For is { } other) details["for"] = other;
        if (decision.To is { } to) details["to"] = to;
        if (decision.Comment is { } comment) details["comment"] = comment;
        if (decision.Address is { } address) details["address"] = address;
        details["via"] = decision.Via;
        var decided = item with { VisitState = VisitState.Decided, Status = ItemStatus.Running, Assignee = null };
        return new ItemChange(decided, decision.By, "decided", details) { Rows = [VisitRows.Decide(number, decision)] };
    }

    /// <summary>The decision is on disk already, so a wake-up that fails only costs time: the item is looked at again
    /// by its timer and at the next start.</summary>
    private async Task WakeAsync(Item item, CancellationToken cancellation)
    {
        try
        {
            await starter.WakeAsync(item, cancellation);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogWarning(failed, "Item {Item} was decided but could not be woken; it goes on by its timer", item.Id);
        }
    }

    private async Task<Decision?> DecidedAsync(string tenant, string item, int number, CancellationToken cancellation) =>
        number == 0 ? null : await journal.DecisionAsync(tenant, item, number, cancellation);

    private static bool IsOpen(Item item, int number) =>
        item.Visit == number && item.VisitState is VisitState.Opened or VisitState.Notified;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DecisionOutcome Unknown() => new(DecisionResult.NotFound, "Diesen Vorgang gibt es nicht.");

    private static DecisionOutcome NobodyWaits() =>
        new(DecisionResult.NotFound, "Der Vorgang wartet gerade nicht auf eine Entscheidung.");

    private static DecisionOutcome NotAsked() =>
        new(DecisionResult.NotAllowed, "Der Vorgang liegt nicht (mehr) bei Ihnen. Sie können ihn hier nicht entscheiden.");

    private static DecisionOutcome Already(Settings settings, Decision earlier) => new(
        DecisionResult.AlreadyDecided,
        $"{settings.Person(earlier.By)?.Name ?? earlier.By} hat schon entschieden.", earlier);
}
