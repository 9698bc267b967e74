using System.Text.Json.Nodes;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Tests.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class ActionTests
{
    [Fact]
    public void An_invoice_group_is_set_once_and_seen_by_the_rules_that_follow()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "immer", "heizung"), Use(2, "immer", "dach"), Use(3, "ist-heizung", "hinweis"))),
            [Rule("immer", Always), Rule("ist-heizung", When("invoiceGroup", Operator.Equal, "heizung"))],
            new SetInvoiceGroup { Id = "heizung", Name = "h", Group = "heizung" },
            new SetInvoiceGroup { Id = "dach", Name = "d", Group = "dach" },
            new ShowNote { Id = "hinweis", Name = "n", Text = "Heizung" });

        var outcome = RouteEvaluation.Decide(Input(process));

        Assert.Equal("heizung", outcome.Effects.InvoiceGroup);
        Assert.Equal("Heizung", Assert.Single(outcome.Notes).Text);
        Assert.Equal("heizung", outcome.Effects.ApplyTo(Item()).Cover.InvoiceGroup);
    }

    [Fact]
    public void An_invoice_group_that_is_there_stays()
    {
        var process = Process(Route(Station(10, "A", To("clerk"), Use(1, "immer", "heizung"))), [Rule("immer", Always)],
            new SetInvoiceGroup { Id = "heizung", Name = "h", Group = "heizung" });
        var item = Item() with { Cover = new CoverSheet { InvoiceGroup = "dach" } };

        var outcome = RouteEvaluation.Decide(Input(process, item));

        Assert.Null(outcome.Effects.InvoiceGroup);
        // Somebody may have set it between the evaluation and the write.
        Assert.Equal("dach", new RuleEffects { InvoiceGroup = "heizung" }.ApplyTo(item).Cover.InvoiceGroup);
    }

    [Fact]
    public void A_review_status_and_a_posting_are_handed_on_even_from_a_station_that_is_skipped()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "immer", "status"), Use(2, "immer", "erp"), Use(3, "immer", "aus")),
                Station(20, "B", To("hv"), Use(1, "immer", "erp"))),
            [Rule("immer", Always)],
            new SetReviewStatus { Id = "status", Name = "s", Status = "Rückfrage" },
            new CallPosting { Id = "erp", Name = "e", Connector = "erp" },
            new SkipStation { Id = "aus", Name = "a" });

        var effects = RouteEvaluation.Decide(Input(process)).Effects;

        Assert.Equal("Rückfrage", effects.ReviewStatus);
        Assert.Equal("erp", Assert.Single(effects.Postings));
        var applied = effects.ApplyTo(Item());
        Assert.Equal(("Rückfrage", "erp"), (applied.ReviewStatus, Assert.Single(effects.ApplyTo(applied).CalledPostings)));
    }

    [Fact]
    public void Required_fields_and_holds_count_at_the_station_as_long_as_their_rule_holds()
    {
        var station = Station(10, "A", To("clerk"), Use(1, "teuer", "felder"), Use(2, "ohne-iban", "halt"));
        var process = Process(Route(station, Station(20, "B", To("hv"))),
            [Rule("teuer", When("grossTotal", Operator.Greater, "1000")), Rule("ohne-iban", When("sellerIban", Operator.Empty))],
            new RequireFields { Id = "felder", Name = "f", Fields = ["orderNumber"] },
            new Hold { Id = "halt", Name = "h", Text = "Bitte klären Sie die Bankverbindung." });
        var item = Item(("grossTotal", "2000"));

        Assert.Equal("Angehalten: Bitte klären Sie die Bankverbindung.", Assert.Single(RouteEvaluation.Decide(Input(process, item)).Notes).Text);
        var demands = RouteEvaluation.DemandsAt(Input(process, item).At(10));
        var missing = ForwardingChecks.BeforeLeaving(item, station, Settings(), ["clerk"], ReviewStatusGivers.None, demands);
        Assert.Equal(2, missing.Count);
        Assert.Equal([GapKind.Hold, GapKind.Field], missing.Select(gap => gap.Kind));
        Assert.Contains("Bankverbindung", missing[0].Text);
        Assert.Contains("Auftragsnummer", missing[1].Text);

        var mended = Item(("grossTotal", "2000"), ("sellerIban", "DE02120300000000202051"), ("orderNumber", "A-1"));
        Assert.Empty(ForwardingChecks.BeforeLeaving(mended, station, Settings(), ["clerk"], ReviewStatusGivers.None,
            RouteEvaluation.DemandsAt(Input(process, mended).At(10))));
        Assert.Empty(RouteEvaluation.DemandsAt(Input(process, item).At(20)).Holds);
    }

    [Fact]
    public void A_station_may_demand_a_document()
    {
        var station = Station(10, "A", To("clerk")) with { DocumentRequired = true };
        var item = Item() with { Documents = [new ItemDocument("leer.pdf", "application/pdf", "00", 0, "original")] };

        Assert.Contains("Dokument", Assert.Single(
            ForwardingChecks.BeforeLeaving(item, station, Settings(), ["clerk"], ReviewStatusGivers.None)).Text);
        Assert.Empty(ForwardingChecks.BeforeLeaving(
            item with { Documents = [item.Documents[0] with { Length = 5 }] }, station, Settings(), ["clerk"], ReviewStatusGivers.None));
    }

    [Fact]
    public void A_function_without_a_value_leaves_one_check_and_the_item_goes_on()
    {
        var process = Process(
            Route(Station(10, "A", To("clerk"), Use(1, "satz", "aus")), Station(20, "B", To("hv"), Use(1, "satz", "aus"))),
            [Rule("satz", When("fn.satz", Operator.Greater, "1"))], new SkipStation { Id = "aus", Name = "aus" }) with
        {
            Functions = [new ScalarFunction { Name = "satz", Type = FieldType.Number, Expression = "1 / netTotal" }],
        };
        var input = Input(process, Item(("netTotal", "0")));

        var outcome = RouteEvaluation.Decide(input);

        Assert.Equal("clerk", outcome.Assignee!.User);
        var check = Assert.Single(outcome.Effects.Checks);
        Assert.Contains("Division durch 0", check.Text);
        Assert.Contains(outcome.Trace, line => line.Contains("gilt als nicht erfüllt: fn.satz: Division durch 0 (Stelle 3)"));
        var after = outcome.Effects.ApplyTo(input.Item);
        Assert.Empty(RouteEvaluation.Decide(input with { Item = after }).Effects.Checks);
        Assert.Single(outcome.Effects.ApplyTo(after).Checks);
    }

    [Theory]
    [InlineData("""{ "kind": "setInvoiceGroup", "group": "heizug" }""", "group", "heizug")]
    [InlineData("""{ "kind": "callPosting", "connector": "datev-pakt" }""", "connector", "datev-paket")]
    [InlineData("""{ "kind": "requireFields", "fields": [] }""", "fields", "kein Feld")]
    [InlineData("""{ "kind": "requireFields", "fields": ["invoiceNo"] }""", "fields[0]", "Feld „invoiceNo“ gibt es nicht")]
    [InlineData("""{ "kind": "assignRoute", "route": "weg" }""", "route", "gibt es nicht")]
    [InlineData("""{ "kind": "assignRoute", "route": "rechnung" }""", "route", "includeOnRouteChange")]
    [InlineData("""{ "kind": "setAssignee", "assignee": { "person": "niemand" } }""", "assignee.person", "Person „niemand“")]
    [InlineData("""{ "kind": "hold" }""", "text", "fehlt")]
    public void What_an_action_names_must_exist(string action, string at, string says)
    {
        var last = 0;
        var load = TenantLoaderTests.Change(demo =>
        {
            var made = JsonNode.Parse(action)!.AsObject();
            (made["id"], made["name"]) = ("neu", "Neu");
            var actions = demo["process"]!["actions"]!.AsArray();
            last = actions.Count;
            actions.Add(made);
        });

        var problem = Assert.Single(load.Problems);
        Assert.Equal($"$.process.actions[{last}].{at}", problem.Path);
        Assert.Contains(says, $"{problem.Text} {problem.Remedy}");
    }
}
