using System.Text.Json.Nodes;
using Moq;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tests.Tenancy;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>Mail groups, and vouchers whose number a clerk draws.</summary>
public class MailRouteTests
{
    [Fact]
    public async Task The_default_mail_group_is_filled_and_rules_can_ask_for_it()
    {
        using var house = await DemoHouse.OpenAsync(demo =>
        {
            var process = demo["process"]!;
            process["rules"]!.AsArray().Add(JsonNode.Parse("""
                { "id": "umbuchung", "name": "Umbuchungen", "kind": "mail", "conditions": [{ "field": "invoiceGroup", "operator": "equals", "value": "umbuchungen" }] }
                """));
            Mail(demo)["stations"]![0]!["rules"] = JsonNode.Parse("""[{ "sequence": 1, "rule": "umbuchung", "action": "auslassen" }]""");
        });

        var item = await house.CoveredAsync("post");

        Assert.Equal("umbuchungen", item.Cover.InvoiceGroup);
        Assert.Equal("Buchhaltung", (await house.DecidedAsync(item)).Station!.Name);
    }

    [Theory]
    [InlineData("bescheide", "bescheide")]
    [InlineData("sonstiges", "umbuchungen")]
    [InlineData("instandhaltung", "umbuchungen")]
    public async Task The_table_goes_before_the_default_where_its_group_is_possible(string ofTable, string expected)
    {
        using var house = await DemoHouse.OpenAsync(demo =>
        {
            var process = demo["process"]!;
            process["invoiceGroups"]!.AsArray().Add(JsonNode.Parse("""{ "id": "sonstiges", "name": "Sonstiges", "kind": "mail" }"""));
            process["invoiceGroupTable"] = JsonNode.Parse($$"""[{ "sequence": 1, "group": "{{ofTable}}", "kind": "pool", "value": "post" }]""");
        });

        Assert.Equal(expected, (await house.CoveredAsync("post")).Cover.InvoiceGroup);
    }

    [Fact]
    public async Task Capture_can_change_the_mail_group_only_to_a_possible_one()
    {
        using var house = await DemoHouse.OpenAsync(
            demo => Mail(demo)["mailGroups"] = JsonNode.Parse("""{ "possible": ["umbuchungen"] }"""));
        var item = await house.CoveredAsync("post");
        item = await house.PutAsync(item, current => current with { Visit = 1, VisitState = VisitState.Notified });
        Assert.Null(item.Cover.InvoiceGroup);

        Assert.Equal(DecisionResult.Invalid, (await house.EditAsync(item, edit => edit with { InvoiceGroup = "bescheide" })).Result);
        Assert.Equal(DecisionResult.Accepted, (await house.EditAsync(item, edit => edit with { InvoiceGroup = "umbuchungen" })).Result);
        Assert.Equal("umbuchungen", (await house.ReadAsync(item)).Cover.InvoiceGroup);
    }

