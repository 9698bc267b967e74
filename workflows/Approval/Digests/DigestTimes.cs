using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;

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

    /// <summary>Whether the next digest is soon enough to tell the one who is asked of an item. It is not where the item
    /// can be paid in time today and no longer on the day of the digest, nor for an operator.</summary>
    public static bool IsEnough(Settings settings, Item item, Visit visit, DateTimeOffset now)
    {
        if (visit.Purpose != VisitPurposes.Station || settings.Person(visit.Assignee) is not { } person) return false;
        if (NextDay(settings, person, now) is not { } next) return false;
        var today = settings.DateAt(now);
        return PaymentDeadlines.Of(item, today)?.PayBy is not { } payBy || payBy < today || payBy >= next;
    }
}
