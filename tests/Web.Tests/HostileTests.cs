using System.Net;
using System.Text;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Tests;

/// <summary>Whatever is sent, the answer is a problem that says what to do, and nothing is decided.</summary>
public class HostileTests : WebHost
{
    public static TheoryData<string, string> Bodies { get; } = new()
    {
        { "null", "Erwartet wird ein JSON-Objekt" },
        { "7", "Erwartet wird ein JSON-Objekt" },
        { "{\"a\"", "kein gültiges JSON (Zeile 1, Stelle" },
        { "{\"decision\":\"approve\",}", "kein gültiges JSON" },
        { "{/**/\"decision\":\"approve\"}", "kein gültiges JSON" },
        { new string('[', 100_000), "kein gültiges JSON" },
        { "{\"decision\":\"reject\",\"comment\":\"\\ud800\"}", "kein gültiges UTF-8" },
        { "{\"decision\":\"approve\",\"\\ud800\":1}", "gibt es hier nicht" },
        { "{\"decision\":\"approve\",\"Decision\":\"reject\"}", "steht doppelt" },
        { "{\"decision\":\"approve\",\"revison\":7}", "„revison“ gibt es hier nicht" },
        { "{\"decision\":\"approve\",\"revision\":99999999999999999999}", "ganze Zahl" },
        { "{\"decision\":\"approve\",\"revision\":1e1}", "ganze Zahl" },
        { "{\"decision\":\"approve\",\"revision\":\"7\"}", "ganze Zahl" },
        { "{\"decision\":{},\"to\":[],\"comment\":1,\"status\":true,\"revision\":null}", "Insgesamt 4 Probleme" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_none_is_told(string body, string told)
    {
        var item = SampleItems.Invoice(Home);
        var problem = await ProblemAsync(await DecideAsync(item, Encoding.UTF8.GetBytes(body)), HttpStatusCode.BadRequest, "bad-request");
        Assert.Contains(told, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("problems").EnumerateArray());
        Assert.Empty(Home.Desk.Decided);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("json")]
    public async Task Another_content_type_is_refused_with_the_right_one(string? type)
    {
        var item = SampleItems.Invoice(Home);
        var problem = await ProblemAsync(await DecideAsync(item, "{\"decision\":\"approve\"}"u8.ToArray(), type), HttpStatusCode.UnsupportedMediaType, "wrong-type");
        Assert.Equal("""["application/json"]""", problem.GetProperty("accepted").GetRawText());
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_a_mark_before_it_and_nothing_at_all()
    {
        var item = SampleItems.Invoice(Home);
        await ProblemAsync(await DecideAsync(item, Encoding.Latin1.GetBytes("{\"decision\":\"reject\",\"comment\":\"ä\"}")), HttpStatusCode.BadRequest, "bad-request");
        await ProblemAsync(await DecideAsync(item, Encoding.Unicode.GetBytes("{\"decision\":\"approve\"}")), HttpStatusCode.BadRequest, "bad-request");
        await ProblemAsync(await DecideAsync(item, []), HttpStatusCode.BadRequest, "empty-body");
        Assert.Empty(Home.Desk.Decided);
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(item, [0xEF, 0xBB, 0xBF, .. "{\"decision\":\"approve\"}"u8])).StatusCode);
    }

    [Fact]
    public async Task A_large_comment_is_refused_with_the_limit_and_a_larger_body_is_not_read()
    {
        var item = SampleItems.Invoice(Home);
        Assert.Contains("4000", (await ProblemAsync(await DecideAsync(item, Comment(1_000_000)), HttpStatusCode.BadRequest, "bad-comment"))
            .GetProperty("detail").GetString(), StringComparison.Ordinal);
        var large = await ProblemAsync(await DecideAsync(item, Comment(2_000_000)), HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal(1024 * 1024, large.GetProperty("maxBytes").GetInt32());
        Assert.Empty(Home.Desk.Decided);
    }

    [Theory]
    [InlineData("/api/demo/items?limt=3", "„limt“", "station")]
    [InlineData("/api/demo/items?stauts=waiting", "„stauts“", "„status“")]
    [InlineData("/api/demo/items/x/history?page=2", "„page“", "keine Parameter")]
    public async Task A_parameter_that_there_is_not_is_refused_rather_than_passed_over(string path, string named, string remedy)
    {
        var text = await (await GetAsync(path, FakeHome.ApiToken)).Content.ReadAsStringAsync();
        await ProblemAsync(await GetAsync(path, FakeHome.ApiToken), HttpStatusCode.BadRequest, "bad-filter");
        Assert.Contains(named, text, StringComparison.Ordinal);
        Assert.Contains(remedy, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("waiting,running")]
    [InlineData("waiting&status=running")]
    [InlineData("wait")]
    public async Task A_status_is_one_of_those_there_are(string status) =>
        await ProblemAsync(await GetAsync("/api/demo/items?status=" + status, FakeHome.ApiToken), HttpStatusCode.BadRequest, "bad-filter");

    [Fact]
    public async Task A_part_behind_the_end_of_a_document_is_a_problem_too()
    {
        var item = SampleItems.Invoice(Home);
        var answer = await SendAsync(
            HttpMethod.Get, $"/api/demo/items/{item.Id}/documents/1", bearer: FakeHome.ApiToken, headers: headers => headers.Add("Range", "bytes=9999999-"));
        await ProblemStatusAsync(answer);
    }

    private static async Task ProblemStatusAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Range", (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static byte[] Comment(int length) => Encoding.UTF8.GetBytes($"{{\"decision\":\"approve\",\"comment\":\"{new string('x', length)}\"}}");

    private Task<HttpResponseMessage> DecideAsync(Item item, byte[] body, string? type = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return SendAsync(HttpMethod.Post, $"/api/demo/items/{item.Id}/decisions", content, FakeHome.PersonToken);
    }
}
