using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Tests.Home;

namespace Serverless.Web.Tests;

public class WebAppTests : WebHost
{
    [Fact]
    public async Task Every_answer_is_strict_with_browsers()
    {
        var item = SampleItems.Invoice(Home);
        foreach (var path in new[] { "/", "/nothing", "/healthz", Home.Link(item, "petra"), "/t/demo/inbox", "/api/demo/items", "/api/demo/items/" + item.Id })
        {
            var answer = await GetAsync(path, cookie: Home.Session("petra"));
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(answer.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task Pages_hold_no_script_and_no_inline_style()
    {
        var item = SampleItems.Invoice(Home);
        foreach (var path in new[] { "/", Home.Link(item, "petra"), "/t/demo/inbox", "/t/demo/items/" + item.Id })
        {
            var html = await (await GetAsync(path, cookie: path == "/" ? null : Home.Session("petra"))).Content.ReadAsStringAsync();
            Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http://", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("https://", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_stylesheet_is_embedded_and_may_be_kept()
    {
        var html = await (await GetAsync("/")).Content.ReadAsStringAsync();
        var at = html.IndexOf("/assets/", StringComparison.Ordinal);
        var answer = await GetAsync(html[at..html.IndexOf('"', at)]);
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
    }

    [Fact]
    public async Task What_is_not_there_is_a_page_for_people_and_a_problem_for_programs()
    {
        Assert.Contains("Nicht gefunden", await (await GetAsync("/nothing")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await ProblemAsync(await GetAsync("/api/nothing"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Health_says_what_is_wrong()
    {
        Assert.Equal("""{"status":"ok"}""", await (await GetAsync("/healthz")).Content.ReadAsStringAsync());
        var sick = WebApp.Create(Home.Services with { Health = _ => new("Der Datenträger ist voll; schaffen Sie Platz.") });
        Assert.Equal(503, (await RunAsync(sick, "GET", "/healthz")).Response.StatusCode);
    }

    [Fact]
    public async Task A_failure_is_a_problem_that_tells_nothing_inside()
    {
        var broken = WebApp.Create(Home.Services with { Health = _ => throw new InvalidOperationException("secret path") });
        var http = await RunAsync(broken, "GET", "/healthz");
        Assert.Equal(500, http.Response.StatusCode);
        http.Response.Body.Position = 0;
        Assert.DoesNotContain("secret", await new StreamReader(http.Response.Body).ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("nosniff", http.Response.Headers.XContentTypeOptions);
    }

    [Fact]
    public async Task It_needs_nothing_of_its_host_and_leaves_its_things_alone()
    {
        var http = new DefaultHttpContext();
        var services = new Nothing();
        http.RequestServices = services;
        var endpoint = new Endpoint(null, null, "the host's");
        http.SetEndpoint(endpoint);
        http.Request.RouteValues["path"] = "host";
        await RunAsync(WebApp.Create(Home.Services), "GET", "/healthz", http);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Same(services, http.RequestServices);
        Assert.Same(endpoint, http.GetEndpoint());
        Assert.Equal("host", http.Request.RouteValues["path"]);
    }

    [Fact]
    public async Task The_description_names_every_route_of_the_api_and_no_other()
    {
        var document = await JsonAsync(await GetAsync("/openapi.json"));
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).Order().ToList();
        string[] api = ["/api/", "/ingest/", "/d/", "/healthz", "/openapi.json"];
        var mapped = WebApp.Build(Home.Services, new()).Endpoints.Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Path: "/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods))
            .Where(endpoint => api.Any(prefix => endpoint.Path.StartsWith(prefix, StringComparison.Ordinal)))
            .SelectMany(endpoint => endpoint.HttpMethods.Select(method => $"{method} {endpoint.Path}")).Order().ToList();
        Assert.Equal(mapped, described);
        Assert.Contains("POST /api/{tenant}/items/{id}/decisions", described);
        Assert.Equal(29, described.Count);
    }

    [Fact]
    public async Task No_path_belongs_to_the_functions_host()
    {
        var paths = WebApp.Build(Home.Services, new()).Endpoints.Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'));
        Assert.DoesNotContain(paths, path => path.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || path.StartsWith("runtime", StringComparison.OrdinalIgnoreCase));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Every_reference_of_the_description_leads_somewhere()
    {
        var document = await JsonAsync(await GetAsync("/openapi.json"));
        var references = new List<string>();
        Collect(document, references);
        Assert.NotEmpty(references);
        foreach (var reference in references.Distinct())
        {
            var at = document;
            foreach (var step in reference[2..].Split('/'))
                Assert.True(at.TryGetProperty(step, out at) || int.TryParse(step, out _), reference);
        }
    }

    private static void Collect(System.Text.Json.JsonElement at, List<string> references)
    {
        if (at.ValueKind == System.Text.Json.JsonValueKind.Array)
        {
            foreach (var entry in at.EnumerateArray()) Collect(entry, references);
        }
        else if (at.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            foreach (var property in at.EnumerateObject())
            {
                if (property.Name == "$ref") references.Add(property.Value.GetString()!);
                Collect(property.Value, references);
            }
        }
    }

    private static async Task<HttpContext> RunAsync(RequestDelegate web, string method, string path, DefaultHttpContext? http = null)
    {
        http ??= new DefaultHttpContext { RequestServices = new Nothing() };
        http.Request.Method = method;
        http.Request.Path = path;
        http.Response.Body = new MemoryStream();
        await web(http);
        return http;
    }

    private sealed class Nothing : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
