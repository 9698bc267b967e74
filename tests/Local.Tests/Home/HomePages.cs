using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Local.Tests.Home;

/// <summary>Pages and API of a home with its real stores, asked without a network.</summary>
internal static class HomePages
{
    /// <summary>Sends a form of a page that the person has open: it carries the page's token.</summary>
    public static Task<(int Status, string Text)> PostAsync(
        WalkHome home, RequestDelegate web, string path, string person, params (string Name, string Value)[] fields) =>
        PostAsync(home, web, path, person, path, fields);

    /// <summary>The same where the form's page has another address than where it goes.</summary>
    public static async Task<(int Status, string Text)> PostAsync(
        WalkHome home, RequestDelegate web, string path, string person, string from, (string Name, string Value)[] fields)
    {
        const string Token = "<input type=\"hidden\" name=\"form\" value=\"";
        var page = (await SendAsync(home, web, "GET", from, person: person)).Text;
        var start = page.IndexOf(Token, page.IndexOf("<main", StringComparison.Ordinal), StringComparison.Ordinal) + Token.Length;
        var form = new FormUrlEncodedContent(fields.Prepend(("form", page[start..page.IndexOf('"', start)]))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await SendAsync(home, web, "POST", path, await form.ReadAsByteArrayAsync(), "application/x-www-form-urlencoded", person);
    }

    public static async Task<(int Status, string Text)> SendAsync(
        WalkHome home, RequestDelegate web, string method, string path, byte[]? body = null, string? type = null,
        string? person = null, string? query = null, string? bearer = null)
    {
        using var answer = new MemoryStream();
        using var content = new MemoryStream(body ?? []);
        await using var services = new ServiceCollection().BuildServiceProvider();
        var http = new DefaultHttpContext { RequestServices = services, RequestAborted = home.Soon };
        (http.Request.Method, http.Request.Path, http.Request.Body) = (method, path, content);
        (http.Request.ContentType, http.Request.ContentLength, http.Response.Body) = (type, body?.Length, answer);
        http.Features.Set<IHttpRequestBodyDetectionFeature>(new Bodied(body is not null));
        http.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.7");
        if (query is not null) http.Request.QueryString = new QueryString(query);
        if (bearer is not null) http.Request.Headers.Authorization = "Bearer " + bearer;
        if (person is not null)
        {
            var token = new Token(TokenPurpose.Session, WalkHome.Tenant, "", 0, person, home.Clock.GetUtcNow().AddDays(1));
            http.Request.Headers.Cookie = "serverless-session=" + TokenFormat.Sign(home.Get<IKeySets>().For(WalkHome.Tenant), token);
        }

        await web(http);
        return (http.Response.StatusCode, WebUtility.HtmlDecode(Encoding.UTF8.GetString(answer.ToArray())));
    }

    /// <summary>A call of the API with a JSON body.</summary>
    public static async Task<(int Status, JsonElement Json)> CallAsync(
        WalkHome home, RequestDelegate web, string person, string path, object body)
    {
        var (status, text) = await SendAsync(
            home, web, "POST", path, JsonSerializer.SerializeToUtf8Bytes(body), "application/json", person);
        return (status, JsonDocument.Parse(text).RootElement);
    }

    private sealed record Bodied(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
