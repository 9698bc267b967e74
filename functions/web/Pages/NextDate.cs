using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Web.Pages;

/// <summary>The earliest date that still matters for paying an item.</summary>
/// <param name="Day">As the invoice says.</param>
/// <param name="Discount">The discount that is lost after that day; null where it is the due date.</param>
/// <param name="DaysLeft">Until the last bank day for it; negative once the day is over.</param>
public sealed record NextDate(DateOnly Day, CashDiscount? Discount, int DaysLeft)
{
    /// <summary>So many days before, a date is urgent.</summary>
    private const int Urgent = 3;

    public bool IsOverdue => DaysLeft < 0;

    public bool IsUrgent => DaysLeft is >= 0 and <= Urgent;

    /// <summary>The end of a discount that can still be had, or the due date (the day to pay by where there is none),
    /// whichever is earlier; null where the item names no date, has ended, or waits for its supplier.</summary>
    public static NextDate? Of(Item item, DateOnly today)
    {
        if (item.Status is not (ItemStatus.Waiting or ItemStatus.Running) || item.IsHeld) return null;
        var due = item.Deadlines?.Due ?? Date(item.Fields.GetValueOrDefault(FieldNames.DueDate)?.Value) ?? item.Deadlines?.PayBy;
        var discount = (item.Deadlines?.CashDiscounts ?? []).Where(tier => PaymentDeadlines.CanBeHad(tier, today))
            .Select(tier => (Day: Date(tier.Until), Tier: tier)).Where(one => one.Day is not null)
            .OrderBy(one => one.Day).FirstOrDefault();
        if (discount.Day is { } until && !(due < until)) return new NextDate(until, discount.Tier, DaysUntil(until, today));
        return due is { } day ? new NextDate(day, null, DaysUntil(day, today)) : null;
    }

    private static int DaysUntil(DateOnly day, DateOnly today) => day < today
        ? day.DayNumber - today.DayNumber
        : Math.Max(0, PaymentDeadlines.BankDayUntil(day).DayNumber - today.DayNumber);

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
