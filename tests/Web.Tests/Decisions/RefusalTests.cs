using System.Net;
using System.Text.Json;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Decisions;

/// <summary>A refusal has one type and one status, whether it was one decision, one of several, a status or a page.</summary>
public class RefusalTests : WebHost
{
    private static readonly DecisionOutcome Limit = new(DecisionResult.NotAllowed, "Sie dürfen bis 1.000,00 € freigeben.")
    {
        Reason = RefusalReason.AmountLimit,
        Obstacle = new ReleaseObstacle("petra", "Petra Müller", "1.000,00 €", "1.249,50 €", null) { LimitValue = 1000m, AmountValue = 1249.5m },
        MayApprove = "john",
    };

    private static readonly DecisionOutcome FourEyes = new(DecisionResult.NotAllowed, "Hier gelten vier Augen, und Sie waren schon dran.")
    {
        Reason = RefusalReason.FourEyes,
        Obstacle = new ReleaseObstacle("petra", "Petra Müller", null, "", "Vorerfassung"),
    };

    private static readonly DecisionOutcome Incomplete = DecisionOutcome.Incomplete(
        [new ForwardingGap(GapKind.Field, "orderNumber", "Das Feld „Auftragsnummer“ muss ausgefüllt sein."), ForwardingGap.StatusMissing]);

    private static readonly DecisionOutcome Already = new(
        DecisionResult.AlreadyDecided, "John Smith hat schon entschieden: abgelehnt.",
        new Decision("reject", "john", "clara", "Nein", null, "page", null, new DateTimeOffset(2026, 5, 4, 7, 0, 0, TimeSpan.Zero), 6));

    public static TheoryData<string, HttpStatusCode, string> Cases { get; } = new()
    {
        { "limit", HttpStatusCode.Forbidden, "amount-limit" },
        { "four-eyes", HttpStatusCode.Forbidden, "four-eyes" },
        { "permission", HttpStatusCode.Forbidden, "missing-permission" },
        { "not-asked", HttpStatusCode.Forbidden, "not-allowed" },
        { "incomplete", HttpStatusCode.UnprocessableEntity, "incomplete" },
        { "already", HttpStatusCode.Conflict, "already-decided" },
        { "changed", HttpStatusCode.Conflict, "changed" },
        { "not-waiting", HttpStatusCode.Conflict, "not-waiting" },
        { "unknown", HttpStatusCode.NotFound, "not-found" },
        { "target", HttpStatusCode.BadRequest, "bad-target" },
        { "comment", HttpStatusCode.BadRequest, "bad-comment" },
        { "status", HttpStatusCode.BadRequest, "bad-status" },
        { "revision", HttpStatusCode.BadRequest, "bad-revision" },
        { "not-possible", HttpStatusCode.BadRequest, "not-possible" },
        { "busy", HttpStatusCode.ServiceUnavailable, "busy" },
    };

    private static DecisionOutcome Outcome(string name) => name switch
    {
        "limit" => Limit,
        "four-eyes" => FourEyes,
        "permission" => DecisionOutcome.Denied("Es fehlt die Berechtigung: weiterleiten.", Permission.InvoiceForwardToNext),
        "not-asked" => DecisionOutcome.Denied("Der Vorgang liegt nicht (mehr) bei Ihnen."),
        "incomplete" => Incomplete,
        "already" => Already,
        "changed" => DecisionOutcome.ChangedBy([new FieldChange("grossTotal", "100.00", "119.00")], 9),
        "not-waiting" => DecisionOutcome.NotWaiting("Der Vorgang wartet gerade auf niemanden."),
        "unknown" => new DecisionOutcome(DecisionResult.NotFound, "Diesen Vorgang gibt es nicht."),
        "target" => DecisionOutcome.Invalid("Diese Person ist nicht mehr aktiv.", RefusalReason.Target),
        "comment" => DecisionOutcome.Invalid("Bitte schreiben Sie, warum Sie zurücksenden.", RefusalReason.Comment),
        "status" => DecisionOutcome.Invalid("Diesen Status gibt es hier nicht.", RefusalReason.Status) with { Possible = ["geprueft"] },
        "revision" => DecisionOutcome.NoSuchRevision(99),
        "not-possible" => DecisionOutcome.Invalid("„sendBack“ ist hier nicht möglich.", RefusalReason.NotPossible) with { Possible = ["approve"] },
        _ => new DecisionOutcome(DecisionResult.Busy, "Der Vorgang wird gerade geändert."),
    };

    private Task<HttpResponseMessage> PostAsync(string path, object body) => SendAsync(
        HttpMethod.Post, path, Body(JsonSerializer.Serialize(body), "application/json"), FakeHome.PersonToken);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_is_the_same_for_one_for_several_and_for_a_status(string name, HttpStatusCode status, string code)
    {
        var item = SampleItems.Invoice(Home);
        Home.Desk.Answer = Outcome(name);
        var one = await ProblemAsync(await PostAsync($"/api/demo/items/{item.Id}/decisions", new { decision = "approve" }), status, code);
        var given = await ProblemAsync(await PostAsync($"/api/demo/items/{item.Id}/status", new { status = "checked" }), status, code);
        Assert.Equal(Plain(one), Plain(given));
        Assert.Equal(Outcome(name).Message, one.GetProperty("detail").GetString());

        var several = await JsonAsync(await PostAsync("/api/demo/bulk", new { action = "forward", items = new[] { new { id = item.Id, revision = 7 } } }));
        if (code is "already-decided") return;
        Assert.Equal(Plain(one), Plain(several.GetProperty("results")[0].GetProperty("problem")));
    }

