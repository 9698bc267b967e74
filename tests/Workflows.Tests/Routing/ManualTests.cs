using System.Text.Json.Nodes;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tests.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>What the manual says of stations and their rules, one test each where no other has it.</summary>
public class ManualTests
{
    [Fact]
    public void Rules_are_evaluated_in_the_order_of_their_sequence_whatever_their_order_in_the_file()
    {
        var process = Process(
            Route(Station(10, "Prüfung", To("books"), Use(30, "dritte", "n"), Use(10, "erste", "n"), Use(20, "zweite", "n"))),
            [Rule("zweite", Always), Rule("dritte", Always), Rule("erste", Always)],
            new ShowNote { Id = "n", Name = "n", Text = "t" });

        var outcome = RouteEvaluation.Decide(Input(process));

        Assert.Equal(["Regel „erste“", "Regel „zweite“", "Regel „dritte“"], outcome.Notes.Select(note => note.By));
        var order = outcome.Trace.Where(line => line.Contains("Regel „")).Select(line => line.Split('„', '“')[1]);
        Assert.Equal(["erste", "zweite", "dritte"], order.Take(3));
    }

    [Fact]
    public void Stations_are_passed_in_the_order_of_their_sequence_whatever_their_order_in_the_file()
    {
        var process = Process(Route(Station(30, "C", To("books")), Station(10, "A", To("clerk")), Station(20, "B", To("hv"))), []);

        Assert.Equal("A", RouteEvaluation.Decide(Input(process)).Station!.Name);
        Assert.Equal("B", RouteEvaluation.Decide(Input(process).At(10)).Station!.Name);
        Assert.Equal("C", RouteEvaluation.Decide(Input(process).At(20)).Station!.Name);
        Assert.Null(RouteEvaluation.Decide(Input(process).At(30)).Station);
    }

    [Fact]
    public void Notes_and_warnings_are_always_all_collected_also_after_the_assignee_is_settled()
    {
        var process = Process(
            Route(Station(10, "Prüfung", To("books"), Use(1, "immer", "hv"), Use(2, "immer", "hinweis"),
                Use(3, "immer", "boss"), Use(4, "auch", "warnung"), Use(5, "nie", "hinweis"))),
            [Rule("immer", Always), Rule("auch", Always), Rule("nie", When("grossTotal", Operator.Less, "5"))],
            new SetAssignee { Id = "hv", Name = "hv", Assignee = To("hv") },
            new SetAssignee { Id = "boss", Name = "boss", Assignee = To("boss") },
            new ShowNote { Id = "hinweis", Name = "h", Text = "Hinweis" },
            new ShowWarning { Id = "warnung", Name = "w", Text = "Warnung" });

        var outcome = RouteEvaluation.Decide(Input(process));

        Assert.Equal("hv", outcome.Assignee!.User);
        Assert.Equal([("Hinweis", false), ("Warnung", true)], outcome.Notes.Select(note => (note.Text, note.Warning)));
    }

    [Fact]
    public void The_station_s_default_assignee_stands_back_where_a_rule_sets_one()
    {
        var process = Process(
            Route(Station(10, "Prüfung", To("books"), Use(1, "betrag", "hv"))),
            [Rule("betrag", When("grossTotal", Operator.Greater, "100"))],
            new SetAssignee { Id = "hv", Name = "hv", Assignee = To("hv") });

        Assert.Equal("hv", RouteEvaluation.Decide(Input(process, Item(("grossTotal", "200")))).Assignee!.User);
        Assert.Equal("books", RouteEvaluation.Decide(Input(process, Item(("grossTotal", "50")))).Assignee!.User);
    }

    [Fact]
    public void The_backup_takes_over_where_the_person_of_a_station_is_inactive()
    {
        var process = Process(Route(Station(10, "Prüfung", new AssigneeChoice { Person = "hv", Backup = "hv2" })), []);
        var input = Input(process) with { Settings = Settings(Person("hv", active: false), Person("hv2"), Person("boss")) };

        var outcome = RouteEvaluation.Decide(input);

        Assert.Equal("hv2", outcome.Assignee!.User);
        Assert.Contains(outcome.Trace, line => line.Contains("HV ist nicht aktiv"));
    }

    [Fact]
    public async Task A_changed_route_applies_to_new_items_only()
    {
        using var house = await DemoHouse.OpenAsync();
        var before = await house.CoveredAsync("mail");
        house.Change(demo => demo["process"]!["routes"]![0]!["stations"]![0]!["name"] = "Erfassung neu");
        var after = await house.CoveredAsync("mail");

        Assert.Equal("Vorerfassung", (await house.DecidedAsync(before)).Station!.Name);
        Assert.Equal("Erfassung neu", (await house.DecidedAsync(after)).Station!.Name);
        Assert.NotEqual(before.Route!.Version, after.Route!.Version);
    }

