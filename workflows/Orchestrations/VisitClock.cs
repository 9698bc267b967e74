using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Orchestrations.Steps;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Sets the times of the visit at hand, by what holds at its station.</summary>
public sealed class VisitClock(TenantFiles tenants, ProcessStore processes, TimeProvider time)
{
    /// <summary>So many working days after the last reminder it is looked for the first time whether somebody still takes care
    /// of the item, and again after as many.</summary>
    public const int CheckAfter = 5;

    /// <summary>And after so many where somebody has been told that it still waits.</summary>
    public const int CheckAfterAlarm = 20;

    /// <summary>The time at which that is looked at next, at the time of day of reminders.</summary>
    public DateTimeOffset NextCheck(Settings settings, ReminderSettings rules, int workingDays) => LocalTimes.ToUtc(
        HolidayCalendar.For(settings.Country, settings.State).Add(settings.DateAt(time.GetUtcNow()), workingDays),
        LocalTimes.Time(rules.At), settings.Zone);

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
        var remind = times.NextReminder(now);
        return item with
        {
            Deadlines = deadlines,
            RemindUtc = remind,
            CheckUtc = remind is not null ? null : item.CheckUtc > now ? item.CheckUtc : NextCheck(settings, rules, CheckAfter),
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