    [Theory]
    [InlineData("mailGroups", """{ "possible": ["umbuchung"] }""", ".mailGroups.possible[0]", "„umbuchungen“")]
    [InlineData("mailGroups", """{ "possible": ["instandhaltung"] }""", ".mailGroups.possible[0]", "von der Art")]
    [InlineData("mailGroups", """{ "possible": ["bescheide"], "default": "umbuchungen" }""", ".mailGroups.default", "nicht unter den möglichen")]
    [InlineData("links", """[{ "name": "purchaseOrder", "active": false }, { "name": "invoiceGroup", "active": false }]""", ".mailGroups", "nicht aktiv")]
    [InlineData("voucher", """{ "module": "Rechnungswesen", "category": "Bescheid", "property": "Nr" }""", ".voucher", "keinen Nummernkreis")]
    [InlineData("numberRange", "\"re-verwaltung\"", ".numberRange", "gehört nicht zu Modul")]
    public void A_mail_route_is_checked_at_load(string property, string value, string at, string says)
    {
        var load = TenantLoaderTests.Change(demo => Mail(demo)[property] = JsonNode.Parse(value));

        Assert.Contains(load.Problems, problem => problem.Path == "$.process.routes[1]" + at
            && $"{problem.Text} {problem.Remedy}".Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void An_invoice_route_has_neither_mail_groups_nor_voucher_numbers()
    {
        var load = TenantLoaderTests.Change(demo =>
        {
            var route = demo["process"]!["routes"]![0]!;
            route["mailGroups"] = JsonNode.Parse("{}");
            route["voucher"] = Mail(demo)["voucher"]!.DeepClone();
        });

        Assert.Equal(["$.process.routes[0].mailGroups", "$.process.routes[0].voucher"], load.Problems.Select(problem => problem.Path).Order());
    }

    [Fact]
    public async Task A_clerk_draws_a_number_once_and_it_stands_on_the_item_and_its_property()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await house.CoveredAsync("post");
        Assert.Null(item.Cover.Number);

        var offer = (await Desk(house).OfferAsync("demo", item, "clara.winter", default))!;
        var drawn = await Desk(house).DrawAsync("demo", item.Id, "clara.winter", new NumberRequest(null), default);
        var again = await Desk(house).DrawAsync("demo", item.Id, "clara.winter", new NumberRequest(null), default);

        Assert.Equal((false, "ub-verwaltung", "Umbuchungsbelegnummer"), (offer.Asks, offer.Proposed, offer.Property));
        Assert.Equal(("UB-MH-000001", "UB-MH-000001"), (drawn.Number, again.Number));
        var numbered = await house.ReadAsync(item);
        Assert.Equal(("UB-MH-000001", "ub-verwaltung"), (numbered.Cover.Number, numbered.Cover.NumberRange));
        Assert.Equal("UB-MH-000001", numbered.Cover.Properties["Umbuchungsbelegnummer"]);
        Assert.Null(await Desk(house).OfferAsync("demo", numbered, "clara.winter", default));
        var found = await house.Store.ListAsync("demo", new ItemQuery(Query: "UB-MH-000001"), default);
        Assert.Equal(item.Id, Assert.Single(found.Items).Id);
    }

    [Theory]
    [InlineData("ub2", true, "ub2")]
    [InlineData(null, true, "ub3")]
    [InlineData(null, false, "ub-verwaltung")]
    public async Task The_route_s_number_range_is_used_without_asking_and_goes_before_the_source_s(
        string? ofRoute, bool ofSource, string proposed)
    {
        using var house = await DemoHouse.OpenAsync(demo =>
        {
            foreach (var id in new[] { "ub2", "ub3" })
            {
                demo["settings"]!["numberRanges"]!.AsArray().Add(JsonNode.Parse($$"""
                    { "id": "{{id}}", "name": "{{id}}", "client": "verwaltung", "prefix": "{{id}}-", "module": "Rechnungswesen", "category": "Umbuchung" }
                    """));
            }

            if (ofRoute is not null) Mail(demo)["numberRange"] = ofRoute;
            if (ofSource) demo["settings"]!["routeSources"]![1]!["numberRanges"] = JsonNode.Parse("""{ "verwaltung": "ub3" }""");
        });
        var item = await house.CoveredAsync("post");

        var offer = (await Desk(house).OfferAsync("demo", item, "clara.winter", default))!;
        var unasked = await Desk(house).DrawAsync("demo", item.Id, "clara.winter", new NumberRequest(null), default);

        Assert.Equal((ofRoute is null, proposed), (offer.Asks, offer.Proposed));
        if (ofRoute is not null)
        {
            Assert.Equal("ub2-000001", unasked.Number);
            return;
        }

        Assert.Contains("wählen Sie einen Nummernkreis", unasked.Message);
        Assert.Equal(DecisionResult.Invalid, (await Desk(house).DrawAsync("demo", item.Id, "clara.winter", new NumberRequest("re-verwaltung"), default)).Result);
        Assert.Equal("ub3-000001", (await Desk(house).DrawAsync("demo", item.Id, "clara.winter", new NumberRequest("ub3"), default)).Number);
        Assert.Equal(DecisionResult.AlreadyDecided, (await Desk(house).DrawAsync("demo", item.Id, "clara.winter", new NumberRequest("ub2"), default)).Result);
    }

    [Theory]
    [InlineData("re-weg-lindenstrasse", "WL-000001")]
    [InlineData(null, "P-000001")]
    public async Task Where_no_clerk_draws_the_number_is_given_on_receipt_from_the_route_s_range_else_the_source_s(
        string? ofRoute, string number)
    {
        using var house = await DemoHouse.OpenAsync(demo =>
        {
            Mail(demo).AsObject().Remove("voucher");
            if (ofRoute is not null) Mail(demo)["numberRange"] = ofRoute;
            demo["settings"]!["numberRanges"]!.AsArray().Add(
                JsonNode.Parse("""{ "id": "post", "name": "Post", "client": "verwaltung", "prefix": "P-" }"""));
            demo["settings"]!["routeSources"]![1]!["numberRanges"] = JsonNode.Parse("""{ "verwaltung": "post" }""");
        });

        Assert.Equal(number, (await house.CoveredAsync("post")).Cover.Number);
    }

    [Fact]
    public async Task A_number_is_drawn_only_by_whoever_has_the_item_and_only_on_such_routes()
    {
        using var house = await DemoHouse.OpenAsync();
        var voucher = await house.CoveredAsync("post");
        var invoice = await house.CoveredAsync("mail");

        Assert.Equal(DecisionResult.NotAllowed, (await Desk(house, may: false).DrawAsync("demo", voucher.Id, "clara.winter", new NumberRequest(null), default)).Result);
        Assert.Null(await Desk(house, may: false).OfferAsync("demo", voucher, "clara.winter", default));
        Assert.Equal(DecisionResult.Incomplete, (await Desk(house).DrawAsync("demo", invoice.Id, "clara.winter", new NumberRequest(null), default)).Result);
        Assert.Equal("MH-000001", invoice.Cover.Number);
    }

    [Fact]
    public async Task Whoever_has_the_page_open_while_another_draws_is_shown_the_number()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await house.PutAsync(
            await house.CoveredAsync("post"), current => current with { Visit = 1, VisitState = VisitState.Notified });

        Assert.Equal(DecisionResult.Accepted, (await Desk(house).DrawAsync("demo", item.Id, "clara.winter", new NumberRequest(null), default)).Result);
        var late = await house.EditAsync(item, edit => edit with { Revision = item.ContentRevision, InvoiceGroup = "bescheide" });

        Assert.Equal(DecisionResult.Changed, late.Result);
        Assert.Equal([new FieldChange("Umbuchungsbelegnummer", null, "UB-MH-000001")], late.Changes);
    }

    private static JsonNode Mail(JsonObject demo) => demo["process"]!["routes"]![1]!;

    private static NumberDesk Desk(DemoHouse house, bool may = true)
    {
        var decisions = new Mock<IDecisionDesk>();
        decisions.Setup(desk => desk.OfferAsync("demo", It.IsAny<Item>(), "clara.winter", default))
            .ReturnsAsync(DecisionOffer.None with { IsAsked = may });
        return house.Desk(decisions.Object);
    }
}
