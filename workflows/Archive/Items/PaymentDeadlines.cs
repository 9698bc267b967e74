using System.Globalization;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Archive.Items;

/// <summary>Works out from an item's fields by when it must be paid, and by when with a discount.</summary>
public static class PaymentDeadlines
{
    /// <summary>The deadlines, or null where the item names none. Nothing is assumed: no due date, no deadline.</summary>
    public static Deadlines? Of(Item item)
    {
        var due = Date(item.Fields.GetValueOrDefault(FieldNames.DueDate)?.Value);
        var tiers = item.Deadlines?.CashDiscounts ?? [];
        if (due is null && tiers.Count == 0) return null;
        var firstDay = tiers.Select(tier => Date(tier.Until)).Append(due).Where(day => day is not null).Min();
        return new Deadlines(due, firstDay is { } day ? BankDayUntil(day) : null, tiers);
    }

    /// <summary>The last day not after <paramref name="day"/> on which banks settle payments (TARGET: no Saturday, no
    /// Sunday, not 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December).</summary>
    public static DateOnly BankDayUntil(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsTargetHoliday(day)) day = day.AddDays(-1);
        return day;
    }

    private static bool IsTargetHoliday(DateOnly day)
    {
        if ((day.Month, day.Day) is (1, 1) or (5, 1) or (12, 25) or (12, 26)) return true;
        var easter = EasterSunday(day.Year);
        return day == easter.AddDays(-2) || day == easter.AddDays(1);
    }

    /// <summary>Gauss's rule in the form for the Gregorian calendar.</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var shifted = h + l - 7 * m + 114;
        return new DateOnly(year, shifted / 31, shifted % 31 + 1);
    }

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