    [Fact]
    public async Task Each_says_what_a_program_needs_to_go_on()
    {
        var limit = await RefusedAsync("limit");
        Assert.Equal(("1000.00", "1249.50", "petra", "john"), (Text(limit, "limit"), Text(limit, "amount"), Text(limit, "person"), Text(limit, "mayApprove")));
        var eyes = await RefusedAsync("four-eyes");
        Assert.Equal(("Vorerfassung", "petra", null), (Text(eyes, "station"), Text(eyes, "person"), Text(eyes, "mayApprove")));
        Assert.Equal("invoiceForwardToNext", Text(await RefusedAsync("permission"), "permission"));
        var missing = (await RefusedAsync("incomplete")).GetProperty("missing").EnumerateArray().ToList();
        Assert.Equal([("field", "orderNumber"), ("reviewStatus", null)], missing.Select(gap => (Text(gap, "kind"), Text(gap, "field"))));
        Assert.All(missing, gap => Assert.True(Text(gap, "text")!.Length > 20));
        var already = await RefusedAsync("already");
        Assert.Equal(("john", "clara", "reject", null), (Text(already, "by"), Text(already, "for"), Text(already, "decision"), Text(already, "to")));
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 7, 0, 0, TimeSpan.Zero), already.GetProperty("at").GetDateTimeOffset());
        var changed = await RefusedAsync("changed");
        Assert.Equal("""[{"field":"grossTotal","before":"100.00","after":"119.00"}]""", changed.GetProperty("changes").GetRawText());
        Assert.Equal(9, changed.GetProperty("revision").GetInt32());
        Assert.Equal("""["geprueft"]""", (await RefusedAsync("status")).GetProperty("possible").GetRawText());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Pages_answer_with_the_same_status_and_say_why(string name, HttpStatusCode status, string code)
    {
        var item = SampleItems.Invoice(Home);
        var form = Hidden(await (await GetAsync(Home.Link(item, "petra"))).Content.ReadAsStringAsync(), "form");
        Home.Desk.Answer = Outcome(name);
        var byLink = await PostAsync(Home.Link(item, "petra"), null, ("form", form), ("decision", "approve"));
        var page = await (await GetAsync("/t/demo/items/" + item.Id, cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        var onPage = await PostAsync(
            "/t/demo/items/" + item.Id, Home.Session("petra"),
            ("form", Hidden(page[page.IndexOf("<main", StringComparison.Ordinal)..], "form")), ("decision", "approve"));

        // An item that is there for nobody, or not for this person, has pages of its own.
        if (code is not ("not-found" or "not-waiting")) Assert.Equal((status, status), (byLink.StatusCode, onPage.StatusCode));
        if (code is not ("not-found" or "not-waiting" or "not-allowed" or "already-decided" or "changed"))
        {
            foreach (var answer in new[] { byLink, onPage })
                Assert.Contains(Outcome(name).Message, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_named_in_words_on_pages_and_in_lists()
    {
        var item = SampleItems.Invoice(Home);
        Home.Desk.Adjust = offer => offer with { Statuses = [new ReviewStatus { Id = "rueckfrage", Name = "Rückfrage gestellt" }] };
        var page = await (await GetAsync("/t/demo/items/" + item.Id, cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        Home.Desk.Answer = DecisionOutcome.ChangedBy(
            [new FieldChange("grossTotal", "100.00", "119.00"), new FieldChange("reviewStatus", null, "rueckfrage"), new FieldChange("note", null, "Welches Objekt?")], 9);
        var answer = await PostAsync(
            "/t/demo/items/" + item.Id, Home.Session("petra"),
            ("form", Hidden(page[page.IndexOf("<main", StringComparison.Ordinal)..], "form")), ("decision", "approve"));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        foreach (var said in new[] { "Brutto", "119,00", "Status", "Rückfrage gestellt", "Notiz", "Welches Objekt?" })
            Assert.Contains(said, html, StringComparison.Ordinal);

        var list = await (await GetAsync("/t/demo/inbox", cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        var several = await PostAsync(
            "/t/demo/bulk", Home.Session("petra"), ("form", Hidden(list[list.IndexOf("<main", StringComparison.Ordinal)..], "form")),
            ("action", "forward"), ("item", $"{item.Id}.7"));
        var results = WebUtility.HtmlDecode(await several.Content.ReadAsStringAsync());
        Assert.Contains("inzwischen geändert", results, StringComparison.Ordinal);
        Assert.Contains("Notiz: (leer) → <strong>Welches Objekt?</strong>", results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_counts_but_forwards_nothing_says_why()
    {
        var item = SampleItems.Invoice(Home);
        Home.Desk.Answer = new DecisionOutcome(DecisionResult.Accepted, "Der Status ist vergeben.") { Stays = Limit };
        var answer = await PostAsync($"/api/demo/items/{item.Id}/status", new { status = "checked" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.False(json.GetProperty("forwarded").GetBoolean());
        Assert.Equal("urn:serverless:problem:amount-limit", Text(json.GetProperty("problem"), "type"));
        Assert.Equal("1000.00", Text(json.GetProperty("problem"), "limit"));
    }

    private async Task<JsonElement> RefusedAsync(string name)
    {
        var item = SampleItems.Invoice(Home);
        Home.Desk.Answer = Outcome(name);
        return await JsonAsync(await PostAsync($"/api/demo/items/{item.Id}/decisions", new { decision = "approve" }));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Plain(JsonElement problem) => string.Join(
        "\n", problem.EnumerateObject().Select(property => $"{property.Name} = {property.Value.GetRawText()}").Order(StringComparer.Ordinal));
}
