using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Digests;

/// <summary>When a person who wants one mail a day gets it: on the working days of the tenant's state, at the person's time
/// in the tenant's time zone.</summary>
public static class DigestTimes
{
    /// <summary>The moment on a day of the tenant, or null where there is no digest then: the person wants none, or the
    /// day is no working day.</summary>
    public static DateTimeOffset? On(Settings settings, Person person, DateOnly day) =>
        person is { Active: true, Digest: { } at } && HolidayCalendar.For(settings.Country, settings.State).IsWorkingDay(day)
            ? LocalTimes.ToUtc(day, LocalTimes.Time(at), settings.Zone)
            : null;

    /// <summary>The day of the first digest after a moment, or null where the person wants none.</summary>
    public static DateOnly? NextDay(Settings settings, Person person, DateTimeOffset after)
    {
        if (person is not { Active: true, Digest: not null }) return null;
        var day = settings.DateAt(after);
        while (!(On(settings, person, day) > after)) day = day.AddDays(1);
        return day;
    }

    /// <summary>Whether the next digest is soon enough to tell whoever reads for the one who is asked. It is where a whole
    /// working day is left after it to pay in time, so that neither its hour nor a mail server that is away on its day costs
    /// anything, or where it is too late already. It never is for an operator, nor where somebody else reads by then.
    /// </summary>
    /// <param name="absences">The absences from today on.</param>
    public static bool IsEnough(
        Settings settings, IReadOnlyList<Absence> absences, Item item, Visit visit, DateTimeOffset now)
    {
        if (visit.Purpose != VisitPurposes.Station) return false;
        var today = settings.DateAt(now);
        var (person, obstacle) = VisitReader.Of(settings, absences, today, visit.Assignee);
        if (person is null || obstacle is not null || NextDay(settings, person, now) is not { } next) return false;
        if (VisitReader.Of(settings, absences, next, visit.Assignee).Person?.Id != person.Id) return false;
        return PaymentDeadlines.Of(item, today)?.PayBy is not { } payBy || payBy < today
            || HolidayCalendar.For(settings.Country, settings.State).Add(next, 1) <= payBy;
    }
}
