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
        Assert.Null(PaymentDeadlines.Of(TestItems.New(1)));
        Assert.Null(PaymentDeadlines.Of(TestItems.New(1) with { Fields = TestItems.Fields(("dueDate", "31.3.2026")) }));
    }

    [Fact]
    public void The_due_date_and_the_first_discount_count()
    {
        var due = TestItems.New(1) with { Fields = TestItems.Fields(("dueDate", "2026-03-29")) };
        Assert.Equal(
            (new DateOnly(2026, 3, 29), new DateOnly(2026, 3, 27)),
            (PaymentDeadlines.Of(due)!.Due!.Value, PaymentDeadlines.Of(due)!.PayBy!.Value));
    }
}
