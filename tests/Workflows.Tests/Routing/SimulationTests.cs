using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class SimulationTests
{
    [Fact]
    public void Every_item_that_would_go_another_way_is_named_with_the_rule_that_makes_the_difference()
    {
        var items = new[] { "100", "4500", "9000" }.Select((gross, i) => Input(Limit("5000"), Item(("grossTotal", gross)) with { Id = $"{i}" }));

        var difference = Assert.Single(Simulation.Compare(Limit("4000"), items));

        Assert.Equal("1", difference.Item);
        Assert.Equal(["A"], difference.Before.Select(visit => visit.Station));
        Assert.Equal(["A", "Freigabe"], difference.After.Select(visit => visit.Station));
        Assert.Contains(difference.Because, line => line.StartsWith('−') && line.Contains("„klein“ trifft zu") && line.Contains("5.000,00"));
        Assert.Contains(difference.Because, line => line.StartsWith('+') && line.Contains("„klein“ trifft nicht zu"));
    }

    [Fact]
    public void Assignees_and_notes_count_and_where_the_item_is_now_does_not()
    {
        var present = Process(Route(Station(10, "A", To("clerk")), Station(20, "B", To("hv"))), []);
        var other = Process(Route(Station(10, "A", To("clerk")), Station(20, "B", To("books"))), []);
        var noted = present with
        {
            Routes = [present.Routes[0] with { Rules = [Use(1, "immer", "notiz")] }],
            Rules = [Rule("immer", Always)],
            Actions = [new ShowNote { Id = "notiz", Name = "n", Text = "Achtung" }],
        };
        var item = Input(present, Item() with { Rejection = new Rejection(20, "B", "hv", "nein") }).At(20);

        Assert.Equal("books", Assert.Single(Simulation.Compare(other, [item])).After[1].Assignee);
        Assert.Equal(["Achtung"], Assert.Single(Simulation.Compare(noted, [item])).NotesAfter);
        Assert.Empty(Simulation.Compare(present with { }, [item]));
    }

    [Fact]
    public void A_route_that_is_gone_is_a_difference_and_no_failure()
    {
        var gone = new Process { Routes = [] };

        var difference = Assert.Single(Simulation.Compare(gone, [Input(Limit("1"))]));

        Assert.Empty(difference.After);
        Assert.Contains(difference.Because, line => line.Contains("gibt es nicht"));
    }

    private static Process Limit(string amount) => Process(
        Route(Station(10, "A", To("clerk")), Station(20, "Freigabe", To("boss"), Use(1, "klein", "aus"))),
        [Rule("klein", When("grossTotal", Operator.Less, amount))], new SkipStation { Id = "aus", Name = "Ohne Bearbeitung" });
}
