using Serverless.Workflows.Routing.WorkingDays;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Routing;

/// <summary>When the person of a visit is reminded, and when somebody else is told, in UTC.</summary>
/// <param name="Reminders">In order; empty where nobody is reminded.</param>
public sealed record VisitTimes(IReadOnlyList<DateTimeOffset> Reminders, DateTimeOffset? Escalation)
{
    /// <summary>The times of a visit opened at that moment, by the tenant's own settings, working days and time zone.</summary>
    public static VisitTimes Of(Settings settings, DateTimeOffset openedUtc) =>
        Of(settings, settings.Reminders, openedUtc, null);

    /// <summary>The times of a visit opened at that moment.</summary>
    /// <param name="settings">The tenant's; they give the working days and the time zone.</param>
    /// <param name="rules">What holds at the station.</param>
    /// <param name="openedUtc">When the visit was opened.</param>
    /// <param name="payBy">The last day on which the item can be paid in time (with a discount, where there is one).
    /// Where there are reminders one comes at the latest that many working days before it as the rules say; so does the
    /// escalation, where there is one. A day that was over when the visit was opened does not count.</param>
    public static VisitTimes Of(Settings settings, ReminderSettings rules, DateTimeOffset openedUtc, DateOnly? payBy)
    {
        var calendar = HolidayCalendar.For(settings.Country, settings.State);
        var (zone, opened, at) = (settings.Zone, settings.DateAt(openedUtc), LocalTimes.Time(rules.At));
        var latest = Latest();
        var reminders = Enumerable.Range(0, rules.AtMost).Select(i => After(rules.FirstAfter + (i * rules.Every)));
        if (latest is { } extra && rules.AtMost > 0) reminders = reminders.Append(extra).Distinct().Order();
        DateTimeOffset? escalation = rules.EscalateAfter is > 0 and var days ? After(days) : null;
        return new VisitTimes([.. reminders], latest < escalation ? latest : escalation);

        DateTimeOffset After(int workingDays) => LocalTimes.ToUtc(calendar.Add(opened, workingDays), at, zone);

        DateTimeOffset? Latest()
        {
            if (rules.BeforeDeadline == 0 || payBy is not { } last || last < opened) return null;
            var day = calendar.Move(last, -rules.BeforeDeadline) is { } before && before > opened ? before : opened;
            while (day <= last)
            {
                var moment = LocalTimes.ToUtc(day, at, zone);
                if (calendar.IsWorkingDay(day) && moment > openedUtc) return moment;
                day = day.AddDays(1);
            }

            return null;
        }
    }

    /// <summary>The first reminder after that moment, or null where there is none left.</summary>
    public DateTimeOffset? NextReminder(DateTimeOffset afterUtc) =>
        Reminders.Where(due => due > afterUtc).Cast<DateTimeOffset?>().FirstOrDefault();
}
