using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>The coding (Vorkontierung) as people and programs give it, and what rules make of it.</summary>
public sealed class CodingTests
{
    [Fact]
    public async Task The_manuals_example_a_cost_type_of_10_passes_by_the_review()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var (status, answer) = await PatchAsync(home, web, id, $$"""
            { "revision": {{item.Revision}}, "coding": [
              { "amount": "119,00", "account": "4260", "costType": "10", "property": "47", "unit": "47-03", "order": "A-2026-001", "text": "Rinne" },
              { "account": "4210", "costType": "10", "costCentre": "100", "taxKey": "0" },
              { "amount": " ", "text": "" } ] }
            """);
        Assert.Equal(200, status);
        Assert.Equal(
            [
                new CodingLine("119.00", "4260", "9", null, "10", "47", "47-03", "A-2026-001", "Rinne"),
                new CodingLine("1071.00", "4210", "0", "100", "10", null, null, null, null),
            ],
            (await home.ItemAsync(id)).Coding);
        Assert.Equal("1071.00", answer["item"]!["coding"]![1]!["amount"]!.GetValue<string>());
        Assert.Equal(["coding.1", "coding.2"], answer["changes"]!.AsArray().Select(change => change!["field"]!.GetValue<string>()));
        Assert.Equal(
            "119,00 · Konto 4260 · Steuerschlüssel 9 · Kostenart 10 · Objekt 47 · Einheit 47-03 · Auftrag A-2026-001 · Rinne",
            answer["changes"]![0]!["after"]!.GetValue<string>());

        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        await home.UntilAsync(id, one => one.Visit == 2 && one.VisitState == VisitState.Notified);
        Assert.DoesNotContain("Sachliche Prüfung", (await home.VisitsAsync(id)).Select(visit => visit.Station));
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_line_and_nothing_is_saved()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var (status, problem) = await PatchAsync(home, web, id, $$"""
            { "revision": {{item.Revision}}, "fields": { "invoiceNumber": "R-2" }, "coding": [
              { "amount": "1.190" }, { "amount": "1.005" }, { "amount": "5", "property": "999" }, { "amount": "5", "order": "A-0" },
              { "amount": "5", "unit": "99" }, { "amount": "5", "text": "{{new string('x', 121)}}" } ] }
            """);
        Assert.Equal((400, "urn:serverless:problem:bad-request"), (status, problem["type"]!.GetValue<string>()));
        Assert.Equal(6, problem["problems"]!.AsArray().Count);
        var detail = problem["detail"]!.GetValue<string>();
        foreach (var wrong in new[]
                 {
                     "Zeile 1: „1.190“ ist kein eindeutiger Betrag", "Zeile 2: „1.005“", "Zeile 3: Das Objekt „999“ gibt es nicht",
                     "Zeile 4: Den Auftrag „A-0“ gibt es nicht", "Zeile 5: Die Einheit „99“ gibt es am Objekt „47“ nicht", "Zeile 6: Ein Text hat höchstens 120 Zeichen",
                 })
            Assert.Contains(wrong, detail, StringComparison.Ordinal);

        await RefusedAsync("""{ "account": "4210" }, { "account": "4240" }""", "Zeile 2: Nur in einer Zeile kann der Betrag offen bleiben");
        await RefusedAsync("""{ "amount": "1190.00" }, { "account": "4240" }""", "Zeile 2: Für diese Zeile bleibt kein Betrag übrig");
        Assert.Equal(item.Revision, (await home.ItemAsync(id)).Revision);

