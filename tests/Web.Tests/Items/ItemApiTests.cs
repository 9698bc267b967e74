using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Serverless.Tests.Home;
using Serverless.Web.Access;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Items;

public class ItemApiTests : WebHost
{
    private static readonly string[] Pinned =
    [
        "id", "tenant", "client", "kind", "status", "reviewStatus", "route", "station", "assignee", "fields", "lines", "taxes",
        "coding", "documents", "notes", "checks", "duplicates", "deadlines", "postings",
    ];

    [Fact]
    public async Task An_item_has_the_pinned_shape()
    {
        var item = SampleItems.Invoice(Home);
        var json = await JsonAsync(await GetAsync($"/api/demo/items/{item.Id}", FakeHome.ApiToken));
        Assert.Equal([.. Pinned, "revision", "number", "invoiceGroup", "properties", "escalation", "cover", "origin", "supplierRejection", "corrects", "rejection"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("waiting", json.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("reviewStatus").ValueKind);
        var field = json.GetProperty("fields").GetProperty("grossTotal");
        Assert.Equal("""{"value":"1249.50","source":"einvoice","confidence":1,"where":"/Invoice/ID"}""", field.GetRawText());
        Assert.Equal("Sachliche Prüfung", json.GetProperty("station").GetProperty("name").GetString());
        Assert.Equal("2026-05-28", json.GetProperty("deadlines").GetProperty("due").GetString());
        Assert.Equal("warning", json.GetProperty("checks")[0].GetProperty("severity").GetString());
        Assert.Equal(1, json.GetProperty("documents")[0].GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged()
    {
        for (var n = 1; n <= 60; n++) SampleItems.Invoice(Home, n % 2 == 0 ? "petra" : "clara", n);
        var first = await JsonAsync(await GetAsync("/api/demo/items?status=waiting", FakeHome.ApiToken));
        Assert.Equal(50, first.GetProperty("items").GetArrayLength());
        var second = await JsonAsync(await GetAsync("/api/demo/items?cursor=" + first.GetProperty("next").GetString(), FakeHome.ApiToken));
        Assert.Equal(10, second.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var hers = await JsonAsync(await GetAsync("/api/demo/items?assignee=petra&q=2026-002", FakeHome.ApiToken));
        Assert.Equal("RE-2026-002", hers.GetProperty("items")[0].GetProperty("fields").GetProperty("invoiceNumber").GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("/api/demo/items?status=odd")]
    [InlineData("/api/demo/items?status=7")]
    [InlineData("/api/demo/items?cursor=odd")]
    public async Task A_wrong_query_says_what_would_be_right(string path) =>
        await ProblemAsync(await GetAsync(path, FakeHome.ApiToken), HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("")]
    [InlineData("/{0}")]
    [InlineData("/{0}/history")]
    [InlineData("/{0}/documents/1")]
    [InlineData("/{0}/dossier")]
    public async Task Nobody_sees_what_is_not_theirs(string rest)
    {
        var item = SampleItems.Invoice(Home);
        var path = "/api/demo/items" + rest.Replace("{0}", item.Id, StringComparison.Ordinal);
        await ProblemAsync(await GetAsync(path), HttpStatusCode.Unauthorized);
        await ProblemAsync(await GetAsync(path, "wrong"), HttpStatusCode.Unauthorized);
        await ProblemAsync(await GetAsync(path, FakeHome.OtherApiToken), HttpStatusCode.NotFound);
        await ProblemAsync(await GetAsync(path, cookie: Home.Session("petra", "other")), HttpStatusCode.NotFound);
        await ProblemAsync(await GetAsync(path, cookie: Home.Session("gone")), HttpStatusCode.Unauthorized);
        if (rest.Length > 0) await ProblemAsync(await GetAsync(path, cookie: Home.Session("clara")), HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(path, FakeHome.ApiToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(path, cookie: Home.Session("petra"))).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_read_everything_lists_their_own()
    {
        SampleItems.Invoice(Home);
        var none = await JsonAsync(await GetAsync("/api/demo/items", cookie: Home.Session("clara")));
        Assert.Equal(0, none.GetProperty("items").GetArrayLength());
        await ProblemAsync(
            await GetAsync("/api/demo/items?assignee=petra", cookie: Home.Session("clara")), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task With_a_status_they_list_what_they_had()
    {
        var item = SampleItems.Invoice(Home);
        Home.Book.Put(item with { Status = ItemStatus.Completed, Assignee = null, People = ["clara", "petra"] });
        Home.Book.Put(SampleItems.Invoice(Home, "petra", 2) with { Status = ItemStatus.Completed, Assignee = null, People = ["petra"] });
        var done = await JsonAsync(await GetAsync("/api/demo/items?status=completed", cookie: Home.Session("clara")));
        Assert.Equal(item.Id, Assert.Single(done.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(0, (await JsonAsync(await GetAsync("/api/demo/items", cookie: Home.Session("clara")))).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await JsonAsync(await GetAsync("/api/demo/items?held=false", cookie: Home.Session("clara")))).GetProperty("items").GetArrayLength());
        foreach (var rest in new[] { "", "/history", "/documents/1", "/dossier" })
            Assert.Equal(HttpStatusCode.OK, (await GetAsync($"/api/demo/items/{item.Id}{rest}", cookie: Home.Session("clara"))).StatusCode);
        await ProblemAsync(await GetAsync("/api/demo/items?assignee=petra&status=completed", cookie: Home.Session("clara")), HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/api/demo/items/00000000000000000000000000000009")]
    [InlineData("/api/demo/items/00000000000000000000000000000009/history")]
    [InlineData("/api/demo/items/00000000000000000000000000000009/dossier")]
    [InlineData("/api/demo/items/00000000000000000000000000000001/documents/0")]
    [InlineData("/api/demo/items/00000000000000000000000000000001/documents/5")]
    [InlineData("/api/demo/items/00000000000000000000000000000001/documents/-1")]
    [InlineData("/api/demo/items/00000000000000000000000000000001/documents/a")]
    [InlineData("/api/demo/nothing")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        SampleItems.Invoice(Home);
        await ProblemAsync(await GetAsync(path, FakeHome.ApiToken), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_method_is_named() =>
        await ProblemAsync(await SendAsync(HttpMethod.Delete, "/api/demo/items", bearer: FakeHome.ApiToken), HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task History_shows_decisions_with_where_they_came_from_and_the_audit_trail()
    {
        var item = SampleItems.Invoice(Home);
        var answer = await GetAsync($"/api/demo/items/{item.Id}/history", FakeHome.ApiToken);
        var json = await JsonAsync(answer);
        var made = json.GetProperty("decisions")[0].GetProperty("decision");
        Assert.Equal(
            ("approve", "clara", "page", "10.0.0.1", 3),
            (made.GetProperty("decision").GetString(), made.GetProperty("by").GetString(), made.GetProperty("via").GetString(),
                made.GetProperty("address").GetString(), made.GetProperty("revision").GetInt32()));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("decisions")[1].GetProperty("decision").ValueKind);
        Assert.Equal("received", json.GetProperty("audit")[0].GetProperty("what").GetString());
    }

    [Fact]
    public async Task Documents_of_strangers_are_downloads_for_programs()
    {
        var item = SampleItems.Invoice(Home);
        for (var n = 1; n <= 4; n++)
        {
            var answer = await GetAsync($"/api/demo/items/{item.Id}/documents/{n}", FakeHome.ApiToken);
            Assert.Equal(item.Documents[n - 1].ContentType, answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(item.Documents[n - 1].Length, (await answer.Content.ReadAsByteArrayAsync()).Length);
            Assert.False(answer.Headers.Contains("X"));
        }
    }

    [Fact]
    public async Task The_dossier_is_a_whole_zip()
    {
        var item = SampleItems.Invoice(Home);
        var answer = await GetAsync($"/api/demo/items/{item.Id}/dossier", FakeHome.ApiToken);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Contains(zip.Entries, entry => entry.FullName == "item.json");
        Assert.Equal(4, zip.Entries.Count(entry => entry.FullName.StartsWith("documents/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Datev_packages_need_the_permission_and_finished_items()
    {
        var item = SampleItems.Invoice(Home);
        HttpContent Ask(string id) => Body($$"""{"items":["{{id}}"]}""", "application/json");
        await ProblemAsync(await SendAsync(HttpMethod.Post, "/api/demo/datev/export", Ask(item.Id), "api-clara"), HttpStatusCode.Forbidden);
        var open = await ProblemAsync(await SendAsync(HttpMethod.Post, "/api/demo/datev/export", Ask(item.Id), FakeHome.ApiToken), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(item.Id, open.GetProperty("problems")[0].GetProperty("item").GetString());
        Home.Book.Put(item with { Status = ItemStatus.Completed });
        var answer = await SendAsync(HttpMethod.Post, "/api/demo/datev/export", Ask(item.Id), FakeHome.ApiToken);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("PK-zip", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Datev_packages_hold_only_what_the_caller_may_see()
    {
        var item = SampleItems.Invoice(Home) with { Status = ItemStatus.Completed, Assignee = null, People = [] };
        Home.Book.Put(item);
        Home.Callers["api-books"] = new Caller("demo", "clara", new HashSet<Permission> { Permission.DatevExport });
        HttpContent Ask(string id) => Body($$"""{"items":["{{id}}"]}""", "application/json");
        var problem = (await ProblemAsync(await SendAsync(HttpMethod.Post, "/api/demo/datev/export", Ask(item.Id), "api-books"), HttpStatusCode.UnprocessableEntity))
            .GetProperty("problems")[0];
        Assert.Equal((item.Id, "Diesen Vorgang gibt es nicht."), (problem.GetProperty("item").GetString(), problem.GetProperty("text").GetString()));

        Home.Book.Put(item with { People = ["clara"] });
        var answer = await SendAsync(HttpMethod.Post, "/api/demo/datev/export", Ask(item.Id), "api-books");
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("{}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"items":[]}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"items":[null]}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"items":""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("items=1", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_wrong_export_says_what_would_be_right(string body, string type, HttpStatusCode status) => await ProblemAsync(
        await SendAsync(HttpMethod.Post, "/api/demo/datev/export", Body(body, type), FakeHome.ApiToken), status);

    [Fact]
    public async Task An_invoice_is_checked_without_being_kept()
    {
        var answer = await JsonAsync(await SendAsync(HttpMethod.Post, "/api/demo/checks", Body("<Invoice/>", "application/xml"), FakeHome.ApiToken));
        Assert.Equal("""{"rule":"TEST","severity":"warning","text":"<Invoice/>","path":"/x"}""", answer.GetProperty("checks")[0].GetRawText());
        Assert.Empty(Home.Intake.Received);
        await ProblemAsync(await SendAsync(HttpMethod.Post, "/api/demo/checks", Body("", "application/xml"), FakeHome.ApiToken), HttpStatusCode.BadRequest);
        await ProblemAsync(await SendAsync(HttpMethod.Post, "/api/demo/checks", Body("x", "text/plain"), FakeHome.ApiToken), HttpStatusCode.UnsupportedMediaType);
        await ProblemAsync(await SendAsync(HttpMethod.Post, "/api/demo/checks",
            Body(new string(' ', 21 * 1024 * 1024), "application/xml"), FakeHome.ApiToken), HttpStatusCode.RequestEntityTooLarge);
    }
}
