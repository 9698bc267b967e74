using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Sets the times of the visit at hand, by what holds at its station.</summary>
public sealed class VisitClock(TenantFiles tenants, ProcessStore processes, TimeProvider time)
{
    /// <summary>What holds at the station of a visit: its own settings in the pinned route, and for the rest the
    /// tenant's.</summary>
    public async Task<ReminderSettings> RulesAsync(Item item, Visit visit, CancellationToken cancellation)
    {
        if (visit.Purpose == Approval.VisitPurposes.Correction) return tenants.Require(item.Tenant).Settings.SupplierReminders;
        var process = item.Route is { } route
            ? await processes.FindAsync(item.Tenant, route.Version, cancellation)
            : null;
        var station = visit.Purpose == Approval.VisitPurposes.Station
            ? process?.Route(item.Route!.Name)?.Station(visit.Sequence)
            : null;
        return StationReminders.For(tenants.Require(item.Tenant).Settings, station);
    }

    /// <summary>The item with its deadlines and times as they are now. Who was told once is not told again.</summary>
    public Item Set(Item item, Visit visit, ReminderSettings rules)
    {
        var (settings, now) = (tenants.Require(item.Tenant).Settings, time.GetUtcNow());
        var today = settings.DateAt(now);
        var deadlines = PaymentDeadlines.Of(item, today);
        var times = VisitTimes.Of(settings, rules, visit.OpenedUtc, deadlines?.PayBy);
        return item with
        {
            Deadlines = deadlines,
            RemindUtc = times.NextReminder(now),
            EscalateUtc = IsStillToCome(item, times.Escalation, now) ? times.Escalation : null,
            DeadlineUtc = PaymentDeadlines.NextLoss(item, today) is { } day
                ? LocalTimes.ToUtc(day, TimeOnly.MinValue, settings.Zone)
                : null,
        };
    }

    // What is over was done, unless the visit is new or it was still to be done: then it is late, and done at once.
    private static bool IsStillToCome(Item item, DateTimeOffset? escalation, DateTimeOffset now) =>
        item.Escalation is null && (escalation > now || item.EscalateUtc is not null || item.VisitState == VisitState.Opened);
}
