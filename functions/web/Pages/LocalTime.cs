using System.Globalization;
using Serverless.Workflows.Approval.Mails;

namespace Serverless.Web.Pages;

/// <summary>Moments as people in the German-speaking countries read them from their clock.</summary>
internal static class LocalTime
{
    // A machine without time zone data shows UTC, and says so.
    private static readonly TimeZoneInfo? Zone =
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out var zone) ? zone : null;

    /// <summary>The day it is for them.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(
        Zone is null ? clock.GetUtcNow().UtcDateTime : TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);

    public static string Moment(DateTimeOffset utc, Words words)
    {
        var local = Zone is null ? utc.ToUniversalTime() : TimeZoneInfo.ConvertTime(utc, Zone);
        var text = Spoken.Day(DateOnly.FromDateTime(local.DateTime), words.Language)
            + ", " + local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return Zone is null ? text + " UTC" : text;
    }
}
