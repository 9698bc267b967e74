using System.Globalization;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.WorkingDays;

namespace Serverless.Workflows.Archive.Items;

/// <summary>Works out from an item's fields by when it must be paid, and by when with a discount.</summary>
public static class PaymentDeadlines
{
    /// <summary>The deadlines as they are on a day, or null where the item names none. Nothing is assumed: no due date, no
    /// deadline. A discount counts until its last bank day is over; a due date always does.</summary>
    public static Deadlines? Of(Item item, DateOnly today)
    {
        var due = Date(item.Fields.GetValueOrDefault(FieldNames.DueDate)?.Value);
        var tiers = item.Deadlines?.CashDiscounts ?? [];
        if (due is null && tiers.Count == 0) return null;
        var last = LastDays(tiers).Where(day => day >= today).Append(due is { } day ? BankDayUntil(day) : null).Min();
        return new Deadlines(due, last, tiers);
    }

    /// <summary>The next day on which a discount is lost that can still be had on that day, or null where there is none
    /// left: from then on the deadlines are others.</summary>
    public static DateOnly? NextLoss(Item item, DateOnly today) =>
        LastDays(item.Deadlines?.CashDiscounts ?? [])
            .Where(day => day >= today && day < DateOnly.MaxValue).Min()?.AddDays(1);

    /// <summary>Whether a discount can still be had on that day. One whose last day is not known can.</summary>
    public static bool CanBeHad(CashDiscount discount, DateOnly today) =>
        Date(discount.Until) is not { } until || BankDayUntil(until) >= today;

    /// <summary>The last day not after <paramref name="day"/> on which banks settle payments (TARGET: no Saturday, no
    /// Sunday, not 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December).</summary>
    public static DateOnly BankDayUntil(DateOnly day)
    {
        while (day > DateOnly.MinValue && (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsTargetHoliday(day))) day = day.AddDays(-1);
        return day;
    }

    private static IEnumerable<DateOnly?> LastDays(IEnumerable<CashDiscount> tiers) =>
        tiers.Select(tier => Date(tier.Until)).Where(day => day is not null).Select(day => (DateOnly?)BankDayUntil(day!.Value));

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
