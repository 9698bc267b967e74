using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Workflows.Routing.WorkingDays;

namespace Serverless.Workflows.Routing;

/// <summary>A day counted from the day of the evaluation: <c>today</c>, <c>today+5</c>, <c>today-30</c>, or in working
/// days <c>today+5wd</c>.</summary>
internal sealed partial record RelativeDay(int Days, bool WorkingDays)
{
    private const int MostDays = 3660;

    /// <summary>What the text says, or null where it says something else or lies more than ten years away.</summary>
    public static RelativeDay? Parse(string text)
    {
        var match = Form().Match(text.Trim());
        if (!match.Success) return null;
        var days = match.Groups[1].Length == 0
            ? 0
            : int.Parse(match.Groups[1].Value.Replace(" ", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return Math.Abs(days) > MostDays ? null : new RelativeDay(days, match.Groups[2].Length > 0);
    }

    /// <summary>That day, seen from <paramref name="today"/>; at the ends of the calendar the last or first there is.</summary>
    public DateOnly From(DateOnly today, HolidayCalendar calendar)
    {
        if (WorkingDays) return calendar.Move(today, Days) ?? (Days < 0 ? DateOnly.MinValue : DateOnly.MaxValue);
        var number = Math.Clamp(today.DayNumber + Days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber);
        return DateOnly.FromDayNumber(number);
    }

    [GeneratedRegex(@"^today(?:\s*([+-]\s*[0-9]{1,4})\s*(wd)?)?$")]
    private static partial Regex Form();
}