    [Theory]
    [InlineData("rules", """{ "id": "x", "name": "X", "kind": "mail", "conditions": [{ "operator": "always" }] }""", "auslassen", "$.process.routes[0].stations[1].rules[0].rule", "von der Art „mail“")]
    [InlineData("rules", """{ "id": "x", "name": "X", "kind": "invoice", "conditions": [{ "field": "brutto", "operator": "empty" }] }""", "auslassen", "$.process.rules[{0}].conditions[0].field", "Feld „brutto“")]
    [InlineData("actions", """{ "id": "y", "name": "Y", "kind": "setAssignee", "assignee": { "person": "niemand" } }""", "y", "$.process.actions[{0}].assignee.person", "Person „niemand“")]
    public void A_rule_of_another_kind_or_with_a_missing_field_or_person_is_refused_with_its_path(
        string list, string entry, string action, string path, string says)
    {
        var last = 0;
        var load = TenantLoaderTests.Change(demo =>
        {
            var process = demo["process"]!;
            last = process[list]!.AsArray().Count;
            process[list]!.AsArray().Add(JsonNode.Parse(entry));
            var rule = list == "rules" ? "x" : "alle-rechnungen";
            process["routes"]![0]!["stations"]![1]!["rules"] =
                JsonNode.Parse($$"""[{ "sequence": 1, "rule": "{{rule}}", "action": "{{action}}" }]""");
        });

        Assert.Null(load.Tenant);
        var problem = Assert.Single(load.Problems);
        Assert.Equal(path.Replace("{0}", $"{last}", StringComparison.Ordinal), problem.Path);
        Assert.Contains(says, problem.Text);
    }

    [Fact]
    public void Activating_a_station_without_assignee_is_refused_at_load()
    {
        Action<JsonObject> Add(bool active) => demo => demo["process"]!["routes"]![0]!["stations"]!.AsArray().Add(
            JsonNode.Parse($$"""{ "sequence": 99, "name": "Ohne", "active": {{(active ? "true" : "false")}} }"""));

        Assert.Empty(TenantLoaderTests.Change(Add(active: false)).Problems);
        var problem = Assert.Single(TenantLoaderTests.Change(Add(active: true)).Problems);
        Assert.Equal("$.process.routes[0].stations[4]", problem.Path);
        Assert.Contains("keinen Bearbeiter", problem.Text);
    }

    [Fact]
    public void A_station_without_assignee_cannot_be_activated_by_leaving_active_out()
    {
        var load = TenantLoaderTests.Change(demo => demo["process"]!["routes"]![0]!["stations"]![3]!.AsObject().Remove("assignee"));

        Assert.Equal("$.process.routes[0].stations[3]", Assert.Single(load.Problems).Path);
    }

    [Fact]
    public async Task The_demo_shows_the_manual_s_example()
    {
        using var house = await DemoHouse.OpenAsync();
        (string, string)[] roof = [("sellerVatId", "DE999990125"), ("orderNumber", "A-2026-001"), ("grossTotal", "9000")];
        var captured = await house.PutAsync(await house.CoveredAsync("mail", roof), AfterCapture);
        var other = await house.DecidedAsync(captured);
        var costs = await house.DecidedAsync(await house.PutAsync(
            await house.CoveredAsync("mail", roof), item => AfterCapture(item) with
            {
                Coding = [new CodingLine("9000", null, null, null, "10", "47", null, null, null)],
            }));
        var chosen = await house.DecidedAsync(await house.PutAsync(
            await house.CoveredAsync("mail", roof),
            item => AfterCapture(item) with { Cover = item.Cover with { InvoiceGroup = "betriebskosten" } }));
        var elsewhere = await house.DecidedAsync(await house.PutAsync(
            await house.CoveredAsync("mail", [("sellerVatId", "DE999990133"), ("orderNumber", "A-2026-006")]), AfterCapture));

        Assert.Equal(("Sachliche Prüfung", "anna.berger"), (other.Station!.Name, other.Assignee!.User));
        Assert.Contains("Regel „Alle Rechnungen“: Hausverwalter von Objekt 47", other.Assignee.Reason);
        Assert.Contains(other.Notes, note => note.Text.Contains("weiterverrechnet"));
        Assert.Equal(("Freigabe", "Freigabe"), (costs.Station!.Name, chosen.Station!.Name));
        Assert.Contains(costs.Notes, note => note.Text.Contains("weiterverrechnet"));
        Assert.Equal(("Sachliche Prüfung", "jonas.keller"), (elsewhere.Station!.Name, elsewhere.Assignee!.User));
        Assert.DoesNotContain(elsewhere.Notes, note => note.Text.Contains("weiterverrechnet"));

        static Item AfterCapture(Item item) => item with { Station = new StationRef(10, "Vorerfassung", Now) };
    }
}
