using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>What a condition says where a field is empty or holds something that is none of its type.</summary>
public class EmptyAndUnreadableTests
{
    [Theory]
    [InlineData(Operator.Equal, null, null, true)]
    [InlineData(Operator.NotEqual, null, null, false)]
    [InlineData(Operator.Equal, "1", null, false)]
    [InlineData(Operator.NotEqual, "1", null, true)]
    [InlineData(Operator.NotEqual, null, "1", true)]
    [InlineData(Operator.Equal, "1.0", "1", true)]
    [InlineData(Operator.NotEqual, "1.0", "1", false)]
    [InlineData(Operator.LessOrEqual, null, null, false)]
    [InlineData(Operator.Less, null, null, false)]
    public void Two_fields_that_are_both_empty_are_equal(Operator op, string? gross, string? payable, bool holds)
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "vergleich", "hinweis"))),
            [Rule("vergleich", new Condition { Field = "grossTotal", Operator = op, OtherField = "payable" })],
            new ShowNote { Id = "hinweis", Name = "n", Text = "trifft zu" });
        var fields = new List<(string, string)>();
        if (gross is not null) fields.Add(("grossTotal", gross));
        if (payable is not null) fields.Add(("payable", payable));

        Assert.Equal(holds, RouteEvaluation.Decide(Input(process, Item([.. fields]))).Notes.Count == 1);
    }

    [Fact]
    public void Lists_that_are_both_empty_are_equal_too()
    {
        var rule = Rule("r", new Condition { Field = "coding.property", Operator = Operator.Equal, OtherField = "property" });
        Assert.True(RuleEvaluation.Evaluate(rule, Input(Process(Route(), [rule])).Subject()).Holds);
    }

    [Theory]
    [InlineData(Operator.Less)]
    [InlineData(Operator.Greater)]
    [InlineData(Operator.Equal)]
    [InlineData(Operator.NotEqual)]
    [InlineData(Operator.NotIn)]
    public void What_cannot_be_read_leaves_a_check_and_the_rule_counts_as_not_met(Operator op)
    {
        var outcome = RouteEvaluation.Decide(Input(Noting(When("grossTotal", op, "5")), Item(("grossTotal", "12o,50"))));

        Assert.Empty(outcome.Notes);
        Assert.Equal(
            "Regel „r“ gilt als nicht erfüllt: „Bruttobetrag“ (grossTotal) ist „12o,50“, das ist kein Wert vom Typ Betrag.",
            Assert.Single(outcome.Effects.Checks).Text);
        Assert.Contains(outcome.Trace, line => line.EndsWith("gilt als nicht erfüllt: „Bruttobetrag“ (grossTotal) ist „12o,50“, das ist kein Wert vom Typ Betrag.", StringComparison.Ordinal));
    }

    [Fact]
    public void Also_where_it_is_the_other_field_and_never_where_only_a_value_is_asked_for()
    {
        var other = RouteEvaluation.Decide(Input(
            Noting(new Condition { Field = "payable", Operator = Operator.NotEqual, OtherField = "grossTotal" }),
            Item(("grossTotal", "12o,50"), ("payable", "12"))));
        Assert.Empty(other.Notes);
        Assert.Single(other.Effects.Checks);

        var there = RouteEvaluation.Decide(Input(Noting(When("grossTotal", Operator.NotEmpty)), Item(("grossTotal", "12o,50"))));
        Assert.Single(there.Notes);
        Assert.Empty(there.Effects.Checks);
    }

    [Theory]
    [InlineData(Operator.Greater, "50", true)]
    [InlineData(Operator.Greater, "500", null)]
    [InlineData(Operator.NotEqual, "100", false)]
    [InlineData(Operator.NotEqual, "7", null)]
    public void A_row_that_cannot_be_read_matters_only_where_no_other_settles_it(Operator op, string value, bool? holds)
    {
        var item = Item() with { Coding = [Line("x"), Line("100")] };
        var outcome = RouteEvaluation.Decide(Input(Noting(When("coding.amount", op, value)), item));

        Assert.Equal(holds == true, outcome.Notes.Count == 1);
        Assert.Equal(holds is null, outcome.Effects.Checks.Count == 1);
    }

    private static CodingLine Line(string amount) => new(amount, null, null, null, null, null, null, null, null);

    private static Process Noting(Condition condition) => Process(
        Route(Station(10, "A", To("clerk"), Use(1, "r", "hinweis"))), [Rule("r", condition)],
        new ShowNote { Id = "hinweis", Name = "n", Text = "trifft zu" });
}