        async Task RefusedAsync(string lines, string says)
        {
            var (code, answer) = await PatchAsync(home, web, id, $$"""{ "revision": {{item.Revision}}, "coding": [ {{lines}} ] }""");
            Assert.Equal(400, code);
            Assert.Contains(says, answer["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bodies_that_cannot_be_meant_are_refused_before_anything_is_looked_at()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        foreach (var (body, place) in new[]
                 {
                     ("""{ "fields": {} }""", "$.revision"),
                     ($$"""{ "revision": {{item.Revision}}, "fields": { "invoiceNumber": 7 } }""", "$.fields.invoiceNumber"),
                     ($$"""{ "revision": {{item.Revision}}, "fields": [] }""", "$.fields"),
                     ($$"""{ "revision": {{item.Revision}}, "coding": [ { "amount": 5 } ] }""", "$.coding[0].amount"),
                     ($$"""{ "revision": {{item.Revision}}, "coding": [ { "konto": "5" } ] }""", "$.coding[0]"),
                 })
        {
            var (status, problem) = await PatchAsync(home, web, id, body);
            Assert.Equal(400, status);
            Assert.Contains(place, problem["problems"]!.AsArray().Select(one => one!["path"]!.GetValue<string>()));
        }

        Assert.Equal(400, (await PatchAsync(home, web, id, $$"""{ "revision": {{item.Revision + 9}}, "fields": {} }""")).Status);
        Assert.Equal(403, (await PatchAsync(home, web, id, $$"""{ "revision": {{item.Revision}} }""", WalkHome.Anna)).Status);
        Assert.Equal(404, (await PatchAsync(home, web, new string('0', 32), """{ "revision": 1 }""")).Status);
        Assert.Equal(item.Revision, (await home.ItemAsync(id)).Revision);

        Assert.Equal(200, (await PatchAsync(home, web, id, $$"""{ "revision": {{item.Revision}}, "fields": { "invoiceNumber": "R-9", "orderNumber": null } }""")).Status);
        var (late, changed) = await PatchAsync(home, web, id, $$"""{ "revision": {{item.Revision}}, "fields": { "invoiceNumber": "R-8" } }""");
        Assert.Equal((409, "R-9"), (late, changed["changes"]!.AsArray().Single(change => change!["field"]!.GetValue<string>() == "invoiceNumber")!["after"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Lines_that_do_not_add_up_and_foreign_accounts_are_findings_and_a_station_can_demand_the_coding()
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"requiredFields\": [", "\"requiredFields\": [\"coding\", \"property\", ", StringComparison.Ordinal));
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await IncompleteAsync("mindestens eine Zeile");
        await SaveAsync("""{ "amount": "500" }""");
        await IncompleteAsync("Zeile 1: Vor der Freigabe muss das Konto angegeben sein");
        await SaveAsync("""{ "amount": "500", "account": "9999" }""");
        await IncompleteAsync("Die Vorkontierung ergibt 500,00, die Rechnung lautet auf 1.190,00 brutto und 1.000,00 netto.");
        Assert.Equal(["CODING-ACCOUNT-UNKNOWN", "CODING-SUM"], await RulesAsync());

        await SaveAsync("""{ "amount": "1000", "account": "4260" }""");
        Assert.Empty(await RulesAsync());
        await SaveAsync("", """, "fields": { "grossTotal": "2000", "netTotal": "" } """);
        await SaveAsync("""{ "amount": "1190", "account": "4260" }""", """, "property": "" """);
        Assert.Equal(["CODING-SUM"], await RulesAsync());
        await SaveAsync("""{ "amount": "1190", "account": "4260" }, { "account": "4210" }""");
        await IncompleteAsync("„Objekt“ muss vor der Freigabe ausgefüllt sein.");
        await SaveAsync("""{ "account": "4210" }""", """, "property": "47" """);
        Assert.Equal("2000.00", Assert.Single((await home.ItemAsync(id)).Coding).Amount);
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);

        async Task IncompleteAsync(string says)
        {
            var outcome = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve);
            Assert.Equal(DecisionResult.Incomplete, outcome.Result);
            Assert.Contains(says, outcome.Message, StringComparison.Ordinal);
        }

        async Task SaveAsync(string lines, string more = "")
        {
            var revision = (await home.ItemAsync(id)).Revision;
            var (status, answer) = await PatchAsync(home, web, id, $$"""{ "revision": {{revision}}, "coding": [ {{lines}} ] {{more}} }""");
            Assert.True(status == 200, answer.ToJsonString());
        }

        async Task<IEnumerable<string>> RulesAsync() => (await home.ItemAsync(id)).Checks
            .Select(check => check.Rule).Where(rule => rule.StartsWith("CODING", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_group_is_chosen_when_the_coding_is_made_and_never_overwritten()
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"invoiceGroupTable\": [",
            "\"invoiceGroupTable\": [ { \"sequence\": 5, \"group\": \"betriebskosten\", \"kind\": \"coding\", \"field\": \"costType\", \"value\": [\"10\", \"11\"] },",
            StringComparison.Ordinal));
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var (_, cleared) = await PatchAsync(home, web, id, $$"""{ "revision": {{item.Revision}}, "invoiceGroup": "", "damage": "", "purchaseOrder": "", "coding": [] }""");
        Assert.Null(cleared["item"]!["invoiceGroup"]);
        var (_, filled) = await PatchAsync(home, web, id, $$"""{ "revision": {{cleared["item"]!["revision"]}}, "coding": [ { "costType": "10" } ] }""");
        Assert.Equal("betriebskosten", filled["item"]!["invoiceGroup"]!.GetValue<string>());
        var (_, chosen) = await PatchAsync(home, web, id, $$"""{ "revision": {{filled["item"]!["revision"]}}, "invoiceGroup": "instandhaltung" }""");
        var (_, kept) = await PatchAsync(home, web, id, $$"""{ "revision": {{chosen["item"]!["revision"]}}, "coding": [ { "costType": "11" } ] }""");
        Assert.Equal("instandhaltung", kept["item"]!["invoiceGroup"]!.GetValue<string>());
    }

