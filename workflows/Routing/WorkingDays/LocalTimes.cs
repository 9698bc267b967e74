using System.Globalization;

namespace Serverless.Workflows.Routing.WorkingDays;

/// <summary>Times of day at the tenant's place.</summary>
internal static class LocalTimes
{
    /// <summary>Whether a text is a time of day, hour and minute with two digits each.</summary>
    public static bool IsTime(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>A time of day as a tenant file says it.</summary>
    public static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The moment at which clocks there show that time on that day. In the hour that is left out in spring there
    /// is no such time; the hour after it is meant. Of an hour that comes twice in autumn, the second is meant.</summary>
    public static DateTimeOffset ToUtc(DateOnly day, TimeOnly at, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(at);
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone));
    }
}
