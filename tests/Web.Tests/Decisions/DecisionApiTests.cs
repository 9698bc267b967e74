using System.Net;
using System.Text.Json;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Tests.Decisions;

public class DecisionApiTests : WebHost
{
    private Task<HttpResponseMessage> DecideAsync(Item item, object body, string? bearer = FakeHome.PersonToken, string? cookie = null) =>
        SendAsync(HttpMethod.Post, $"/api/demo/items/{item.Id}/decisions", Body(JsonSerializer.Serialize(body), "application/json"), bearer, cookie);

    [Fact]
    public async Task A_person_decides_once()
    {
        var item = SampleItems.Invoice(Home);
        var answer = await DecideAsync(item, new { decision = "approve", comment = " passt " });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("accepted", (await JsonAsync(answer)).GetProperty("result").GetString());
        var (_, person, request) = Home.Desk.Decided.Single();
        Assert.Equal(("petra", "approve", "passt", "api"), (person, request.Decision, request.Comment, request.Via));
        await ProblemAsync(await DecideAsync(item, new { decision = "approve" }), HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"decision":"aprove"}""")]
    [InlineData("""{"decision":"reject"}""")]
    [InlineData("""{"decision":"sendBack","comment":"  "}""")]
    [InlineData("""{"decision":"forward"}""")]
    [InlineData("""{"decision":"forward","to":"gone"}""")]
    [InlineData("""{"decision":7}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task An_incomplete_decision_says_what_is_missing(string body)
    {
        Home.Desk.NeedsComment = true;
        var item = SampleItems.Invoice(Home);
        await ProblemAsync(await SendAsync(HttpMethod.Post, $"/api/demo/items/{item.Id}/decisions",
            Body(body, "application/json"), FakeHome.PersonToken), HttpStatusCode.BadRequest);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task Who_is_not_asked_cannot_decide()
    {
        var item = SampleItems.Invoice(Home, "clara");
        await ProblemAsync(await DecideAsync(item, new { decision = "approve" }), HttpStatusCode.Forbidden);
        await ProblemAsync(await DecideAsync(item, new { decision = "approve" }, FakeHome.ApiToken), HttpStatusCode.Forbidden);
        await ProblemAsync(await DecideAsync(item, new { decision = "approve" }, null), HttpStatusCode.Unauthorized);
        await ProblemAsync(await DecideAsync(item, new { decision = "approve" }, FakeHome.OtherApiToken), HttpStatusCode.NotFound);
        await ProblemAsync(await DecideAsync(item with { Id = "nothing" }, new { decision = "approve" }), HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(item, new { decision = "approve" }, "api-clara")).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Another_site_cannot_decide_with_a_persons_cookie(string header, string value)
    {
        var item = SampleItems.Invoice(Home);
        var path = $"/api/demo/items/{item.Id}/decisions";
        await ProblemAsync(await SendAsync(HttpMethod.Post, path, Body("""{"decision":"approve"}""", "application/json"),
            cookie: Home.Session("petra"), headers: headers => headers.Add(header, value)), HttpStatusCode.Forbidden);
        Assert.Empty(Home.Desk.Decided);
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(item, new { decision = "approve" }, null, Home.Session("petra"))).StatusCode);
    }
}
