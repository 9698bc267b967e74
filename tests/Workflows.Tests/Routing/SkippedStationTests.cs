using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>A station is passed without processing only where nothing keeps the item there.</summary>
public class SkippedStationTests
{
    private static readonly RuleAction[] Actions =
    [
        new SkipStation { Id = "aus", Name = "Ohne Bearbeitung" },
        new Hold { Id = "halt", Name = "Anhalten", Text = "IBAN prüfen." },
        new RequireFields { Id = "pflicht", Name = "Pflicht", Fields = ["sellerIban", "dueDate"] },
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_hold_of_the_station_or_its_route_goes_before_passing_it(bool ofRoute)
    {
        var station = Station(10, "A", To("clerk"), [Use(1, "immer", "aus"), .. ofRoute ? [] : new[] { Use(2, "immer", "halt") }]);
        var process = Process(
            Route(station, Station(20, "B", To("hv"))) with { Rules = ofRoute ? [Use(1, "immer", "halt")] : [] },
            [Rule("immer", Always)], Actions);

        var outcome = RouteEvaluation.Decide(Input(process));

        Assert.Equal((10, "clerk"), (outcome.Station!.Sequence, outcome.Assignee!.User));
        Assert.Contains("Station 10 A: wird nicht ausgelassen, denn der Vorgang ist hier angehalten: IBAN prüfen.", outcome.Trace);
        Assert.Contains("IBAN prüfen.", Assert.Single(outcome.Notes, note => note.Warning).Text);
    }

    [Fact]
    public void What_a_rule_demands_is_filled_in_before_the_station_is_passed()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "immer", "aus"), Use(2, "immer", "pflicht")), Station(20, "B", To("hv"))),
            [Rule("immer", Always)], Actions);

        var outcome = RouteEvaluation.Decide(Input(process, Item(("dueDate", "2026-04-01"))));
        Assert.Equal(10, outcome.Station!.Sequence);
        Assert.Contains("Station 10 A: wird nicht ausgelassen, denn hier fehlt noch: IBAN.", outcome.Trace);

        outcome = RouteEvaluation.Decide(Input(process, Item(("dueDate", "2026-04-01"), ("sellerIban", "DE00"))));
        Assert.Equal(20, outcome.Station!.Sequence);
    }

    [Fact]
    public void What_only_the_station_itself_demands_is_not_asked_where_it_is_passed()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "immer", "aus")) with { RequiredFields = ["sellerIban"] }, Station(20, "B", To("hv"))),
            [Rule("immer", Always)], Actions);

        Assert.Equal(20, RouteEvaluation.Decide(Input(process)).Station!.Sequence);
    }

    [Fact]
    public void A_last_station_that_is_held_keeps_the_item_from_its_end()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk")), Station(20, "B", To("hv"), Use(1, "immer", "aus"))) with { Rules = [Use(1, "immer", "halt")] },
            [Rule("immer", Always)], Actions);

        Assert.Equal(20, RouteEvaluation.Decide(Input(process).At(10)).Station!.Sequence);
    }
}
