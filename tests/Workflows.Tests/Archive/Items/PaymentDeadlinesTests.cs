using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Archive.Items;

/// <summary>By when an item must be paid.</summary>
public sealed class PaymentDeadlinesTests
{
    [Theory]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData("2026-04-03", "2026-04-02")]
    [InlineData("2026-04-06", "2026-04-02")]
    [InlineData("2026-05-01", "2026-04-30")]
    [InlineData("2026-05-14", "2026-05-14")]
    [InlineData("2026-12-26", "2026-12-24")]
    [InlineData("2027-01-01", "2026-12-31")]
    [InlineData("2025-04-21", "2025-04-17")]
    [InlineData("2024-04-01", "2024-03-28")]
    [InlineData("2038-04-26", "2038-04-22")]
    public void Money_is_under_way_on_bank_days_only(string day, string last) =>
        Assert.Equal(DateOnly.Parse(last, null), PaymentDeadlines.BankDayUntil(DateOnly.Parse(day, null)));

    [Fact]
    public void Nothing_is_assumed_where_the_invoice_says_nothing()
    {
        Assert.Null(PaymentDeadlines.Of(TestItems.New(1), Today));
        Assert.Null(PaymentDeadlines.Of(TestItems.New(1) with { Fields = TestItems.Fields(("dueDate", "31.3.2026")) }, Today));
    }

    [Theory]
    [InlineData("2026-03-10", "2026-03-13")]
    [InlineData("2026-03-13", "2026-03-13")]
    [InlineData("2026-03-14", "2026-03-20")]
    [InlineData("2026-03-20", "2026-03-20")]
    [InlineData("2026-03-21", "2026-04-02")]
    [InlineData("2026-05-01", "2026-04-02")]
    public void The_first_discount_that_is_not_lost_counts_and_in_the_end_the_due_date(string today, string payBy)
    {
        // The first ends on a Sunday; the due date is Good Friday.
        var item = Item("2026-04-03", "2026-03-20", "2026-03-15");
        var deadlines = PaymentDeadlines.Of(item, Day(today))!;
        Assert.Equal((Day("2026-04-03"), Day(payBy)), (deadlines.Due!.Value, deadlines.PayBy!.Value));
        Assert.Equal(2, deadlines.CashDiscounts.Count);
    }

    [Fact]
    public void A_due_date_before_the_discount_comes_first_and_stays() =>
        Assert.Equal(Day("2026-03-11"), PaymentDeadlines.Of(Item("2026-03-11", "2026-03-20"), Day("2026-03-15"))!.PayBy);

    [Fact]
    public void The_deadlines_are_others_on_the_day_after_a_discount_is_lost()
    {
        var item = Item("2026-04-03", "2026-03-20", "2026-03-15");
        Assert.Equal(Day("2026-03-14"), PaymentDeadlines.NextLoss(item, Day("2026-03-13")));
        Assert.Equal(Day("2026-03-21"), PaymentDeadlines.NextLoss(item, Day("2026-03-14")));
        Assert.Null(PaymentDeadlines.NextLoss(item, Day("2026-03-21")));
    }

    [Fact]
    public void Dates_at_the_end_of_the_calendar_do_no_harm()
    {
        var item = Item("0001-01-01", "9999-12-31");
        Assert.Equal(DateOnly.MinValue, PaymentDeadlines.Of(item, Today)!.PayBy);
        Assert.Null(PaymentDeadlines.NextLoss(item, Today));
    }

    private static DateOnly Today => Day("2026-03-02");

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Item Item(string due, params string[] discounts) => TestItems.New(1) with
    {
        Fields = TestItems.Fields(("dueDate", due)),
        Deadlines = new Deadlines(null, null, [.. discounts.Select(until => new CashDiscount(null, until, "2", null, null))]),
    };
}
