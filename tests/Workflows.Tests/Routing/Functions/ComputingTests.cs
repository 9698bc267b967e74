using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using static Serverless.Workflows.Tests.Routing.Functions.FunctionSample;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing.Functions;

public class ComputingTests
{
    private static readonly Item Invoice = Item(
        ("grossTotal", "1190.00"), ("netTotal", "1000.00"), ("issueDate", "2026-03-02"), ("sellerName", "Stadtwerke Süd"),
        ("payable", "zwölf")) with
    {
        Lines = [Line("600.00", "19"), Line("300.00", "7"), Line("100.00", null), Line(null, "19")],
        Coding = [Coded("700.00", "10"), Coded("300.00", null)],
    };

    [Theory]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 - 2 - 3", "-4")]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("- (2 + 3) * -2", "10")]
    [InlineData("grossTotal / netTotal", "1.19")]
    [InlineData("round(2.345, 2)", "2.35")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("floor(-1.2) & '/' & ceiling(1.2)", "-2/2")]
    [InlineData("min(3, 1, 2) + max(3, 1, 2)", "4")]
    [InlineData("abs(-3.5)", "3.5")]
    [InlineData("number('12.50') + 1", "13.5")]
    [InlineData("if(grossTotal > 1000, 'hoch', 'niedrig')", "hoch")]
    [InlineData("'a' = 'A' and not (1 > 2)", "true")]
    [InlineData("sellerName in ('RWE', 'stadtwerke süd')", "true")]
    [InlineData("contains(sellerName, 'werke') and startsWith(sellerName, 'STADT') and endsWith(sellerName, 'd')", "true")]
    [InlineData("upper(left(sellerName, 5)) & length(trim('  x '))", "STADT1")]
    [InlineData("right('abc', 2) & lower('ÄB')", "bcäb")]
    [InlineData("left('abc', 99) & left('abc', -1)", "abc")]
    [InlineData("'it''s'", "it's")]
    [InlineData("text(2026-03-31) & ' ' & text(true)", "31.03.2026 ja")]
    [InlineData("issueDate + 14", "2026-03-16")]
    [InlineData("2026-03-31 - issueDate", "29")]
    [InlineData("daysBetween(issueDate, today())", "29")]
    [InlineData("addMonths(2026-01-31, 1)", "2026-02-28")]
    [InlineData("endOfMonth(2028-02-03)", "2028-02-29")]
    [InlineData("year(issueDate) * 100 + month(issueDate) + day(issueDate) / 10", "202603.2")]
    [InlineData("weekday(2026-03-29)", "7")]
    [InlineData("addWorkingDays(2026-04-02, 1)", "2026-04-07")]   // Good Friday and Easter Monday lie between
    [InlineData("addWorkingDays(2026-04-07, -1)", "2026-04-02")]
    [InlineData("workingDaysBetween(2026-04-02, 2026-04-08)", "2")]
    [InlineData("workingDaysBetween(2026-04-08, 2026-04-02)", "-2")]
    [InlineData("isWorkingDay(2026-03-08)", "false")]
    [InlineData("sum(lines.netAmount)", "1000")]
    [InlineData("sum(lines.netAmount, lines.taxRate = 19)", "600")]
    [InlineData("sum(lines.netAmount * orElse(lines.taxRate, 0) / 100)", "135")]
    [InlineData("average(lines.netAmount) & '|' & smallest(lines.netAmount) & '|' & largest(lines.netAmount)", "333.33333333333333333333333333|100|600")]
    [InlineData("count(lines)", "4")]
    [InlineData("count(lines.taxRate = 19)", "2")]
    [InlineData("any(coding.costType = '10') and not all(coding.costType = '10')", "true")]
    [InlineData("first(coding.costType)", "10")]
    [InlineData("sum(coding.amount) = netTotal", "true")]
    [InlineData("sum(taxes.amount)", "0")]
    [InlineData("isEmpty(dueDate) and not isEmpty(issueDate)", "true")]
    [InlineData("orElse(dueDate, issueDate + 30)", "2026-04-01")]
    [InlineData("isEmpty(smallest(taxes.amount))", "true")]
    [InlineData("dueDate > today() or grossTotal > 0", "true")]
    public void Values(string expression, string expected) => Assert.Equal(expected, Compute(expression, Invoice));

    [Theory]
    [InlineData("1 / (netTotal - 1000)", "DivisionByZero")]
    [InlineData("dueDate + 1", "Missing")]
    [InlineData("orElse(1 / 0, 5)", "DivisionByZero")]
    [InlineData("payable * 2", "Unreadable")]
    [InlineData("number('12,50')", "Unreadable")]
    [InlineData("79228162514264337593543950335 * 2", "OutOfRange")]
    [InlineData("sum(lines.netAmount * 79228162514264337593543950335)", "OutOfRange")]
    [InlineData("today() + 99999999999", "OutOfRange")]
    [InlineData("addMonths(today(), 999999999999)", "OutOfRange")]
    [InlineData("addWorkingDays(today(), 99999)", "OutOfRange")]
    [InlineData("addWorkingDays(9999-12-30, 20)", "OutOfRange")]
    [InlineData("workingDaysBetween(0001-01-01, 9999-12-31)", "TooMuchWork")]
    [InlineData("round(1, 50)", "OutOfRange")]
    [InlineData("largest(taxes.amount)", "Missing")]
    public void Faults_have_names(string expression, string fault) => Assert.Equal(fault, Compute(expression, Invoice));

    [Fact]
    public void Functions_call_each_other_and_are_computed_once()
    {
        var functions = Enumerable.Range(0, 60).Select(i => i == 0
            ? Function("f0", "1")
            : Function($"f{i}", $"fn.f{i - 1} + fn.f{i - 1}")).ToArray();

        // Without remembering, this would take 2^59 steps.
        Assert.Equal("576460752303423488", Compute("fn.f59", Invoice, functions));
    }

    [Fact]
    public void A_long_chain_of_calls_needs_no_deep_stack()
    {
        var open = string.Concat(Enumerable.Repeat("abs(", 55));
        var functions = Enumerable.Range(0, 100).Select(i => Function(
            $"f{i}", open + (i == 99 ? "1" : $"fn.f{i + 1}") + new string(')', 55))).ToArray();
        var answer = string.Empty;

        var thread = new Thread(() => answer = Compute("fn.f0", Invoice, functions), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.Equal("1", answer);
    }

    [Fact]
    public void Doubling_texts_come_to_an_end()
    {
        var functions = Enumerable.Range(0, 40).Select(i => i == 0
            ? Function("f0", "'x'", Workflows.Routing.FieldType.Text)
            : Function($"f{i}", $"fn.f{i - 1} & fn.f{i - 1}", Workflows.Routing.FieldType.Text)).ToArray();

        Assert.Equal("OutOfRange", Compute("fn.f39", Invoice, functions));
    }

    private static InvoiceLine Line(string? net, string? rate) =>
        new(null, null, null, null, null, null, null, net, null, rate, null, null, null, null);

    private static CodingLine Coded(string amount, string? costType) =>
        new(amount, null, null, null, costType, null, null, null, null);
}