    [Fact]
    public async Task On_the_page_lines_are_typed_changed_and_removed()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var path = $"/t/demo/items/{id}";
        Assert.Equal(303, (await SaveAsync(("coding.1.amount", "1.000,50"), ("coding.1.account", "4260"), ("coding.2.amount", ""), ("coding.2.costType", "10"))).Status);
        Assert.Equal(["1000.50", "189.50"], (await home.ItemAsync(id)).Coding.Select(line => line.Amount));

        var page = (await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Clara)).Text;
        Assert.Contains("name=\"coding.1.amount\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"1.000,50\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"coding.3.amount\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"4260\">4260 Instandhaltung</option>", page, StringComparison.Ordinal);

        var (status, wrong) = await SaveAsync(("coding.1.amount", "1000,50"), ("coding.1.account", "4260"), ("coding.2.amount", "viel"), ("coding.2.text", "Bitte behalten"));
        Assert.Equal(400, status);
        Assert.Contains("Vorkontierung, Zeile 2, Betrag", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"Bitte behalten\"", wrong, StringComparison.Ordinal);

        Assert.Equal(303, (await SaveAsync(("coding.1.amount", ""), ("coding.1.account", ""), ("coding.2.amount", "189,50"), ("coding.2.costType", "10"))).Status);
        Assert.Equal(new CodingLine("189.50", null, null, null, "10", null, null, null, null), Assert.Single((await home.ItemAsync(id)).Coding));
        Assert.Contains("CODING-SUM", (await home.ItemAsync(id)).Checks.Select(check => check.Rule));

        // What is sent with a decision is saved before it, and who has not seen it is shown the difference.
        var revision = (await home.ItemAsync(id)).Revision;
        Assert.Equal(303, (await SaveAsync(("coding.1.amount", "1190"), ("coding.1.text", "Neu"))).Status);
        var late = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve, revision: revision);
        Assert.Equal(DecisionResult.Changed, late.Result);
        Assert.Equal(
            new FieldChange("coding.1", "189,50 · Kostenart 10", "1.190,00 · Neu"),
            Assert.Single(late.Changes!, change => change.Field == "coding.1"));

        Task<(int Status, string Text)> SaveAsync(params (string, string)[] fields) =>
            HomePages.PostAsync(home, web, path, WalkHome.Clara, [("decision", "save"), .. fields]);
    }

    private static async Task<(int Status, JsonNode Json)> PatchAsync(
        WalkHome home, RequestDelegate web, string id, string body, string person = WalkHome.Clara)
    {
        var (status, text) = await HomePages.SendAsync(
            home, web, "PATCH", $"/api/demo/items/{id}", System.Text.Encoding.UTF8.GetBytes(body), "application/json", person);
        return (status, JsonNode.Parse(text)!);
    }
}
