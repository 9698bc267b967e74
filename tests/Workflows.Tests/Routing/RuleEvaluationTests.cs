using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class RuleEvaluationTests
{
    [Theory]
    [InlineData("4999.99", Operator.Less, "5000", true)]
    [InlineData("5000.00", Operator.Less, "5000", false)]
    [InlineData("5000.00", Operator.Equal, "5000", true)]
    [InlineData("5000.00", Operator.LessOrEqual, "5000", true)]
    [InlineData("10000", Operator.Greater, "5000", true)]
    [InlineData("-6000", Operator.Less, "5000", true)]
    [InlineData("5000", Operator.GreaterOrEqual, "5000.01", false)]
    [InlineData("unleserlich", Operator.Less, "5000", false)]
    [InlineData("unleserlich", Operator.NotEqual, "5000", false)]
    [InlineData("", Operator.Less, "5000", false)]
    [InlineData("", Operator.Empty, null, true)]
    [InlineData("1", Operator.Empty, null, false)]
    [InlineData("1", Operator.NotEmpty, null, true)]
    public void Amounts(string value, Operator op, string? wanted, bool holds) =>
        Assert.Equal(holds, Holds(("grossTotal", value), op, wanted));

    [Theory]
    [InlineData("2026-02-28", Operator.Less, "2026-03-01", true)]
    [InlineData("2026-03-01", Operator.GreaterOrEqual, "2026-03-01", true)]
    [InlineData("28.02.2026", Operator.Less, "2026-03-01", false)]
    public void Dates(string value, Operator op, string wanted, bool holds) =>
        Assert.Equal(holds, Holds(("issueDate", value), op, wanted));

    [Theory]
    [InlineData("Stadtwerke Musterstadt", Operator.Contains, "muster", true)]
    [InlineData("Stadtwerke Musterstadt", Operator.StartsWith, "STADT", true)]
    [InlineData("Stadtwerke Musterstadt", Operator.StartsWith, "Muster", false)]
    [InlineData(" eur ", Operator.Equal, "EUR", true)]
    public void Texts(string value, Operator op, string wanted, bool holds) =>
        Assert.Equal(holds, Holds(("sellerName", value), op, wanted));

    [Fact]
    public void In_takes_any_of_its_values()
    {
        var rule = Rule("r", When("currency", Operator.In, "EUR", "CHF"));

        Assert.True(RuleEvaluation.Evaluate(rule, Subject(Item(("currency", "chf")))).Holds);
        Assert.False(RuleEvaluation.Evaluate(rule, Subject(Item(("currency", "USD")))).Holds);
    }

    [Fact]
    public void A_field_of_several_lines_holds_where_one_of_them_does()
    {
        var item = Item() with { Coding = [Line("10"), Line("20")] };

        Assert.True(RuleEvaluation.Evaluate(Rule("r", When("coding.costType", Operator.Equal, "20")), Subject(item)).Holds);
        Assert.False(RuleEvaluation.Evaluate(Rule("r", When("coding.costType", Operator.NotEqual, "20")), Subject(item)).Holds);
    }

    [Fact]
    public void Groups_nest()
    {
        var condition = new Condition
        {
            Any =
            [
                When("currency", Operator.Equal, "CHF"),
                new Condition { All = [When("currency", Operator.Equal, "EUR"), When("grossTotal", Operator.Less, "100")] },
            ],
        };
        var rule = Rule("r", condition);

        Assert.True(RuleEvaluation.Evaluate(rule, Subject(Item(("currency", "CHF"), ("grossTotal", "500")))).Holds);
        Assert.True(RuleEvaluation.Evaluate(rule, Subject(Item(("currency", "EUR"), ("grossTotal", "50")))).Holds);
        Assert.False(RuleEvaluation.Evaluate(rule, Subject(Item(("currency", "EUR"), ("grossTotal", "500")))).Holds);
    }

    [Fact]
    public void The_reason_shows_what_was_found()
    {
        var result = RuleEvaluation.Evaluate(
            Rule("r", When("grossTotal", Operator.Less, "5000")), Subject(Item(("grossTotal", "1234.5"))));

        Assert.Equal("Bruttobetrag (1.234,50) < 5.000,00", result.Because);
    }

    [Fact]
    public void A_variable_of_the_tenant_can_be_asked_for()
    {
        var settings = Settings();
        settings = settings with
        {
            Global = settings.Global with { Variables = new Dictionary<string, string> { ["mode"] = "ferien" } },
        };
        var subject = new RuleSubject(Item(), new LinkedRecords(), settings);

        Assert.True(RuleEvaluation.Evaluate(Rule("r", When("global.mode", Operator.Equal, "ferien")), subject).Holds);
        Assert.True(RuleEvaluation.Evaluate(Rule("r", When("global.gone", Operator.Empty)), subject).Holds);
    }

    private static bool Holds((string, string) field, Operator op, string? wanted) => RuleEvaluation.Evaluate(
        Rule("r", When(field.Item1, op, wanted is null ? [] : [wanted])), Subject(Item(field))).Holds;

    private static RuleSubject Subject(Item item) => new(item, new LinkedRecords(), Settings());

    private static CodingLine Line(string costType) => new("1.00", null, null, null, costType, null, null, null, null);
}
