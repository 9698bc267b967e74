using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Serverless.Tests.Home;
using Serverless.Web.Problems;

namespace Serverless.Web.Tests;

/// <summary>The delegate in a test server over a home in memory.</summary>
public abstract partial class WebHost : IAsyncLifetime
{
    private WebApplication? _app;

    protected FakeHome Home { get; } = new();

    protected virtual WebOptions Options { get; } = new();

    protected HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        _app = builder.Build();
        var web = WebApp.Create(Home.Services, Options);
        _app.Run(web);
        await _app.StartAsync();
        Client = _app.GetTestClient();
        Client.Timeout = TimeSpan.FromMinutes(10);
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    protected Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, string? bearer = null, string? cookie = null,
        Action<HttpRequestHeaders>? headers = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        headers?.Invoke(request.Headers);
        return Client.SendAsync(request);
    }

    protected Task<HttpResponseMessage> GetAsync(string path, string? bearer = null, string? cookie = null) =>
        SendAsync(HttpMethod.Get, path, null, bearer, cookie);

    protected Task<HttpResponseMessage> PostAsync(string path, string? cookie, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, Form(fields), cookie: cookie);

    protected static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    protected static HttpContent Body(string text, string type)
    {
        var content = new StringContent(text);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    protected static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>A problem of that type.</summary>
    protected static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var problem = await ProblemAsync(answer, status);
        Assert.Equal(ProblemType.Prefix + code, problem.GetProperty("type").GetString());
        return problem;
    }

    /// <summary>A problem of one of the documented types with its status that says, in a sentence, what to do.</summary>
    protected static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await JsonAsync(answer);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.True(problem.GetProperty("detail").GetString()!.Length > 20);
        var type = Assert.Single(ProblemTypes.All, one => one.Uri == problem.GetProperty("type").GetString());
        Assert.Equal((type.Status, type.Title), ((int)status, problem.GetProperty("title").GetString()));
        return problem;
    }

    /// <summary>The value of a hidden field in a page.</summary>
    protected static string Hidden(string html, string name)
    {
        var found = HiddenField().Matches(html).FirstOrDefault(match => match.Groups[1].Value == name);
        Assert.True(found is not null, $"The page has no hidden field {name}.");
        return found.Groups[2].Value;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();
}
