using System.Net;
using System.Text.Json;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Pages;

/// <summary>What the page, the link and the API offer a person to decide, and what they answer.</summary>
public class DecisionPageTests : WebHost
{
    private static readonly ReviewStatus Checked = new() { Id = "checked", Name = "Geprüft" };
    private static readonly ReviewStatus Question = new() { Id = "question", Name = "Rückfrage", Forward = false };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_what_the_person_may_do_is_offered_and_what_is_missing_is_said(bool byLink)
    {
        Home.Desk.Adjust = offer => offer with
        {
            Kinds = [DecisionKinds.SendBack, DecisionKinds.Reject],
            Withheld = [new(DecisionKinds.Approve, "Es fehlt", Permission.InvoiceForwardToNext), new(DecisionKinds.Forward, "Es fehlt", Permission.InvoiceForwardToPerson)],
        };
        var html = await PageAsync(SampleItems.Invoice(Home), byLink);
        Assert.DoesNotContain("value=\"approve\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"to\" name=\"to\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"reject\"", html, StringComparison.Ordinal);
        Assert.Contains("invoiceForwardToNext", html, StringComparison.Ordinal);
        Assert.DoesNotContain("invoiceForwardToPerson", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_too_late_is_told_who_decided_and_then_only_looks()
    {
        var item = Home.Book.Put(SampleItems.Invoice(Home, "clara") with { People = ["clara"] });
        var path = "/t/demo/items/" + item.Id;
        var open = await (await GetAsync(path, cookie: Home.Session("clara"))).Content.ReadAsStringAsync();
        Assert.Contains("name=\"decision\"", open, StringComparison.Ordinal);
        Home.Book.Visits(item)[1] = Home.Book.Visits(item)[1] with
        {
            Decision = new("approve", "john", "clara", null, null, "page", null, Home.Clock.GetUtcNow(), 7),
        };
        Home.Book.Put(item with { Visit = 3, Assignee = new("petra", "Freigabe") });

        // What she typed beside her decision is not what she is told about.
        var late = await PostAsync(path, Home.Session("clara"),
            ("form", Hidden(open[open.IndexOf("<main", StringComparison.Ordinal)..], "form")), ("revision", "7"), ("decision", "approve"), ("fields.grossTotal", "1,00"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("John Smith hat am", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Empty(Home.Desk.Edits);

        var now = await GetAsync(path, cookie: Home.Session("clara"));
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
        Assert.DoesNotContain("name=\"decision\"", await now.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Home.Book.Put(Home.Book.Find("demo", item.Id)! with { People = [] });
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(path, cookie: Home.Session("clara"))).StatusCode);
    }

    [Fact]
    public async Task Role_holders_people_and_former_stations_can_be_chosen()
    {
        var item = SampleItems.Invoice(Home);
        Home.Desk.Adjust = offer => offer with
        {
            For = "clara",
            RoleHolders = [new("technik", "Technik", "john")],
            FormerStations = [new(15, "Zwischenstation", "john"), new(10, "Vorerfassung", "clara")],
        };
        var html = await PageAsync(item, byLink: true);
        Assert.Contains("<option value=\"role:technik\">Technik – John Smith</option>", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"clara\">Clara Kern – Vorerfassung</option>", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"station:10\">Vorerfassung – Clara Kern</option>", html, StringComparison.Ordinal);
        Assert.Contains("in Vertretung von Clara Kern", html, StringComparison.Ordinal);

        await PostAsync(item, true, ("decision", "sendBack"), ("to", "clara"), ("back", "station:10"), ("comment", "x"));
        Assert.Equal("station:10", Home.Desk.Decided.Single().Request.To);
    }

    [Fact]
    public async Task A_person_is_no_station_to_send_back_to()
    {
        var item = SampleItems.Invoice(Home);
        await PostAsync(item, true, ("decision", "sendBack"), ("to", "clara"), ("comment", "x"));
        Assert.Null(Home.Desk.Decided.Single().Request.To);
        var other = SampleItems.Invoice(Home, "petra", 2);
        await PostAsync(other, true, ("decision", "sendBack"), ("to", "station:10"), ("comment", "x"));
        Assert.Equal("station:10", Home.Desk.Decided[1].Request.To);
    }

    [Fact]
    public async Task What_an_approval_lacks_is_said_beforehand()
    {
        const string Heading = "Vor „Freigeben“ ist noch etwas zu tun:";
        Assert.DoesNotContain(Heading, await PageAsync(SampleItems.Invoice(Home), byLink: true), StringComparison.Ordinal);
        Home.Desk.Adjust = offer => offer with { Gaps = [ForwardingGap.Held("Erst klären.")] };
        var html = await PageAsync(SampleItems.Invoice(Home, number: 2), byLink: true);
        Assert.Contains(Heading, html, StringComparison.Ordinal);
        Assert.Contains("<li>Der Vorgang ist angehalten: Erst klären.</li>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SendBackComment.With, "Beim Ablehnen und Zurücksenden nötig")]
    [InlineData(SendBackComment.Without, "Zurückgesendet wird ohne Kommentar")]
    [InlineData(SendBackComment.Both, "auch beim Zurücksenden")]
    public async Task The_hint_says_what_the_tenant_wants(SendBackComment setting, string hint)
    {
        Home.Desk.Adjust = offer => offer with { SendBackComment = setting };
        Assert.Contains(hint, await PageAsync(SampleItems.Invoice(Home), byLink: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_back_without_a_comment_is_the_desks_to_judge()
    {
        var item = SampleItems.Invoice(Home);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(item, true, ("decision", "sendBack"))).StatusCode);
        Assert.Null(Home.Desk.Decided.Single().Request.Comment);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_is_given_and_may_stay(bool byLink)
    {
        var item = SampleItems.Invoice(Home);
        Home.Desk.Adjust = offer => offer with { Statuses = [Checked, Question], StatusForwards = true, StatusNeeded = true };
        var html = await PageAsync(item, byLink);
        Assert.Contains("<option value=\"checked\">Geprüft</option>", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"question\">Rückfrage (bleibt hier)</option>", html, StringComparison.Ordinal);
        Assert.Contains("Vor dem Weiterleiten nötig. Die Vergabe leitet gleich weiter.", html, StringComparison.Ordinal);

        var nothing = await PostAsync(item, byLink, ("decision", "status"), ("status", ""));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(item, byLink, ("decision", "status"), ("status", "odd"))).StatusCode);

        var stays = await PostAsync(item, byLink, ("decision", "status"), ("status", "checked"), ("stay", "1"), ("comment", "wartet"));
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
        Assert.Contains("Der Status „Geprüft“ ist vergeben.", WebUtility.HtmlDecode(await stays.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var (_, person, request) = Home.Desk.Given.Single();
        Assert.Equal(("petra", "checked", false, "wartet", byLink ? "link" : "page"), (person, request.Status, request.Forward, request.Comment, request.Via));
        Assert.Equal((2, 7), (request.Visit, request.Revision));

        var goes = await PostAsync(item, byLink, ("decision", "status"), ("status", "checked"));
        Assert.Null(Home.Desk.Given[1].Request.Forward);
        if (byLink) Assert.Contains("Ihr Status ist vergeben", WebUtility.HtmlDecode(await goes.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        else Assert.Equal("/t/demo/inbox?decided", goes.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_status_goes_with_a_decision()
    {
        var item = SampleItems.Invoice(Home);
        await PostAsync(item, true, ("decision", "approve"), ("status", "checked"));
        Assert.Equal("checked", Home.Desk.Decided.Single().Request.Status);
    }

    [Fact]
    public async Task The_history_says_who_gave_which_status_for_whom()
    {
        var item = SampleItems.Invoice(Home) with { ReviewStatus = "checked" };
        Home.Book.Put(item);
        Home.Book.Statuses(item).AddRange(
        [
            new("question", "Rückfrage", "john", "clara", item.ReceivedUtc, 1, "Vorerfassung", "page", null, "Welches Objekt?"),
            new("checked", "Geprüft", ItemChange.System, null, item.ReceivedUtc, 2, "Sachliche Prüfung", "rule", null),
        ]);
        var html = await PageAsync(item, byLink: true);
        Assert.Contains("Status: Geprüft", html, StringComparison.Ordinal);
        Assert.Contains("Status „Rückfrage“ · John Smith (für Clara Kern)", html, StringComparison.Ordinal);
        Assert.Contains("Welches Objekt?", html, StringComparison.Ordinal);
        Assert.Contains("Status „Geprüft“ · durch eine Regel", html, StringComparison.Ordinal);

        var json = await JsonAsync(await GetAsync($"/api/demo/items/{item.Id}/history", FakeHome.ApiToken));
        var given = json.GetProperty("statuses")[0];
        Assert.Equal(("question", "john", "clara", 1), (given.GetProperty("status").GetString(), given.GetProperty("by").GetString(),
            given.GetProperty("for").GetString(), given.GetProperty("visit").GetInt32()));
    }

    [Fact]
    public async Task The_api_gives_a_status_takes_a_revision_and_names_a_missing_permission()
    {
        var item = SampleItems.Invoice(Home);
        var path = $"/api/demo/items/{item.Id}";
        var given = await JsonAsync(await ApiAsync(path + "/status", new { status = "checked", forward = false, comment = " x ", revision = 7 }));
        Assert.Equal(("accepted", false), (given.GetProperty("result").GetString(), given.GetProperty("forwarded").GetBoolean()));
        Assert.Equal(("checked", "x", 7, "api"), (Home.Desk.Given[0].Request.Status, Home.Desk.Given[0].Request.Comment, Home.Desk.Given[0].Request.Revision, Home.Desk.Given[0].Request.Via));
        await ProblemAsync(await ApiAsync(path + "/status", new { status = " " }), HttpStatusCode.BadRequest);
        await ProblemAsync(await ApiAsync(path + "/status", new { status = "odd" }), HttpStatusCode.BadRequest);
        await ProblemAsync(await SendAsync(HttpMethod.Post, path + "/status", Body("""{"status":"checked"}""", "application/json"), FakeHome.ApiToken), HttpStatusCode.Forbidden);
        await ProblemAsync(await SendAsync(HttpMethod.Post, path + "/status", Body("""{"status":"checked"}""", "application/json"), "api-clara"), HttpStatusCode.Forbidden);

        Home.Book.Put(item with { Revision = 9, ContentRevision = 9 });
        var changed = await ApiAsync(path + "/decisions", new { decision = "approve", revision = 7 });
        Assert.Equal(HttpStatusCode.Conflict, changed.StatusCode);
        Assert.Equal("grossTotal", (await JsonAsync(changed)).GetProperty("changes")[0].GetProperty("field").GetString());

        var missing = await ApiAsync(path + "/decisions", new { decision = "forward", to = "role:none", revision = 9 });
        Assert.Equal(HttpStatusCode.Forbidden, missing.StatusCode);
        var problem = await JsonAsync(missing);
        Assert.Equal(("invoiceForwardToRoleHolder", "urn:serverless:problem:missing-permission"), (problem.GetProperty("permission").GetString(), problem.GetProperty("type").GetString()));

        Assert.Equal(HttpStatusCode.OK, (await ApiAsync(path + "/decisions", new { decision = "approve", revision = 9, status = "checked" })).StatusCode);
        Assert.Equal((9, "checked"), (Home.Desk.Decided.Single().Request.Revision, Home.Desk.Decided.Single().Request.Status));
    }

    [Fact]
    public async Task Whoever_comes_too_late_is_told_who_decided_what()
    {
        var item = SampleItems.Invoice(Home, "clara");
        var path = "/t/demo/items/" + item.Id;
        var html = await (await GetAsync(path, cookie: Home.Session("clara"))).Content.ReadAsStringAsync();
        var form = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        var visits = Home.Book.Visits(item);
        visits[1] = visits[1] with { Decision = new(DecisionKinds.Reject, "petra", "clara", "nein", null, "page", null, Home.Clock.GetUtcNow(), 7) };
        Home.Book.Put(item with { Status = ItemStatus.Running, Assignee = null });
        var late = await base.PostAsync(path, Home.Session("clara"), ("form", Hidden(form, "form")), ("revision", "7"), ("decision", "approve"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var told = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        Assert.Contains("Petra Müller hat am 04.05.2026, 10:00 entschieden: abgelehnt", told, StringComparison.Ordinal);

        var link = await GetAsync(Home.Link(item, "clara"));
        Assert.Equal(HttpStatusCode.Gone, link.StatusCode);
        Assert.Contains("Petra Müller hat am", WebUtility.HtmlDecode(await link.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_substitute_finds_what_waits_for_whoever_is_away()
    {
        SampleItems.Invoice(Home, "petra", 5);
        Home.Desk.StandsInFor["clara"] = ["petra"];
        async Task<string> InboxAsync(string query, HttpStatusCode status = HttpStatusCode.OK)
        {
            var answer = await GetAsync("/t/demo/inbox" + query, cookie: Home.Session("clara"));
            Assert.Equal(status, answer.StatusCode);
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        var mine = await InboxAsync("");
        Assert.DoesNotContain("RE-2026-005", mine, StringComparison.Ordinal);
        Assert.Contains("list=for&person=petra", mine, StringComparison.Ordinal);
        Assert.Contains("für Petra Müller", mine, StringComparison.Ordinal);
        Assert.Contains("RE-2026-005", await InboxAsync("?list=for&person=petra"), StringComparison.Ordinal);
        await InboxAsync("?list=for&person=john", HttpStatusCode.Forbidden);
        await InboxAsync("?list=for", HttpStatusCode.Forbidden);

        var listed = await JsonAsync(await GetAsync("/api/demo/items?assignee=petra", "api-clara"));
        Assert.Equal(1, listed.GetProperty("items").GetArrayLength());
        await ProblemAsync(await GetAsync("/api/demo/items?assignee=john", "api-clara"), HttpStatusCode.Forbidden);
        Assert.Equal(0, (await JsonAsync(await GetAsync("/api/demo/items", "api-clara"))).GetProperty("items").GetArrayLength());
    }

    private Task<HttpResponseMessage> ApiAsync(string path, object body) =>
        SendAsync(HttpMethod.Post, path, Body(JsonSerializer.Serialize(body), "application/json"), FakeHome.PersonToken);

    private async Task<string> PageAsync(Item item, bool byLink)
    {
        var answer = await (byLink ? GetAsync(Home.Link(item, "petra")) : GetAsync("/t/demo/items/" + item.Id, cookie: Home.Session("petra")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(Item item, bool byLink, params (string Name, string Value)[] fields)
    {
        var html = await PageAsync(item, byLink);
        var form = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        return await base.PostAsync(byLink ? Home.Link(item, "petra") : "/t/demo/items/" + item.Id,
            byLink ? null : Home.Session("petra"),
            [("form", Hidden(form, "form")), ("revision", Hidden(form, "revision")), .. fields]);
    }
}
