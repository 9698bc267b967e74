using System.Net;
using System.Text.Json;
using Serverless.Tests.Home;
using Serverless.Web.Access;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Absences;

public sealed class AbsenceApiTests : WebHost
{
    private const string Path = "/api/demo/absences";

    [Fact]
    public async Task An_absence_is_entered_read_changed_and_deleted()
    {
        var answer = await WriteAsync(HttpMethod.Post, Path, new { from = "2026-05-18", until = "2026-05-22", substitute = "petra" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var at = answer.Headers.Location!.ToString();
        var entered = (await JsonAsync(answer)).GetProperty("absence");
        Assert.Equal(("clara", "2026-05-18", "2026-05-22", "petra", "planned", 1), (
            Text(entered, "person"), Text(entered, "from"), Text(entered, "until"), Text(entered, "substitute"), Text(entered, "state"),
            entered.GetProperty("revision").GetInt32()));

        var again = await WriteAsync(HttpMethod.Post, Path, new { from = "2026-05-18", until = "2026-05-22", substitute = "petra" });
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("Es ist schon so eingetragen.", Text(await JsonAsync(again), "message"));

        var changed = await WriteAsync(HttpMethod.Put, at, new { from = "2026-05-18", until = "2026-05-29", substitute = "john", revision = 1 });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var read = await JsonAsync(await GetAsync(at, "api-clara"));
        Assert.Equal(("2026-05-29", "john", 2), (Text(read, "until"), Text(read, "substitute"), read.GetProperty("revision").GetInt32()));
        Assert.Equal(read.GetProperty("id").GetString(), Text(
            Assert.Single((await JsonAsync(await GetAsync(Path, "api-clara"))).GetProperty("absences").EnumerateArray()), "id"));

        var late = await ProblemAsync(await WriteAsync(
            HttpMethod.Put, at, new { from = "2026-05-18", until = "2026-05-19", substitute = "petra", revision = 1 }), HttpStatusCode.Conflict);
        Assert.Equal("2026-05-29", Text(late.GetProperty("absence"), "until"));
        await ProblemAsync(await WriteAsync(HttpMethod.Post, at + "/end", new { revision = 2 }), HttpStatusCode.Conflict);
        await ProblemAsync(await SendAsync(HttpMethod.Delete, at, bearer: "api-clara"), HttpStatusCode.BadRequest);
        await ProblemAsync(await SendAsync(HttpMethod.Delete, at + "?revision=1", bearer: "api-clara"), HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Delete, at + "?revision=2", bearer: "api-clara")).StatusCode);
        await ProblemAsync(await GetAsync(at, "api-clara"), HttpStatusCode.NotFound);

        var history = (await JsonAsync(await GetAsync(Path + "/history", "api-clara"))).GetProperty("entries");
        Assert.Equal(["entered", "changed", "removed"], history.EnumerateArray().Select(entry => Text(entry, "what")));
    }

    [Fact]
    public async Task A_running_one_is_ended_not_deleted_and_a_planned_one_the_other_way_round()
    {
        var running = (await JsonAsync(await WriteAsync(HttpMethod.Post, Path, new { from = "2026-05-01", until = "2026-05-22", substitute = "petra" })))
            .GetProperty("absence");
        Assert.Equal("current", Text(running, "state"));
        var problem = await ProblemAsync(
            await SendAsync(HttpMethod.Delete, $"{Path}/{Text(running, "id")}?revision=1", bearer: "api-clara"), HttpStatusCode.Conflict);
        Assert.EndsWith("absence-has-begun", Text(problem, "type"), StringComparison.Ordinal);
        var ended = await JsonAsync(await WriteAsync(HttpMethod.Post, $"{Path}/{Text(running, "id")}/end", new { revision = 1 }));
        Assert.Equal(("2026-05-03", "over"), (Text(ended.GetProperty("absence"), "until"), Text(ended.GetProperty("absence"), "state")));
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once()
    {
        var problem = await ProblemAsync(await WriteAsync(HttpMethod.Post, Path, new { until = "2026-05-02", substitute = "clara" }), HttpStatusCode.BadRequest);
        Assert.Equal(["$.from"], problem.GetProperty("problems").EnumerateArray().Select(one => Text(one, "path")));
        problem = await ProblemAsync(await WriteAsync(HttpMethod.Post, Path, new { from = "2026-06-02", until = "2026-06-01", substitute = "clara" }), HttpStatusCode.BadRequest, "bad-absence");
        Assert.Contains("letzte Tag", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Contains("Niemand vertritt sich selbst.", Text(problem, "detail"), StringComparison.Ordinal);
        problem = await ProblemAsync(await WriteAsync(HttpMethod.Post, Path, new { from = "32.05.2026", until = "2026-05-02", substitute = "petra" }), HttpStatusCode.BadRequest);
        Assert.Contains("„32.05.2026“ ist kein Datum.", Text(problem, "detail"), StringComparison.Ordinal);
        await ProblemAsync(await WriteAsync(HttpMethod.Put, Path + "/x", new { from = "2026-05-18", until = "2026-05-22", substitute = "petra" }), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Warnings_come_with_the_answer()
    {
        await WriteAsync(HttpMethod.Post, Path, new { from = "2026-05-18", until = "2026-05-19", substitute = "john" }, FakeHome.PersonToken);
        var absence = (await JsonAsync(await WriteAsync(HttpMethod.Post, Path, new { from = "2026-05-18", until = "2026-05-22", substitute = "petra" })))
            .GetProperty("absence");
        var warning = Assert.Single(absence.GetProperty("warnings").EnumerateArray());
        Assert.Equal(("passedOn", "2026-05-19", "john"), (Text(warning, "kind"), Text(warning, "until"), Text(warning, "gets")));
        Assert.Equal("18.05.2026 bis 19.05.2026: Petra Müller ist dann nicht da; John Smith bekommt, was für Clara Kern kommt.", Text(warning, "text"));
    }

    [Fact]
    public async Task Those_of_others_need_the_right()
    {
        var body = new { person = "john", from = "2026-05-18", until = "2026-05-22", substitute = "petra" };
        var problem = await ProblemAsync(await WriteAsync(HttpMethod.Post, Path, body), HttpStatusCode.Forbidden);
        Assert.Equal("manageAbsences", Text(problem, "permission"));
        await ProblemAsync(await GetAsync(Path, FakeHome.ApiToken), HttpStatusCode.Forbidden);
        await ProblemAsync(await GetAsync(Path + "/history?person=john", "api-clara"), HttpStatusCode.Forbidden);

        // A service with the right, such as the calendar of the house, enters them for everybody.
        Home.Callers["calendar"] = new Caller("demo", null, new HashSet<Permission> { Permission.ManageAbsences });
        Assert.Equal(HttpStatusCode.Created, (await WriteAsync(HttpMethod.Post, Path, body, "calendar")).StatusCode);
        Assert.Single((await JsonAsync(await GetAsync(Path + "?person=john", "calendar"))).GetProperty("absences").EnumerateArray());
        Assert.Empty((await JsonAsync(await GetAsync(Path, "api-clara"))).GetProperty("absences").EnumerateArray());
        Assert.Single((await JsonAsync(await GetAsync(Path, FakeHome.PersonToken))).GetProperty("absences").EnumerateArray());
        await ProblemAsync(await GetAsync("/api/other/absences", "api-clara"), HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> WriteAsync(HttpMethod method, string path, object body, string bearer = "api-clara") =>
        SendAsync(method, path, Body(JsonSerializer.Serialize(body), "application/json"), bearer);

    private static string Text(JsonElement at, string name) => at.GetProperty(name).GetString()!;
}
