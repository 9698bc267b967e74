using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>The manual's example: „Prüfung“ is the property manager's, is skipped for running costs (kind 10), and shows a
/// note for property 47.</summary>
public class WorkedExampleTests
{
    private static readonly Process Example = Process(
        Route(
            Station(10, "Prüfung", To("clerk"),
                Use(1, "betriebskosten", "ohne-bearbeitung"), Use(2, "immer", "hv-festlegen"), Use(3, "objekt-47", "notiz")),
            Station(20, "Buchhaltung", To("books"))),
        [
            Rule("betriebskosten", When("coding.costType", Operator.Equal, "10")),
            Rule("immer", Always),
            Rule("objekt-47", When("property", Operator.Equal, "47")),
        ],
        new SkipStation { Id = "ohne-bearbeitung", Name = "Ohne Bearbeitung" },
        new SetAssignee { Id = "hv-festlegen", Name = "HV", Assignee = Holder("hv2") },
        new ShowNote { Id = "notiz", Name = "Notiz", Text = "Teile weiterverrechnen" });

    [Fact]
    public void Running_costs_skip_the_check()
    {
        var outcome = RouteEvaluation.Decide(Input(Example, Coded("10", "12"), Property("12", "hv")));

        Assert.Equal("Buchhaltung", outcome.Station!.Name);
        Assert.Equal("books", outcome.Assignee!.User);
        Assert.Empty(outcome.Notes);
        Assert.Contains(outcome.Trace, line => line.Contains("betriebskosten") && line.Contains("trifft zu"));
    }

    [Fact]
    public void Every_other_invoice_goes_to_the_property_manager_of_its_property()
    {
        var outcome = RouteEvaluation.Decide(Input(Example, Coded("20", "12"), Property("12", "hv")));

        Assert.Equal("Prüfung", outcome.Station!.Name);
        Assert.Equal("hv", outcome.Assignee!.User);
        Assert.Contains("Hausverwalter von Objekt 12", outcome.Assignee.Reason);
    }

    [Theory]
    [InlineData("20", "Prüfung")]
    [InlineData("10", "Buchhaltung")]
    public void Property_47_shows_its_note_even_where_the_check_is_skipped(string costType, string station)
    {
        var outcome = RouteEvaluation.Decide(Input(Example, Coded(costType, "47"), Property("47", "hv")));

        Assert.Equal(station, outcome.Station!.Name);
        Assert.Equal("Teile weiterverrechnen", Assert.Single(outcome.Notes).Text);
    }

    [Fact]
    public void A_note_that_is_on_the_item_is_not_shown_again()
    {
        var input = Input(Example, Coded("20", "47"), Property("47", "hv"));
        var first = RouteEvaluation.Decide(input);

        var again = RouteEvaluation.Decide(input with { Item = input.Item with { Notes = first.Notes } });

        Assert.Empty(again.Notes);
    }

    private static Item Coded(string costType, string property) => Item() with
    {
        Cover = new CoverSheet { Property = property },
        Coding = [new CodingLine("100.00", null, null, null, costType, property, null, null, null)],
    };
}
