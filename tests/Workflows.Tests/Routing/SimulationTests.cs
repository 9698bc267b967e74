using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class SimulationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_status_or_group_that_a_rule_gave_is_given_anew_and_one_that_a_person_chose_stays(bool isStatus)
    {
        var before = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "immer", "gibt")), Station(20, "B", To("hv"), Use(1, "gegeben", "aus")), Station(30, "C", To("books"))),
            [Rule("immer", Always), Rule("gegeben", When(isStatus ? "reviewStatus" : "invoiceGroup", Operator.Equal, "auto"))],
            isStatus ? new SetReviewStatus { Id = "gibt", Name = "s", Status = "auto" } : new SetInvoiceGroup { Id = "gibt", Name = "s", Group = "auto" },
            new SkipStation { Id = "aus", Name = "a" });
        var route = before.Routes[0];
        var after = before with { Routes = [route with { Stations = [route.Stations[0] with { Rules = [] }, .. route.Stations.Skip(1)] }] };
        var past = Input(before, isStatus
            ? Item() with { ReviewStatus = "auto" }
            : Item() with { Cover = new CoverSheet { InvoiceGroup = "auto" } });

        var difference = Simulation.Difference(after, past)!;
        Assert.Equal(["A", "C"], difference.Before.Select(visit => visit.Station));
        Assert.Equal(["A", "B", "C"], difference.After.Select(visit => visit.Station));
        Assert.Contains(difference.Reasons, reason => reason.Rule == "immer");
        Assert.Null(Simulation.Difference(after, past with { Chosen = new ChosenByPeople(isStatus, !isStatus) }));
    }

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
    public void Four_eyes_and_limits_hold_on_the_simulated_way_whoever_approved_in_truth()
    {
        Process Ways(bool fourEyes) => Process(
            Route(
                Station(10, "A", To("hv")), Station(20, "B", new AssigneeChoice { Person = "hv", Backup = "hv2" }) with { FourEyes = fourEyes }),
            []);
        var input = Input(Ways(false), Item(("grossTotal", "100"))) with
        {
            Approvals = [new StationApproval(10, "r", "A", "hv2", null)],
        };

        var difference = Assert.Single(Simulation.Compare(Ways(true), [input]));
        Assert.Equal(["hv", "hv"], difference.Before.Select(visit => visit.Assignee));
        Assert.Equal(["hv", "hv2"], difference.After.Select(visit => visit.Assignee));

        var limited = input.Settings with
        {
            People = [.. input.Settings.People.Select(person => person.Id == "hv" ? person with { AmountLimit = 50 } : person)],
        };
        Assert.Equal("hv2", Assert.Single(Simulation.Compare(Ways(false), [input], limited)).After[1].Assignee);
    }

    [Fact]
    public void A_route_that_is_gone_is_a_difference_and_no_failure()
    {
        var gone = new Process { Routes = [] };

        var difference = Assert.Single(Simulation.Compare(gone, [Input(Limit("1"))]));

        Assert.Empty(difference.After);
        Assert.Contains(difference.Because, line => line.Contains("gibt es nicht"));
    }

    [Fact]
    public void The_reason_is_the_rule_also_where_only_its_action_was_changed()
    {
        Process Notes(string text) => Process(
            Route(Station(10, "A", To("clerk"), Use(1, "immer", "notiz"))), [Rule("immer", Always)],
            new ShowNote { Id = "notiz", Name = "Hinweis", Text = text });

        var difference = Assert.Single(Simulation.Compare(Notes("neu"), [Input(Notes("alt"))]));

        var reason = Assert.Single(difference.Reasons);
        Assert.Equal("immer", reason.Rule);
        Assert.Contains("geänderten Aktion", reason.Text);
    }

    [Fact]
    public void A_rule_that_says_the_same_on_both_ways_is_no_reason()
    {
        var difference = Assert.Single(Simulation.Compare(Limit("4000"), [Input(Limit("5000"), Item(("grossTotal", "4500")))]));

        var reason = Assert.Single(difference.Reasons);
        Assert.Equal("klein", reason.Rule);
        Assert.Contains("trifft künftig nicht mehr zu", reason.Text);
        Assert.Contains("5.000,00", reason.Before);
        Assert.Contains("4.000,00", reason.After);
    }

    [Fact]
    public void Stations_and_people_that_changed_without_a_rule_are_told()
    {
        var present = Process(Route(Station(10, "A", To("clerk")), Station(20, "B", To("hv"))), []);
        var candidate = Process(Route(Station(10, "A", To("books")), Station(30, "C", To("hv"))), []);

        var texts = Assert.Single(Simulation.Compare(candidate, [Input(present)])).Reasons.Select(reason => reason.Text).ToList();

        Assert.Contains(texts, text => text.Contains("Station 20 B gibt es künftig nicht"));
        Assert.Contains(texts, text => text.Contains("Station 30 C ist neu"));
        Assert.Contains(texts, text => text.Contains("Station 10 A: bisher CLERK") && text.Contains("künftig BOOKS"));
    }

    [Fact]
    public void A_station_that_is_only_renamed_or_renumbered_is_no_difference()
    {
        var present = Process(Route(Station(10, "A", To("clerk")), Station(20, "B", To("hv"))), []);
        var candidate = Process(Route(Station(10, "Anders", To("clerk")), Station(25, "B", To("hv"))), []);

        Assert.Empty(Simulation.Compare(candidate, [Input(present)]));
    }

    [Fact]
    public void A_note_that_becomes_a_warning_and_a_status_count_too()
    {
        Process With(RuleAction action) => Process(Route(Station(10, "A", To("clerk"), Use(1, "immer", "x"))), [Rule("immer", Always)], action);
        var note = With(new ShowNote { Id = "x", Name = "x", Text = "Achtung" });

        Assert.Equal(["Warnung: Achtung"],
            Assert.Single(Simulation.Compare(With(new ShowWarning { Id = "x", Name = "x", Text = "Achtung" }), [Input(note)])).NotesAfter);
        Assert.Equal(["Status „offen“"],
            Assert.Single(Simulation.Compare(With(new SetReviewStatus { Id = "x", Name = "x", Status = "offen" }), [Input(note)])).EffectsAfter);
    }

    [Fact]
    public void What_a_rule_of_the_route_says_at_each_station_that_is_passed_stands_in_the_trace_once()
    {
        var route = Route(
            Station(10, "A", To("clerk"), Use(1, "immer", "aus")), Station(20, "B", To("clerk"), Use(1, "immer", "aus")),
            Station(30, "C", To("clerk"))) with
        { Rules = [Use(1, "klein", "notiz")] };
        var process = Process(route, [Rule("immer", Always), Rule("klein", When("grossTotal", Operator.Less, "10"))],
            new SkipStation { Id = "aus", Name = "aus" }, new ShowNote { Id = "notiz", Name = "n", Text = "n" });

        var outcome = RouteEvaluation.Decide(Input(process, Item(("grossTotal", "5"))));

        Assert.Equal(30, outcome.Station!.Sequence);
        Assert.Single(outcome.Trace, line => line.Contains("„klein“"));
        Assert.Equal(2, outcome.Trace.Count(line => line.Contains("„immer“")));
    }

    private static Process Limit(string amount) => Process(
        Route(Station(10, "A", To("clerk")), Station(20, "Freigabe", To("boss"), Use(1, "klein", "aus"))),
        [Rule("klein", When("grossTotal", Operator.Less, amount))], new SkipStation { Id = "aus", Name = "Ohne Bearbeitung" });
}
