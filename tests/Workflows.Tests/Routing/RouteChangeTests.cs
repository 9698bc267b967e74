using System.Text.Json.Nodes;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tests.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class RouteChangeTests
{
    [Theory]
    [InlineData(true, "b", 3)]
    [InlineData(false, "r", 50)]
    public void The_station_that_the_item_is_at_allows_a_change_or_not(bool allowed, string route, int next)
    {
        // Stations 1 to 3 of route A are passed; the rule comes true while the item is at the fourth.
        var outcome = RouteEvaluation.Decide(Input(Two(allowed), Item(("grossTotal", "9000"))).At(40));

        Assert.Equal(next, outcome.Station!.Sequence);
        Assert.Equal(allowed ? route : null, outcome.Effects.Route);
        Assert.Equal(route, outcome.Effects.ApplyTo(Item()).Route!.Name);
        if (!allowed) Assert.Contains(outcome.Trace, line => line.Contains("nicht erlaubt"));
    }

    [Fact]
    public void Of_the_new_route_only_the_stations_marked_for_it_take_part()
    {
        var input = Input(Two(true), Item(("grossTotal", "9000"))).At(40);
        var first = RouteEvaluation.Decide(input);
        var moved = input with { Item = first.Effects.ApplyTo(input.Item) with { Station = first.Station } };

        var second = RouteEvaluation.Decide(moved);
        var third = RouteEvaluation.Decide(moved with { Item = moved.Item with { Station = second.Station } });

        Assert.Equal(["B3", "B4"], [first.Station!.Name, second.Station!.Name]);
        Assert.Null(third.Station);
        Assert.Contains(first.Trace, line => line.Contains("B1: bei der Leitungswegänderung nicht einbezogen"));
    }

    [Fact]
    public void A_rule_that_holds_on_arrival_changes_the_route_instead_of_a_visit()
    {
        var route = Route(Station(10, "A1", To("clerk"), Use(1, "teuer", "nach-b")) with { AllowRouteChange = true });

        var outcome = RouteEvaluation.Decide(Input(With(route), Item(("grossTotal", "9000"))));

        Assert.Equal("B3", outcome.Station!.Name);
        Assert.Equal("teuer", outcome.Effects.Change!.Rule);
    }

    [Fact]
    public void A_hold_at_the_same_station_goes_first_and_the_route_changes_when_the_item_leaves()
    {
        var route = Route(
            Station(10, "A1", To("clerk"), Use(1, "teuer", "nach-b"), Use(2, "ungeprueft", "halt")) with { AllowRouteChange = true });
        var process = Process(
            route, [Rule("teuer", When("grossTotal", Operator.Greater, "5000")), Rule("ungeprueft", When("orderNumber", Operator.Empty))],
            NachB, new Hold { Id = "halt", Name = "Halt", Text = "Auftrag fehlt" }) with
        { Routes = [route, Other] };

        var held = RouteEvaluation.Decide(Input(process, Item(("grossTotal", "9000"))));
        Assert.Equal(("A1", null), (held.Station!.Name, held.Effects.Change));
        Assert.Contains(held.Notes, note => note.Text.Contains("Auftrag fehlt", StringComparison.Ordinal));
        Assert.Contains("A1: kein anderer Leitungsweg, solange der Vorgang hier angehalten ist: Auftrag fehlt", string.Join("\n", held.Trace));

        var cleared = RouteEvaluation.Decide(Input(process, Item(("grossTotal", "9000"), ("orderNumber", "7"))).At(10));
        Assert.Equal(("B3", "teuer"), (cleared.Station!.Name, cleared.Effects.Change!.Rule));
    }

    [Fact]
    public void No_route_is_assigned_again_so_every_item_comes_to_an_end()
    {
        var back = Other with
        {
            Rules = [Use(1, "teuer", "nach-r")],
            Stations = [.. Other.Stations.Select(station => station with { AllowRouteChange = true })],
        };
        var process = With(Route(Station(10, "A1", To("clerk"), Use(1, "teuer", "nach-b")) with
        {
            AllowRouteChange = true,
            IncludeOnRouteChange = true,
        })) with
        { Actions = [NachB, new AssignRoute { Id = "nach-r", Name = "nach r", Route = "r" }] };
        process = process with { Routes = [process.Routes[0], back] };
        var input = Input(process, Item(("grossTotal", "9000")));

        for (var steps = 0; ; steps++)
        {
            Assert.True(steps < 5);
            var outcome = RouteEvaluation.Decide(input);
            if (outcome.Station is null) break;
            input = input with { Item = outcome.Effects.ApplyTo(input.Item) with { Station = outcome.Station } };
        }

        Assert.Equal("b", input.Item.Route!.Name);
    }

    [Fact]
    public void Sending_back_looks_only_at_stations_of_the_present_route() => Assert.Equal(
        "hv", RouteEvaluation.SendBackTarget(Other, 4, [new(3, "hv", "b"), new(3, "clerk", "r"), new(4, "books", "b")])!.Assignee);

    [Fact]
    public void A_change_to_another_kind_of_route_is_refused_at_load()
    {
        var load = TenantLoaderTests.Change(demo =>
        {
            var process = demo["process"]!;
            var mail = process["routes"]![0]!.DeepClone().AsObject();
            (mail["id"], mail["kind"], mail["rules"]) = ("post", "mail", new JsonArray());
            foreach (var station in mail["stations"]!.AsArray())
                (station!["rules"], station["includeOnRouteChange"]) = (new JsonArray(), true);
            process["routes"]!.AsArray().Add((JsonNode)mail);
            process["actions"]!.AsArray().Add(JsonNode.Parse(
                """{ "id": "zur-post", "kind": "assignRoute", "name": "Zur Post", "route": "post" }"""));
            process["routes"]![0]!["stations"]![2]!["rules"]![0]!["action"] = "zur-post";
            process["routes"]![0]!["stations"]![2]!["allowRouteChange"] = true;
        });

        var problem = Assert.Single(load.Problems);
        Assert.Equal("$.process.routes[0].stations[2].rules[0].action", problem.Path);
        Assert.Contains("von der Art „mail“", problem.Text);
    }

    [Theory]
    [InlineData(true, false, "$.process.routes[0].stations[2].rules[0].action", "Die Station „Freigabe“ erlaubt nicht")]
    [InlineData(true, true, null, "")]
    [InlineData(false, false, "$.process.routes[0].rules[0].action", "Keine aktive Station dieses Leitungswegs erlaubt")]
    [InlineData(false, true, null, "")]
    public void A_change_that_no_station_allows_is_refused_at_load(bool atStation, bool allowed, string? path, string says)
    {
        var load = TenantLoaderTests.Change(demo =>
        {
            var (process, route) = (demo["process"]!, demo["process"]!["routes"]![0]!);
            var other = route.DeepClone().AsObject();
            (other["id"], other["rules"]) = ("anders", new JsonArray());
            foreach (var station in other["stations"]!.AsArray())
                (station!["rules"], station["includeOnRouteChange"]) = (new JsonArray(), true);
            process["routes"]!.AsArray().Add((JsonNode)other);
            process["actions"]!.AsArray().Add(JsonNode.Parse(
                """{ "id": "anders", "kind": "assignRoute", "name": "Anders", "route": "anders" }"""));
            route["stations"]![2]!["allowRouteChange"] = allowed;
            if (atStation) route["stations"]![2]!["rules"]![0]!["action"] = "anders";
            else route["rules"] = JsonNode.Parse("""[{ "sequence": 1, "rule": "alle-rechnungen", "action": "anders" }]""");
        });

        if (path is null) Assert.Empty(load.Problems);
        else Assert.Contains(says, Assert.Single(load.Problems, problem => problem.Path == path).Text, StringComparison.Ordinal);
    }

    private static readonly AssignRoute NachB = new() { Id = "nach-b", Name = "nach B", Route = "b" };

    private static readonly Route Other = new()
    {
        Id = "b",
        Name = "B",
        Kind = "invoice",
        Stations =
        [
            .. Enumerable.Range(1, 4).Select(i => Station(i, "B" + i, To("hv")) with { IncludeOnRouteChange = i > 2 }),
        ],
    };

    private static Process Two(bool allowed) => With(Route(
    [
        .. Enumerable.Range(1, 5).Select(i => Station(i * 10, "A" + i, To("clerk"), i == 4 ? [Use(1, "teuer", "nach-b")] : [])
            with { AllowRouteChange = allowed && i == 4 }),
    ]));

    private static Process With(Route route) =>
        Process(route, [Rule("teuer", When("grossTotal", Operator.Greater, "5000"))], NachB) with { Routes = [route, Other] };
}
