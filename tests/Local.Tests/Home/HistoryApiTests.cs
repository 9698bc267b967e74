using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake;

namespace Serverless.Local.Tests.Home;

/// <summary>Whoever polls the history over the API learns of every decision: who, for whom, what, when, from where, and
/// what it changed.</summary>
public sealed class HistoryApiTests
{
    [Fact]
    public async Task Every_decision_of_people_stands_in_the_history_with_all_that_belongs_to_it()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1", 9000m));
        var item = await home.AtAsync(id, "Vorerfassung");
        await DecideAsync(home, web, WalkHome.Clara, id, new { decision = "forward", to = WalkHome.Jonas, comment = "Kennen Sie den?", revision = item.Revision });
        item = await home.UntilAsync(id, now => now.Assignee?.User == WalkHome.Jonas && now.VisitState == VisitState.Notified);
        await home.AbsentAsync(WalkHome.Jonas, WalkHome.Clara);
        var (status, given) = await HomePages.CallAsync(
            home, web, WalkHome.Clara, $"/api/demo/items/{id}/status", new { status = "sachlich-richtig", comment = "Ja", forward = false });
        Assert.Equal((200, false, JsonValueKind.Null), (status, given.GetProperty("forwarded").GetBoolean(), given.GetProperty("problem").ValueKind));
        await DecideAsync(home, web, WalkHome.Clara, id, new { decision = "approve" });
        item = await home.AtAsync(id, "Sachliche Prüfung");
        await DecideAsync(home, web, item.Assignee!.User, id, new { decision = "sendBack", to = "station:10", comment = "Bitte ergänzen" });
        item = await home.UntilAsync(id, now => now.Station?.Name == "Vorerfassung" && now.VisitState == VisitState.Notified);
        var (_, moved) = await HomePages.CallAsync(
            home, web, WalkHome.Helga, "/api/demo/bulk", new { action = "reassign", to = WalkHome.Anna, comment = "Jonas fehlt", items = new[] { new { id, revision = item.Revision } } });
        item = await home.UntilAsync(id, now => now.Visit > item.Visit && now.VisitState == VisitState.Notified);
        var edited = await home.Home.Web.Decisions.EditAsync(
            WalkHome.Tenant, id, item.Assignee!.User,
            new FieldEdit(new Dictionary<string, string?> { ["contractNumber"] = "V-7" }, null, null, null, null, item.Revision) { Via = "page" }, home.Soon);
        Assert.Equal(DecisionResult.Accepted, edited.Result);
        item = await home.ItemAsync(id);
        var (_, bulk) = await HomePages.CallAsync(
            home, web, item.Assignee!.User, "/api/demo/bulk", new { action = "forward", comment = "passt", items = new[] { new { id, revision = item.Revision } } });
        Assert.Equal((1, 1), (moved.GetProperty("done").GetInt32(), bulk.GetProperty("done").GetInt32()));
        item = await home.AtAsync(id, "Sachliche Prüfung");
        await DecideAsync(home, web, item.Assignee!.User, id, new { decision = "reject", comment = "Nicht beauftragt", status = "beanstandet" });

        var history = await HistoryAsync(home, web, id);
        var decisions = history.GetProperty("decisions").EnumerateArray().Select(visit => visit.GetProperty("decision"))
            .Where(decision => decision.ValueKind != JsonValueKind.Null).ToList();
        Assert.Equal(
            ["forward", "approve", "sendBack", "reassign", "approve", "reject"],
            decisions.Take(6).Select(decision => decision.GetProperty("decision").GetString()));
        Assert.All(decisions, decision =>
        {
            Assert.Equal(("api", "10.0.0.7"), (decision.GetProperty("via").GetString(), decision.GetProperty("address").GetString()));
            Assert.Equal(home.Clock.GetUtcNow().Date, decision.GetProperty("at").GetDateTimeOffset().Date);
            Assert.True(decision.GetProperty("revision").GetInt32() > 0);
        });
        Assert.Equal((WalkHome.Jonas, "Kennen Sie den?"), (decisions[0].GetProperty("to").GetString(), decisions[0].GetProperty("comment").GetString()));
        Assert.Equal((WalkHome.Clara, WalkHome.Jonas), (decisions[1].GetProperty("by").GetString(), decisions[1].GetProperty("for").GetString()));
        Assert.Equal("station:10", decisions[2].GetProperty("to").GetString());
        Assert.Equal((WalkHome.Helga, "Jonas fehlt"), (decisions[3].GetProperty("by").GetString(), decisions[3].GetProperty("comment").GetString()));
        Assert.Equal("beanstandet", decisions[5].GetProperty("status").GetString());

        var statuses = history.GetProperty("statuses").EnumerateArray().ToList();
        Assert.Equal(["sachlich-richtig", "beanstandet"], statuses.Select(one => one.GetProperty("status").GetString()));
        Assert.Equal(
            (WalkHome.Clara, WalkHome.Jonas, "Ja", "10.0.0.7"),
            (statuses[0].GetProperty("by").GetString(), statuses[0].GetProperty("for").GetString(), statuses[0].GetProperty("comment").GetString(), statuses[0].GetProperty("address").GetString()));
        var edits = history.GetProperty("edits").EnumerateArray().ToList();
        Assert.Equal("system", edits[0].GetProperty("by").GetString());
        Assert.Contains("R-1", edits[0].GetProperty("changes").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            """[{"field":"contractNumber","before":null,"after":"V-7"}]""",
            edits[^1].GetProperty("changes").GetRawText());

