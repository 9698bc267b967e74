using System.Net;
using System.Net.Http.Json;
using Serverless.Tests.Home;

namespace Serverless.Web.Tests.Items;

public class RestartApiTests : WebHost
{
    [Fact]
    public async Task Only_an_operator_restarts_and_says_why()
    {
        var path = $"/api/demo/items/{SampleItems.Invoice(Home).Id}/restart";
        var why = new { reason = "steht seit gestern" };
        await ProblemAsync(
            await SendAsync(HttpMethod.Post, path, JsonContent.Create(why), cookie: Home.Session("clara")), HttpStatusCode.Forbidden);
        await ProblemAsync(
            await SendAsync(HttpMethod.Post, path, JsonContent.Create(new { reason = "  " }), cookie: Home.Session("petra")),
            HttpStatusCode.BadRequest);
        await ProblemAsync(
            await SendAsync(HttpMethod.Post, path, JsonContent.Create(why), bearer: "wrong"), HttpStatusCode.Unauthorized);
    }
}
