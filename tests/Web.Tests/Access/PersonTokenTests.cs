using System.Net;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Tests.Access;

/// <summary>A token that belongs to a person decides as that person, as long as person, time and keys allow it; nothing else
/// that is signed in the same format does, and it is good for nothing else.</summary>
public class PersonTokenTests : WebHost
{
    private string Token(
        string person = "petra", string tenant = "demo", TokenPurpose purpose = TokenPurpose.Api, string item = "", int visit = 0) =>
        Home.Sign(new(purpose, tenant, item, visit, person, Home.Clock.GetUtcNow().AddDays(90)));

    private Task<HttpResponseMessage> ApproveAsync(Item item, string bearer) => SendAsync(
        HttpMethod.Post, $"/api/demo/items/{item.Id}/decisions", Body("""{"decision":"approve"}""", "application/json"), bearer);

    private async Task<string> RefusedAsync(string bearer, string path = "/api/demo/items")
    {
        var answer = await GetAsync(path, bearer);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        var detail = (await ProblemAsync(answer, HttpStatusCode.Unauthorized, "not-authenticated")).GetProperty("detail").GetString()!;
        Assert.Contains("./run token MANDANT PERSON", detail, StringComparison.Ordinal);
        return detail;
    }

    [Fact]
    public async Task Its_holder_decides_as_the_person()
    {
        var item = SampleItems.Invoice(Home);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/demo/items", Token())).StatusCode);
        await ProblemAsync(await ApproveAsync(item, Token("clara")), HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal(HttpStatusCode.OK, (await ApproveAsync(item, Token())).StatusCode);
        var (_, person, request) = Home.Desk.Decided.Single();
        Assert.Equal(("petra", "api"), (person, request.Via));
    }

    [Fact]
    public async Task It_ends_with_its_time_its_person_and_its_keys()
    {
        var token = Token();
        var demo = Home.Tenants["demo"];
        Home.Tenants["demo"] = demo with { People = [.. demo.People.Select(one => one.Id == "petra" ? one with { Active = false } : one)] };
        Assert.Contains("nicht mehr aktiv", await RefusedAsync(token), StringComparison.Ordinal);
        Home.Tenants["demo"] = demo;
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/demo/items", token)).StatusCode);

        Home.Clock.Move(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/demo/items", token)).StatusCode);
        Home.Clock.Move(TimeSpan.FromSeconds(1));
        Assert.Contains("galt bis 02.08.2026", await RefusedAsync(token), StringComparison.Ordinal);

        token = Token();
        Home.RenewKeys("demo");
        Assert.Contains("erneuert", await RefusedAsync(token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/demo/items", Token())).StatusCode);
    }

    [Fact]
    public async Task What_is_not_whole_unknown_or_of_another_tenant_is_refused()
    {
        var token = Token();
        foreach (var wrong in new[] { "wrong", token[..^3], token[..40] + (token[40] == 'A' ? 'B' : 'A') + token[41..], Token("gone"), Token("nobody") })
            await RefusedAsync(wrong);
        Assert.Contains("„other“", await RefusedAsync(Token("petra", "other")), StringComparison.Ordinal);
        Assert.Contains("„demo“", await RefusedAsync(token, "/api/other/items"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/other/items", Token("petra", "other"))).StatusCode);

        // It names a tenant and is signed by another one.
        await RefusedAsync(TokenFormat.Sign(Home.For("other"), new(TokenPurpose.Api, "demo", "", 0, "petra", Home.Clock.GetUtcNow().AddDays(1))));
    }

    [Fact]
    public async Task Nothing_else_that_is_signed_is_a_bearer_token()
    {
        var item = SampleItems.Invoice(Home);
        foreach (var purpose in Enum.GetValues<TokenPurpose>().Where(one => one != TokenPurpose.Api))
        {
            await RefusedAsync(Token(purpose: purpose, item: item.Id, visit: item.Visit));
            Assert.Equal(HttpStatusCode.Unauthorized, (await ApproveAsync(item, Token(purpose: purpose))).StatusCode);
        }

        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task It_is_no_link_no_session_no_sign_in_and_no_ingest_token()
    {
        var item = SampleItems.Invoice(Home);
        var token = Token(item: item.Id, visit: item.Visit);
        var link = await GetAsync("/d/" + token);
        Assert.NotEqual(HttpStatusCode.OK, link.StatusCode);
        Assert.DoesNotContain(SampleItems.Secret, await link.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await PostAsync("/d/" + token, null, ("decision", "approve"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("/api/demo/items", cookie: "serverless-session=" + token)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await GetAsync("/t/demo/inbox", cookie: "serverless-session=" + token)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await GetAsync("/signin/" + token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(
            HttpMethod.Post, "/ingest/demo/mail", Body("From: a@b.example\r\n\r\nx", "message/rfc822"), token)).StatusCode);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task The_description_says_how_to_get_one()
    {
        var document = await JsonAsync(await GetAsync("/openapi.json"));
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiToken");
        Assert.Contains("./run token", scheme.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
    }
}
