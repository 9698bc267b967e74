using System.Net;
using System.Text.Json;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Tests.Bulk;

public class BulkApiTests : WebHost
{
    private Task<HttpResponseMessage> SendAsync(object body, string? bearer = FakeHome.PersonToken, string? cookie = null) =>
        SendAsync(HttpMethod.Post, "/api/demo/bulk", Body(JsonSerializer.Serialize(body), "application/json"), bearer, cookie);

    [Fact]
    public async Task Each_item_has_its_own_result()
    {
        var (mine, decided, other) = (SampleItems.Invoice(Home), SampleItems.Invoice(Home, number: 2), SampleItems.Invoice(Home, "clara", 3));
        Home.Book.Visits(decided)[1] = Home.Book.Visits(decided)[1] with
        {
            Decision = new("reject", "john", null, "Nein", null, "page", null, Home.Clock.GetUtcNow(), 6),
        };
        var answer = await SendAsync(new
        {
            action = "forward",
            comment = "passt",
            items = new[] { Seen(mine), Seen(decided), Seen(other), new Entry("ffff", 1) },
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.Equal(("forward", "parallel", 1), (
            json.GetProperty("action").GetString(), json.GetProperty("order").GetString(), json.GetProperty("done").GetInt32()));
        var results = json.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["done", "alreadyDecided", "refused", "notFound"], results.Select(one => one.GetProperty("result").GetString()));
        Assert.Equal([mine.Id, decided.Id, other.Id, "ffff"], results.Select(one => one.GetProperty("id").GetString()));
        Assert.All(results, one => Assert.True(one.GetProperty("message").GetString()!.Length > 10));
        Assert.Equal("john", results[1].GetProperty("earlier").GetProperty("by").GetString());
        Assert.Equal(JsonValueKind.Null, results[0].GetProperty("earlier").ValueKind);
        var (_, person, request) = Assert.Single(Home.Desk.Decided);
        Assert.Equal(("petra", "approve", "passt", "api"), (person, request.Decision, request.Comment, request.Via));
    }

    [Fact]
    public async Task Reassigning_needs_the_permission_and_a_person_who_is_there()
    {
        var item = SampleItems.Invoice(Home, "clara");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(new { action = "reassign", to = "john", items = new[] { Seen(item) } })).StatusCode);
        Assert.Equal("john", Home.Book.Find("demo", item.Id)!.Assignee!.User);
        var denied = await ProblemAsync(
            await SendAsync(new { action = "reassign", to = "john", items = new[] { Seen(item) } }, "api-clara"), HttpStatusCode.Forbidden);
        Assert.Equal("reassign", denied.GetProperty("permission").GetString());
        foreach (var to in new[] { "gone", "nobody", "", null })
            await ProblemAsync(await SendAsync(new { action = "reassign", to, items = new[] { Seen(item) } }), HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"action":"approve","items":[{"id":"1","revision":1}]}""")]
    [InlineData("""{"action":"forward"}""")]
    [InlineData("""{"action":"forward","items":[]}""")]
    [InlineData("""{"action":"forward","items":[null]}""")]
    [InlineData("""{"action":"forward","items":["1"]}""")]
    [InlineData("""{"action":"forward","items":[{"id":"1"}]}""")]
    [InlineData("""{"action":"forward","items":[{"id":"1","revision":0}]}""")]
    [InlineData("""{"action":"forward","items":[{"id":" ","revision":1}]}""")]
    [InlineData("""{"action":"forward","items":[{"id":"1","revision":1},{"id":"1","revision":2}]}""")]
    public async Task An_incomplete_call_says_what_is_missing_and_does_nothing(string body)
    {
        await ProblemAsync(
            await SendAsync(HttpMethod.Post, "/api/demo/bulk", Body(body, "application/json"), FakeHome.PersonToken), HttpStatusCode.BadRequest);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task At_most_two_hundred_items_and_only_for_people()
    {
        var many = Enumerable.Range(1, 201).Select(n => new { id = $"{n:x32}", revision = 1 }).ToArray();
        var problem = await ProblemAsync(await SendAsync(new { action = "forward", items = many }), HttpStatusCode.BadRequest);
        Assert.Contains("200", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(new { action = "forward", items = many[1..] })).StatusCode);
        await ProblemAsync(await SendAsync(new { action = "forward", items = many[1..] }, FakeHome.ApiToken), HttpStatusCode.Forbidden);
        await ProblemAsync(await SendAsync(new { action = "forward", items = many[1..] }, null), HttpStatusCode.Unauthorized);
        await ProblemAsync(await SendAsync(new { action = "forward", items = many[1..] }, FakeHome.OtherApiToken), HttpStatusCode.NotFound);
    }

    private static Entry Seen(Item item) => new(item.Id, item.Revision);

    private sealed record Entry(string id, int revision);
}
