using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>A posting that a rule calls is made where a rule that calls it still holds at the end of the route.</summary>
public class CalledPostingTests
{
    private static readonly Rule[] Rules = [Rule("teuer", When("grossTotal", Operator.Greater, "1000")), Rule("eilt", When("dueDate", Operator.NotEmpty))];

    private static readonly RuleAction[] Actions =
        [new CallPosting { Id = "erp", Name = "Ins ERP", Connector = "erp" }, new AssignRoute { Id = "nach-b", Name = "b", Route = "b" }];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_posting_whose_rule_no_longer_holds_is_not_made(bool ofRoute)
    {
        var use = Use(1, "teuer", "erp");
        var process = Process(
            Route(Station(10, "A", To("clerk"), ofRoute ? [] : [use]), Station(20, "B", To("hv"))) with { Rules = ofRoute ? [use] : [] },
            Rules, Actions);

        var (item, end) = ToTheEnd(process, Item(("grossTotal", "5000")), ("grossTotal", "50"));

        Assert.Empty(item.CalledPostings);
        Assert.Equal(["erp"], end.Effects.DroppedPostings);
        Assert.Contains(end.Trace, line => line.Contains("„teuer“ trifft nicht zu: Bruttobetrag (50,00) > 1.000,00"));
        Assert.Contains("Die Übergabe an „erp“ entfällt: Keine der Regeln, die sie verlangen, trifft am Ende noch zu.", end.Trace);
    }

    [Fact]
    public void One_rule_that_still_calls_it_is_enough()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "teuer", "erp")), Station(20, "B", To("hv"), Use(1, "eilt", "erp"))), Rules, Actions);

        var (item, end) = ToTheEnd(process, Item(("grossTotal", "5000"), ("dueDate", "2026-04-01")), ("grossTotal", "50"));

        Assert.Equal(["erp"], item.CalledPostings);
        Assert.Empty(end.Effects.DroppedPostings);
    }

    [Fact]
    public void A_rule_of_the_route_that_the_item_was_on_before_counts_too()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "teuer", "erp"), Use(2, "teuer", "nach-b")) with { AllowRouteChange = true }), Rules, Actions);
        process = process with
        {
            Routes = [.. process.Routes, Route(Station(10, "X", To("hv")) with { IncludeOnRouteChange = true }) with { Id = "b", Name = "b" }],
        };

        Assert.Equal(["erp"], ToTheEnd(process, Item(("grossTotal", "5000")), ("grossTotal", "6000")).Item.CalledPostings);
        Assert.Empty(ToTheEnd(process, Item(("grossTotal", "5000")), ("grossTotal", "50")).Item.CalledPostings);
    }

    [Fact]
    public void A_posting_that_no_rule_of_these_routes_calls_stays()
    {
        var process = Process(Route(Station(10, "A", To("clerk"))), Rules, Actions);
        var item = Item() with { CalledPostings = ["datev"] };
        Assert.Equal(["datev"], RouteEvaluation.Decide(Input(process, item).At(10)).Effects.ApplyTo(item).CalledPostings);
    }

    private static (Item Item, RouteOutcome End) ToTheEnd(Process process, Item item, (string Field, string Value) corrected)
    {
        var outcome = RouteEvaluation.Decide(Input(process, item));
        item = outcome.Effects.ApplyTo(item) with { Station = outcome.Station };
        Assert.Equal(["erp"], item.CalledPostings);
        item = item with { Fields = Item([.. item.Fields.Select(field => (field.Key, field.Key == corrected.Field ? corrected.Value : field.Value.Value!))]).Fields };
        while (true)
        {
            outcome = RouteEvaluation.Decide(Input(process, item));
            item = outcome.Effects.ApplyTo(item) with { Station = outcome.Station };
            if (outcome.Station is null) return (item, outcome);
        }
    }
}