        // The audit trail has an entry for each, and for each the same who and from where.
        var audit = history.GetProperty("audit").EnumerateArray().ToList();
        Assert.Equal(5, audit.Count(entry => What(entry) == "decided"));
        Assert.All(["decided", "reassigned", "statusGiven"], what => Assert.All(
            audit.Where(entry => What(entry) == what), entry => Assert.Equal("10.0.0.7", entry.GetProperty("details").GetProperty("address").GetString())));
        Assert.Single(audit, entry => What(entry) == "reassigned");
        Assert.Single(audit, entry => What(entry) == "statusGiven");
        Assert.Single(audit, entry => What(entry) == "edited");
    }

    [Fact]
    public async Task A_number_that_was_drawn_stands_there_with_who_and_from_where()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var received = await home.Home.Web.Intake.ReceiveAsync(
            new Delivery(WalkHome.Tenant, "post", "message/rfc822", null, new MemoryStream(TestMails.Roof("U-1"))), home.Soon);
        var id = received.Items.Single().Id;
        var item = await home.AtAsync(id, "Posteingang");
        var person = item.Assignee!.User;
        var (status, drawn) = await HomePages.CallAsync(home, web, person, $"/api/demo/items/{id}/number", new { });
        Assert.True(status == 200, drawn.GetRawText());

        var history = await HistoryAsync(home, web, id);
        var entry = history.GetProperty("audit").EnumerateArray().Single(one => What(one) == "numbered");
        Assert.Equal(person, entry.GetProperty("by").GetString());
        var details = entry.GetProperty("details");
        Assert.Equal(
            (drawn.GetProperty("number").GetString(), "api", "10.0.0.7", "1", "Posteingang"),
            (details.GetProperty("number").GetString(), details.GetProperty("via").GetString(), details.GetProperty("address").GetString(), details.GetProperty("visit").GetString(), details.GetProperty("station").GetString()));
        var edit = history.GetProperty("edits").EnumerateArray().Last();
        Assert.Equal(person, edit.GetProperty("by").GetString());
        Assert.Equal(drawn.GetProperty("number").GetString(), edit.GetProperty("changes")[0].GetProperty("after").GetString());
    }

    [Theory]
    [InlineData("again")]
    [InlineData("giveUp")]
    public async Task What_an_operator_decides_stands_there_too(string decision)
    {
        FlakyDocuments? documents = null;
        await using var home = await WalkHome.OpenAsync(
            services => services.Front<IDocumentStore>(inner => documents = new FlakyDocuments(inner)));
        var web = WebApp.Create(home.Home.Web);
        _ = home.Get<IDocumentStore>();
        documents!.Broken = Convert.ToHexStringLower(SHA256.HashData(TestMails.RoofXml("R-1")));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.UntilAsync(id, item => item is { Operator: not null, VisitState: VisitState.Notified }, letTimePass: true);
        documents.Broken = null;
        await DecideAsync(home, web, WalkHome.Miriam, id, new { decision, comment = "Platte getauscht" });
        var visit = (await HistoryAsync(home, web, id)).GetProperty("decisions")[0];
        Assert.Equal(("operator", decision), (visit.GetProperty("purpose").GetString(), visit.GetProperty("decision").GetProperty("decision").GetString()));
    }

    [Fact]
    public async Task Who_saw_an_item_before_it_was_read_out_is_shown_what_was_read()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var (status, problem) = await HomePages.CallAsync(
            home, web, WalkHome.Clara, $"/api/demo/items/{id}/decisions", new { decision = "approve", revision = 1 });
        Assert.Equal((409, "urn:serverless:problem:changed"), (status, problem.GetProperty("type").GetString()));
        var changes = problem.GetProperty("changes").EnumerateArray().ToDictionary(
            change => change.GetProperty("field").GetString()!, change => change.GetProperty("after").GetString());
        Assert.Equal(("R-1", item.Client, item.Cover.Property), (changes["invoiceNumber"], changes["client"], changes["property"]));
        await DecideAsync(home, web, WalkHome.Clara, id, new { decision = "approve", revision = problem.GetProperty("revision").GetInt32() });
    }

    [Fact]
    public async Task An_id_that_can_be_no_items_is_not_found_wherever_it_is_named()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        foreach (var id in new[] { new string('x', 5000), new string('ä', 300), "a/../b", "\0", "Ä" })
        {
            var path = "/api/demo/items/" + id.Replace("/", "%2F", StringComparison.Ordinal);
            Assert.Equal(404, (await HomePages.CallAsync(home, web, WalkHome.Clara, path + "/decisions", new { decision = "approve" })).Status);
            Assert.Equal(404, (await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Helga)).Status);
            Assert.Equal(404, (await HomePages.SendAsync(home, web, "GET", "/t" + path[4..], person: WalkHome.Helga)).Status);
            if (id.Length > 300) continue;
            var (_, several) = await HomePages.CallAsync(
                home, web, WalkHome.Clara, "/api/demo/bulk", new { action = "forward", items = new[] { new { id, revision = 1 } } });
            Assert.Equal("notFound", several.GetProperty("results")[0].GetProperty("result").GetString());
        }
    }

    private static string What(JsonElement entry) => entry.GetProperty("what").GetString()!;

    private static async Task DecideAsync(WalkHome home, RequestDelegate web, string person, string id, object body)
    {
        var (status, answer) = await HomePages.CallAsync(home, web, person, $"/api/demo/items/{id}/decisions", body);
        Assert.True(status == 200, answer.GetRawText());
    }

    private static async Task<JsonElement> HistoryAsync(WalkHome home, RequestDelegate web, string id)
    {
        var (status, text) = await HomePages.SendAsync(home, web, "GET", $"/api/demo/items/{id}/history", person: WalkHome.Helga);
        Assert.Equal(200, status);
        return JsonDocument.Parse(text).RootElement;
    }
}
