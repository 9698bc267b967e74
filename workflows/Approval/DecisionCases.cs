using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval;

/// <summary>Reads what a person's decision depends on.</summary>
public sealed class DecisionCases(
    ItemJournal journal, TenantFiles tenants, ProcessStore processes, MasterData master, PostedCorrections posted,
    TimeProvider time)
{
    /// <summary>The case of a person and an item, or null where they have no say in it: it is not theirs to decide, or
    /// waits for nobody.</summary>
    public async Task<DecisionCase?> ReadAsync(Item item, string person, CancellationToken cancellation)
    {
        if (tenants.Find(item.Tenant)?.Settings is not { } settings || settings.Person(person) is not { } known) return null;
        var absences = await AbsencesAsync(settings, item.Tenant, cancellation);
        if (Rights.Of(settings, absences, item, person) is not { } standing) return null;

        var process = item.Route is { } route ? await processes.FindAsync(item.Tenant, route.Version, cancellation) : null;
        var found = new DecisionCase
        {
            Settings = settings,
            Item = item,
            Person = known,
            Standing = standing,
            Visits = await journal.VisitsAsync(item, cancellation),
            Statuses = await journal.StatusesAsync(item, cancellation),
            Edits = await journal.EditsAsync(item, cancellation),
            Process = process,
            Linked = await master.LinkedAsync(item.Tenant, item.Cover, cancellation),
            Absences = absences,
        };
        found = found with
        {
            Approvals = StationApprovals.Of(item, found.Visits, found.Edits, settings, process),
        };
        found = found with
        {
            Obstacle = ReleaseCheck.Find(found),
            Posted = await posted.OfHeldAsync(item, found.Visits, cancellation),
        };
        return Evaluated(found);
    }

    /// <summary>The case as it will be once the person has given the status: what the station's rules demand then.</summary>
    public DecisionCase After(DecisionCase at, GivenStatus given) => Evaluated(at with
    {
        Item = at.Item with { ReviewStatus = given.Status },
        Statuses = [.. at.Statuses, given],
    });

    /// <summary>Whether the person was asked in a visit, or could have decided it for whoever was, or did.</summary>
    public async Task<bool> ConcernsAsync(Item item, int visit, string person, CancellationToken cancellation) =>
        (await ConcerningAsync(item, person, cancellation)).Any(one => one.Number == visit);

    /// <summary>The number of the last visit that was decided and concerns the person in this sense; null where there is
    /// none.</summary>
    public async Task<int?> LastDecidedAsync(Item item, string person, CancellationToken cancellation) =>
        (await ConcerningAsync(item, person, cancellation)).LastOrDefault(visit => visit.Decision is not null)?.Number;

    private async Task<IReadOnlyList<Visit>> ConcerningAsync(Item item, string person, CancellationToken cancellation)
    {
        if (tenants.Find(item.Tenant)?.Settings is not { } settings || settings.Person(person) is not { Active: true }) return [];
        var absences = await AbsencesAsync(settings, item.Tenant, cancellation);
        return
        [
            .. (await journal.VisitsAsync(item, cancellation)).Where(visit => visit.Decision?.By == person || Rights.Of(
                settings, absences, new AssigneeRef(visit.Assignee, visit.Reason),
                visit.Purpose == VisitPurposes.Operator, person) is not null),
        ];
    }

    /// <summary>The people whom somebody stands in for today.</summary>
    public async Task<IReadOnlyList<string>> StandsInForAsync(string tenant, string person, CancellationToken cancellation) =>
        tenants.Find(tenant)?.Settings is { } settings
            ? Rights.StandsInFor(settings, await AbsencesAsync(settings, tenant, cancellation), person)
            : [];

    private DecisionCase Evaluated(DecisionCase at)
    {
        if (at.Station is null) return at;
        var input = Input(at);
        return at with
        {
            Demands = RouteEvaluation.DemandsAt(input),
            MayApprove = at.Obstacle is null ? null : RouteEvaluation.WhoMayApprove(input)?.User,
        };
    }

    private RouteInput Input(DecisionCase at) => new()
    {
        Item = at.Item,
        Linked = at.Linked,
        Process = at.Process!,
        Settings = at.Settings,
        Absences = at.Absences,
        Approvals = at.Approvals,
        NowUtc = time.GetUtcNow(),
    };

    private async Task<IReadOnlyList<Absence>> AbsencesAsync(
        Settings settings, string tenant, CancellationToken cancellation)
    {
        var today = settings.DateAt(time.GetUtcNow());
        var absences = await master.AbsencesFromAsync(tenant, today, cancellation);
        return [.. absences.Where(absence => absence.Covers(today))];
    }
}
