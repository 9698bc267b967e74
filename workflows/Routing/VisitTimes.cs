using System.Globalization;
using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>When the person of a visit is reminded, and when somebody else is told, in UTC.</summary>
/// <param name="Reminders">In order; empty where nobody is reminded.</param>
public sealed record VisitTimes(IReadOnlyList<DateTimeOffset> Reminders, DateTimeOffset? Escalation)
{
    /// <summary>The times of a visit opened at that moment, by the tenant's working days and time zone.</summary>
    public static VisitTimes Of(Settings settings, DateTimeOffset openedUtc)
    {
        var rules = settings.Reminders;
        var calendar = HolidayCalendar.For(settings.Country, settings.State);
        var (zone, opened) = (TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), settings.DateAt(openedUtc));
        var at = TimeOnly.ParseExact(rules.At, "HH:mm", CultureInfo.InvariantCulture);
        return new VisitTimes(
            [.. Enumerable.Range(0, rules.AtMost).Select(i => After(rules.FirstAfter + (i * rules.Every)))],
            rules.EscalateAfter is { } days ? After(days) : null);

        DateTimeOffset After(int workingDays) => ToUtc(calendar.Add(opened, workingDays).ToDateTime(at), zone);
    }

    /// <summary>The first reminder after that moment, or null where there is none left.</summary>
    public DateTimeOffset? NextReminder(DateTimeOffset afterUtc) =>
        Reminders.Where(due => due > afterUtc).Cast<DateTimeOffset?>().FirstOrDefault();

    private static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        // In the hour that is left out in spring there is no such time; the hour after it is meant.
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone));
    }
}
