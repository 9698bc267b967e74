using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Orchestrations;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>
/// Gives items that wait for one person to another. The old visit ends with a decision row like any other, so that
/// whoever was first wins; the new visit at the same station is written together with it, so that the item never waits
/// for nobody. The orchestration is woken and tells the new person.
/// </summary>
public sealed class ReassignDesk(
    ItemJournal journal, TenantFiles tenants, MasterData master, ItemStarter starter, TimeProvider time)
{
    /// <summary>Gives the item to the person named, or to whoever stands in for them today.</summary>
    /// <param name="by">Needs <see cref="Permission.Reassign"/>, and must be able to see the item.</param>
    public async Task<DecisionOutcome> ReassignAsync(
        string tenant, string item, string by, ReassignRequest request, CancellationToken cancellation)
    {
        if (tenants.Find(tenant)?.Settings is not { } settings) return Unknown();
        if (settings.Person(by) is not { } person || !settings.May(person, Permission.Reassign)) return MayNot();
        if (ReassignCheck.Person(settings, request.To) is { } wrong) return DecisionOutcome.Invalid(wrong, RefusalReason.Target);
        if (request.Comment?.Length > DecisionCheck.MaxComment)
            return DecisionOutcome.Invalid(DecisionCheck.CommentTooLong, RefusalReason.Comment);
        if (await journal.GetAsync(tenant, item, cancellation) is not { } seen) return Unknown();

        var number = request.Visit ?? seen.Visit;
        var today = settings.DateAt(time.GetUtcNow());
        var absences = await master.AbsencesFromAsync(tenant, today, cancellation);
        if (!await SeesAsync(settings, [.. absences.Where(away => away.Covers(today))], seen, number, person, cancellation))
            return Unknown();

        DecisionOutcome? outcome = null;
        var conflict = await journal.ChangeAsync(tenant, item, current =>
        {
            (outcome, var change) = IsOpen(current, number)
                ? Given(settings, absences, today, current, person, request)
                : (null, (ItemChange?)null);
            return change;
        }, cancellation);

        if (conflict is null && outcome is not null)
        {
            if (outcome.Result == DecisionResult.Accepted) await starter.TryWakeAsync(seen, cancellation);
            return outcome;
        }

        return await journal.DecisionAsync(tenant, item, number, cancellation) is { } faster
            ? new DecisionOutcome(DecisionResult.AlreadyDecided, EarlierDecision.InWords(settings, faster), faster)
            : NobodyWaits();
    }

    private (DecisionOutcome?, ItemChange?) Given(
        Settings settings, IReadOnlyList<Absence> absences, DateOnly today, Item item, Person by, ReassignRequest request)
    {
        var (now, to) = (time.GetUtcNow(), settings.Person(request.To)!);
        var comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim();
        var trace = new List<string>();
        var (found, standsInFor) = Substitutes.Present(
            settings, absences, today, to,
            comment is null ? ReasonPhrases.Reassigned.Of(by.Name) : ReasonPhrases.ReassignedWhy.Of(by.Name, comment), trace);
        if (ReassignCheck.Of(settings, item, to, found) is { } problem)
            return (DecisionOutcome.Invalid(problem, RefusalReason.Target), null);

        var assignee = found with { For = standsInFor };
        var decision = new Decision(
            DecisionKinds.Reassign, by.Id, null, comment, to.Id, request.Via, request.Address, now, item.Revision);
        var visit = new Visit(
            item.Visit + 1, item.Station?.Sequence ?? 0, item.Station?.Name ?? "Betrieb", assignee.User, assignee.Reason,
            item.Operator is not null ? VisitPurposes.Operator
                : item.IsHeld ? VisitPurposes.Correction : VisitPurposes.Station, now, trace, null, item.Route?.Name);
        var known = item.InvolvingAssignee().Involving(by.Id);
        var noted = comment is null ? known : known with { Notes = [.. item.Notes, new ItemNote(now, by.Name, comment)] };
        var change = new ItemChange(
            OpenedVisit.On(noted, visit, assignee), by.Id, "reassigned", Details(item, assignee, decision))
        {
            Rows = [VisitRows.Decide(item.Visit, decision), VisitRows.Open(visit)],
        };
        var who = settings.Person(assignee.User)!.Name;
        return (new DecisionOutcome(DecisionResult.Accepted, standsInFor is null
            ? AnswerPhrases.HasItNow.Of(who)
            : AnswerPhrases.SubstituteHasIt.Of(to.Name, who)), change);
    }

    private static Dictionary<string, string> Details(Item item, AssigneeRef assignee, Decision decision)
    {
        var details = new Dictionary<string, string>
        {
            ["visit"] = $"{item.Visit}",
            ["from"] = item.Assignee?.User ?? "–",
            ["to"] = decision.To!,
            ["person"] = assignee.User,
            ["reason"] = assignee.Reason,
            ["via"] = decision.Via,
        };
        if (decision.Comment is { } comment) details["comment"] = comment;
        if (decision.Address is { } address) details["address"] = address;
        return details;
    }

    /// <summary>Whoever may not read everything sees what they have, stand in for, had, or had in that visit.</summary>
    private async Task<bool> SeesAsync(
        Settings settings, IReadOnlyList<Absence> away, Item item, int number, Person person, CancellationToken cancellation)
    {
        if (settings.May(person, Permission.ReadAll) || Rights.Of(settings, away, item, person.Id) is not null
            || item.People.Contains(person.Id, StringComparer.Ordinal)) return true;
        return number > 0 && number <= item.Visit
            && (await journal.VisitAsync(item, number, cancellation)).Assignee == person.Id;
    }

    private static bool IsOpen(Item item, int number) =>
        item.Visit == number && item.VisitState is VisitState.Opened or VisitState.Notified;

    private static DecisionOutcome Unknown() => new(DecisionResult.NotFound, AnswerPhrases.NoItem.Of());

    private static DecisionOutcome NobodyWaits() =>
        DecisionOutcome.NotWaiting("Der Vorgang wartet gerade auf niemanden und kann nicht neu zugewiesen werden.");

    private static DecisionOutcome MayNot() =>
        DecisionOutcome.Denied(PermissionNames.Missing(Permission.Reassign), Permission.Reassign);
}
