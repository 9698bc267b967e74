using System.Text.Json.Nodes;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class RuleLanguageTests
{
    // A Tuesday before Easter.
    private static readonly DateOnly Today = new(2026, 3, 31);

    [Fact]
    public void The_catalogue_documents_itself()
    {
        Assert.All(RuleFields.All, field =>
        {
            Assert.NotEmpty(field.Label);
            Assert.NotEmpty(field.Meaning);
            Assert.NotEmpty(field.Origin);
            Assert.True(FieldTypes.IsValue(field.Type, field.Example), $"{field.Name}: {field.Example}");
        });
        var document = RuleFields.Document(RuleFields.All);
        Assert.Contains("| `grossTotal` | Betrag |", document);
        Assert.Contains("| `coding.amount` | Liste (Betrag) |", document);
        Assert.Contains("| `client` | Verweis (Mandant) |", document);
    }

    [Theory]
    [InlineData(Operator.Equal, "EUR|CHF", true)]
    [InlineData(Operator.NotEqual, "EUR|USD", false)]
    [InlineData(Operator.NotEqual, "USD|CHF", true)]
    [InlineData(Operator.NotIn, "USD|CHF", true)]
    [InlineData(Operator.NotIn, "eur", false)]
    [InlineData(Operator.Contains, "x|u", true)]
    [InlineData(Operator.NotContains, "x|u", false)]
    [InlineData(Operator.NotContains, "x|y", true)]
    [InlineData(Operator.EndsWith, "x|R", true)]
    public void Values_are_lists_of_alternatives(Operator op, string values, bool holds) => Assert.Equal(
        holds, Holds(When("currency", op, values.Split('|')), Item(("currency", "EUR"))));

    [Theory]
    [InlineData(Operator.NotIn, true)]
    [InlineData(Operator.NotContains, true)]
    [InlineData(Operator.EndsWith, false)]
    public void An_empty_field_fulfils_only_what_is_negative(Operator op, bool holds) =>
        Assert.Equal(holds, Holds(When("currency", op, "EUR"), Item()));

    [Theory]
    [InlineData("2026-03-31", "today", true)]
    [InlineData("2026-04-05", "today+5", true)]
    [InlineData("2026-04-06", "today+5", false)]
    [InlineData("2026-03-01", "today-30", true)]
    [InlineData("2026-04-09", "today+5wd", true)]   // Good Friday, the weekend and Easter Monday do not count
    [InlineData("2026-04-10", "today+5wd", false)]
    public void Dates_are_compared_with_today(string due, string value, bool holds) => Assert.Equal(
        holds, Holds(When("dueDate", Operator.LessOrEqual, value), Item(("dueDate", due))));

    [Fact]
    public void The_trace_names_the_day_that_was_meant() => Assert.Equal(
        "Fällig am (02.04.2026) ≤ today+5wd (09.04.2026)",
        Result(When("dueDate", Operator.LessOrEqual, "today+5wd"), Item(("dueDate", "2026-04-02"))).Because);

    [Theory]
    [InlineData("900.00", Operator.LessOrEqual, true)]
    [InlineData("1200.00", Operator.LessOrEqual, false)]
    [InlineData("1200.00", Operator.Greater, true)]
    [InlineData("1000", Operator.Equal, true)]
    public void A_field_is_compared_with_another(string gross, Operator op, bool holds)
    {
        var condition = new Condition { Field = "grossTotal", Operator = op, OtherField = "purchaseOrder.value" };
        var linked = new LinkedRecords(PurchaseOrder: new PurchaseOrder { Number = "A", Supplier = "1", Value = 1000 });

        Assert.Equal(holds, Result(condition, Item(("grossTotal", gross)), linked).Holds);
        Assert.False(Result(condition, Item(("grossTotal", gross))).Holds);
    }

    [Fact]
    public void Attributes_of_linked_records_can_be_asked_for_whatever_their_case()
    {
        var linked = new LinkedRecords(Records: new Dictionary<ErpRecordKind, ErpRecord>
        {
            [ErpRecordKind.Damage] = new()
            {
                Number = "S-1",
                Attributes = new Dictionary<string, string> { ["Art"] = "Wasser" },
            },
        });

        Assert.True(Result(When("damage.art", Operator.Equal, "Wasser"), Item(), linked).Holds);
        Assert.True(Result(When("damage.number", Operator.StartsWith, "s-"), Item(), linked).Holds);
        Assert.True(Result(When("ticket.Priorität", Operator.Empty), Item(), linked).Holds);
    }

    [Fact]
    public void A_function_without_a_value_makes_the_rule_not_met_whatever_else_it_says()
    {
        var process = new Process
        {
            Routes = [],
            Functions = [new ScalarFunction { Name = "satz", Type = FieldType.Number, Expression = "grossTotal / netTotal" }],
        };
        var rule = Rule("r", When("fn.satz", Operator.Greater, "1"), Always) with { Match = Match.Any };
        RuleResult On(Item item) => RuleEvaluation.Evaluate(rule, new RuleSubject(item, new LinkedRecords(), Settings(), Today, process));

        Assert.True(On(Item(("grossTotal", "119"), ("netTotal", "100"))).Holds);
        var failed = On(Item(("grossTotal", "119"), ("netTotal", "0")));
        Assert.False(failed.Holds);
        Assert.Equal("fn.satz: Division durch 0", failed.Failure);
        Assert.True(RuleEvaluation.Evaluate(
            Rule("e", When("fn.satz", Operator.Empty)), new RuleSubject(Item(), new LinkedRecords(), Settings(), Today, process)).Holds);
    }

    [Theory]
    [InlineData("""{ "field": "grossTotal", "operator": "less", "otherField": "sellerName" }""", "otherField", "nicht mit")]
    [InlineData("""{ "field": "grossTotal", "operator": "less", "otherField": "purchaseOrder.wert" }""", "otherField", "gibt es nicht")]
    [InlineData("""{ "field": "grossTotal", "operator": "less", "value": 1, "otherField": "netTotal" }""", "otherField", "entweder")]
    [InlineData("""{ "field": "grossTotal", "operator": "empty", "otherField": "netTotal" }""", "otherField", "mit nichts")]
    [InlineData("""{ "operator": "always", "otherField": "netTotal" }""", "", "immer")]
    [InlineData("""{ "field": "dueDate", "operator": "less", "value": "today+9999" }""", "value", "passt nicht")]
    [InlineData("""{ "field": "dueDate", "operator": "less", "value": "heute" }""", "value", "today+5")]
    [InlineData("""{ "field": "isDuplicate", "operator": "in", "value": ["true"] }""", "operator", "passt nicht")]
    [InlineData("""{ "field": "client", "operator": "notIn", "value": ["verwaltung", "niemand"] }""", "value", "Mandant „niemand“")]
    [InlineData("""{ "field": "fn.nichts", "operator": "equals", "value": 1 }""", "field", "gibt es nicht")]
    [InlineData("""{ "field": "ticket.", "operator": "equals", "value": 1 }""", "field", "gibt es nicht")]
    [InlineData("""{ "all": [{ "any": [{ "field": "grossTotal", "operator": "contains", "value": "1" }] }] }""", "all[0].any[0].operator", "passt nicht")]
    public void Every_condition_is_checked_at_its_place(string condition, string at, string says)
    {
        var load = TenantLoaderTests.Change(demo =>
            demo["process"]!["rules"]![0]!["conditions"] = new JsonArray(JsonNode.Parse(condition)));

        var problem = Assert.Single(load.Problems);
        Assert.Equal("$.process.rules[0].conditions[0]" + (at.Length > 0 ? "." + at : ""), problem.Path);
        Assert.Contains(says, $"{problem.Text} {problem.Remedy}");
    }

    private static bool Holds(Condition condition, Item item) => Result(condition, item).Holds;

    private static RuleResult Result(Condition condition, Item item, LinkedRecords? linked = null) =>
        RuleEvaluation.Evaluate(Rule("r", condition), new RuleSubject(item, linked ?? new LinkedRecords(), Settings(), Today));
}
