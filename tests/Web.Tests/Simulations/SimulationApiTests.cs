using System.Net;
using System.Text.Json;
using Serverless.Tests.Home;
using Serverless.Web.Access;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Tests.Simulations;

/// <summary>The API over real stores in memory.</summary>
public class SimulationApiTests : WebHost
{
    private const string Path = "/api/demo/simulations";

    public SimulationApiTests()
    {
        SampleRoutes.PutInto(Home);
        Home.Callers["api-routes"] = new Caller("demo", null, new HashSet<Permission> { Permission.RoutesList, Permission.ReadAll });
        Home.Callers["api-edit"] = new Caller("demo", "petra", new HashSet<Permission> { Permission.RoutesEdit, Permission.ReadAll });
        Home.Callers["api-blind"] = new Caller("demo", "petra", new HashSet<Permission> { Permission.RoutesEdit });
        Home.Routes.Simulator = Simulator(Home.Records);
    }

    [Fact]
    public async Task A_candidate_file_names_every_item_that_would_go_another_way_and_changes_nothing()
    {
        var same = await AddAsync(1, "500");
        var other = await AddAsync(2, "950");
        var before = Snapshot();

        var answer = await SendAsync(HttpMethod.Post, Path, Body("// weniger\n" + Lower("900"), "application/json"), "api-routes");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.Equal((2, 1), (json.GetProperty("looked").GetInt32(), json.GetProperty("different").GetInt32()));
        var item = Assert.Single(json.GetProperty("items").EnumerateArray());
        Assert.Equal(other.Id, item.GetProperty("id").GetString());
        Assert.NotEqual(same.Id, item.GetProperty("id").GetString());
        Assert.Equal($"/api/demo/items/{other.Id}", item.GetProperty("url").GetString());
        Assert.Equal(["Vorerfassung", "Buchhaltung"], Stations(item, "before"));
        Assert.Equal(["Vorerfassung", "Freigabe", "Buchhaltung"], Stations(item, "after"));
        var reason = item.GetProperty("reasons")[0];
        Assert.Equal("klein", reason.GetProperty("rule").GetString());
        Assert.Contains("950,00", reason.GetProperty("after").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("next").ValueKind);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task A_single_rule_is_tried_at_its_place()
    {
        await AddAsync(1, "500");
        const string body = """
            { "rule": { "id": "neu", "name": "Neu", "kind": "invoice", "conditions": [{ "operator": "always" }] },
              "action": "warnung", "at": { "route": "rechnung", "station": 30 } }
            """;

        var json = await JsonAsync(await SendAsync(HttpMethod.Post, Path + "?since=2026-01-01&route=rechnung&limit=10", Body(body, "application/json"), "api-edit"));

        var item = Assert.Single(json.GetProperty("items").EnumerateArray());
        Assert.Equal(["Warnung: Schon einmal eingegangen."], item.GetProperty("after").GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_told_whole_with_paths_and_remedies()
    {
        var file = SampleRoutes.Changed(process =>
        {
            process["rules"]![0]!["conditions"]![0]!["field"] = "grosTotal";
            process["routes"]![0]!["stations"]![1]!["assignee"]!["person"] = "petr";
        });

        var problem = await ProblemAsync(await SendAsync(HttpMethod.Post, Path, Body(file, "application/json"), "api-routes"), HttpStatusCode.UnprocessableEntity);

        var problems = problem.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal(["$.process.rules[0].conditions[0].field", "$.process.routes[0].stations[1].assignee.person"],
            problems.Select(one => one.GetProperty("path").GetString()).OrderDescending());
        Assert.All(problems, one => Assert.Contains("Gemeint ist vielleicht", one.GetProperty("remedy").GetString()));
        Assert.All(problems, one => Assert.True(one.GetProperty("line").GetInt32() > 0));
    }

    [Theory]
    [InlineData("""{"sequence":"x"}""", "$.rule")]
    [InlineData("""{"at":{"route":"rechnung","station":30}}""", "$.rule")]
    [InlineData("""{"rule":7}""", "$.rule")]
    public async Task A_single_rule_without_a_rule_is_told(string body, string path)
    {
        var problem = await ProblemAsync(
            await SendAsync(HttpMethod.Post, Path, Body(body, "application/json"), "api-routes"), HttpStatusCode.UnprocessableEntity, "bad-candidate");
        Assert.Equal(path, problem.GetProperty("problems")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("{}", "$", "leer")]
    [InlineData("[]", "$", "kein Objekt")]
    [InlineData("""{"rul":{"id":"x"}}""", "$.rul", "„rule“")]
    [InlineData("""{"name":"x"}""", "$", "weder")]
    [InlineData("""{"id":"x","name":"X","kind":"invoice","conditions":[]}""", "$", "ohne „rule“")]
    [InlineData("""{"rule":"klein","rule":"klein"}""", "$", "zweimal")]
    public async Task What_is_neither_a_file_nor_a_rule_is_told_what_is_expected(string body, string path, string text)
    {
        var problem = await ProblemAsync(
            await SendAsync(HttpMethod.Post, Path, Body(body, "application/json"), "api-routes"), HttpStatusCode.UnprocessableEntity, "bad-candidate");
        var told = Assert.Single(problem.GetProperty("problems").EnumerateArray());
        Assert.Equal(path, told.GetProperty("path").GetString());
        Assert.Contains(text, told.GetProperty("text").GetString());
        if (text == "zweimal") return;
        Assert.Contains("ganze Mandantendatei", told.GetProperty("remedy").GetString());
        Assert.Contains("\"rule\"", told.GetProperty("remedy").GetString());
    }

    [Fact]
    public async Task What_is_wrong_with_a_single_rule_is_told_at_its_place_in_the_rule()
    {
        const string body = """
            {
              "rule": { "id": "neu", "name": "Neu", "kind": "invoice",
                "conditions": [{ "field": "grosTotal", "operator": "less", "value": 1 }] },
              "action": { "id": "warnung-neu", "kind": "showWarning", "name": "x" },
              "at": { "route": "rechnung", "station": 30 }
            }
            """;

        var problem = await ProblemAsync(
            await SendAsync(HttpMethod.Post, Path, Body(body, "application/json"), "api-routes"), HttpStatusCode.UnprocessableEntity, "bad-candidate");

        Assert.Equal("So kann die Datei oder Regel nicht gelten", problem.GetProperty("title").GetString());
        Assert.DoesNotContain("Zeile 0", problem.GetProperty("detail").GetString());
        var problems = problem.GetProperty("problems").EnumerateArray().ToList();
        Assert.Equal([("$.rule.conditions[0].field", 3), ("$.action.text", 4)],
            problems.Select(one => (one.GetProperty("path").GetString()!, one.GetProperty("line").GetInt32())));
    }

    [Fact]
    public async Task The_comparison_is_chosen_and_the_answer_says_which()
    {
        await AddAsync(1, "950");
        var edited = System.Text.Encoding.UTF8.GetBytes(Lower("900"));
        Home.Routes.Tenants["demo"] = Workflows.Tenancy.Loading.TenantLoader.Load(edited).Tenant!;

        async Task<(string?, int)> FoundAsync(string query)
        {
            var json = await JsonAsync(await SendAsync(HttpMethod.Post, Path + query, Body(Lower("900"), "application/json"), "api-routes"));
            return (json.GetProperty("against").GetString(), json.GetProperty("different").GetInt32());
        }

        Assert.Equal(("current", 0), await FoundAsync(""));
        Assert.Equal(("current", 0), await FoundAsync("?against=current"));
        Assert.Equal(("pinned", 1), await FoundAsync("?against=pinned"));
    }

    [Theory]
    [InlineData("?rout=rechnung", "„route“")]
    [InlineData("?offset=3", "Möglich sind: against, cursor, limit, route, since.")]
    [InlineData("?against=gestern", "pinned")]
    public async Task A_parameter_that_there_is_not_is_refused_with_what_there_is(string query, string told)
    {
        var problem = await ProblemAsync(
            await SendAsync(HttpMethod.Post, Path + query, Body(Lower("900"), "application/json"), "api-routes"), HttpStatusCode.BadRequest, "bad-filter");
        Assert.Contains(told, problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=10001")]
    [InlineData("?limit=viele")]
    [InlineData("?since=gestern")]
    [InlineData("?route=gibtsnicht")]
    [InlineData("?cursor=xyz")]
    public async Task A_wrong_filter_is_told(string query)
    {
        await AddAsync(1, "500");
        await ProblemAsync(await SendAsync(HttpMethod.Post, Path + query, Body(Lower("900"), "application/json"), "api-routes"), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Whoever_lacks_a_permission_is_told_which()
    {
        async Task<(string?, string)> ToldAsync(string bearer)
        {
            var problem = await ProblemAsync(await SendAsync(HttpMethod.Post, Path, Body("{}", "application/json"), bearer), HttpStatusCode.Forbidden, "missing-permission");
            return (problem.GetProperty("permission").GetString(), problem.GetProperty("detail").GetString()!);
        }

        var (permission, detail) = await ToldAsync("api-clara");
        Assert.Equal("routesList", permission);
        Assert.Contains("„routesList“ oder „routesEdit“", detail);
        (permission, detail) = await ToldAsync("api-blind");
        Assert.Equal("readAll", permission);
        Assert.Contains("„readAll“", detail);
        await ProblemAsync(await SendAsync(HttpMethod.Post, Path, Body("{}", "application/json"), FakeHome.OtherApiToken), HttpStatusCode.NotFound);
        await ProblemAsync(await SendAsync(HttpMethod.Post, Path, Body("{}", "application/json")), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_is_too_large_empty_or_of_another_type_is_refused()
    {
        await ProblemAsync(await SendAsync(HttpMethod.Post, Path, Body(new string(' ', 5_000_000), "application/json"), "api-routes"), HttpStatusCode.RequestEntityTooLarge);
        await ProblemAsync(await SendAsync(HttpMethod.Post, Path, Body("", "application/json"), "api-routes"), HttpStatusCode.BadRequest);
        await ProblemAsync(await SendAsync(HttpMethod.Post, Path, Body("x", "image/png"), "api-routes"), HttpStatusCode.UnsupportedMediaType);
    }

    private static string Lower(string limit) =>
        SampleRoutes.Changed(process => process["rules"]![0]!["conditions"]![0]!["value"] = limit);

    private static IEnumerable<string?> Stations(JsonElement item, string way) =>
        item.GetProperty(way).GetProperty("stations").EnumerateArray().Select(visit => visit.GetProperty("station").GetString());

    private ItemStore Items => new(Home.Records, new MemoryDocumentStore(), new PlainCursors(), Home.Clock);

    private Simulator Simulator(MemoryRecordStore records) => new(
        new ItemBook(Items, new ItemJournal(Items, records), new AuditTrail(records, Home.Clock)),
        new ProcessStore(records), new MasterData(records), Home.Clock);

    private async Task<Item> AddAsync(int number, string gross)
    {
        var version = await new ProcessStore(Home.Records).KeepAsync("demo", SampleRoutes.Tenant().Process, CancellationToken.None);
        var item = TestItems.New(number) with
        {
            Route = new RouteRef("rechnung", version),
            Fields = TestItems.Fields(("grossTotal", gross)),
            Status = ItemStatus.Waiting,
        };
        return (await Items.InsertAsync(new ItemChange(item, ItemChange.System, "received"), CancellationToken.None)).Item;
    }

    private string Snapshot() => JsonSerializer.Serialize(Home.Records.Everything().OrderBy(partition => partition.Key, StringComparer.Ordinal));
}
