using System.Globalization;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.WorkingDays;

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
        var easter = HolidayCalendar.Easter(day.Year);
        return day == easter.AddDays(-2) || day == easter.AddDays(1);
    }

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
