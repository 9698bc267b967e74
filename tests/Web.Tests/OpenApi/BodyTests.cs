using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Tests.Home;
using Serverless.Web.Problems;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Tests.OpenApi;

/// <summary>What the description says of each body is what the call does: driven by the description itself.</summary>
public class BodyTests : WebHost
{
    private const string BadRequest = ProblemType.Prefix + "bad-request";

    /// <summary>Every call whose body has a schema of ours, with each example of it.</summary>
    private async Task<List<(Call Call, JsonObject Schema, JsonObject Example)>> BodiesAsync()
    {
        var document = JsonNode.Parse(await (await GetAsync("/openapi.json")).Content.ReadAsStringAsync())!;
        var all = new List<(Call, JsonObject, JsonObject)>();
        foreach (var (path, method, operation) in document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Select(method => (path.Key, method.Key, method.Value))))
        {
            if (operation!["requestBody"]?["content"]?["application/json"] is not JsonObject content
                || content["schema"]?["$ref"]?.GetValue<string>() is not { } reference)
                continue;
            var schema = document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!.AsObject();
            Assert.NotEmpty(content["examples"]!.AsObject());
            all.AddRange(content["examples"]!.AsObject().Select(example => (new Call(method.ToUpperInvariant(), path), schema, example.Value!["value"]!.AsObject())));
        }

        return all;
    }

    /// <summary>The places of an example that the schema has properties for: the whole, and the first entry of each list.</summary>
    private static IEnumerable<(Func<JsonObject, JsonObject> Find, JsonObject Schema, string Path)> Places(JsonObject schema, JsonObject example)
    {
        yield return (body => body, schema, "$");
        foreach (var (name, property) in schema["properties"]!.AsObject())
        {
            if (property!["items"]?["properties"] is not null && example[name] is JsonArray)
                yield return (body => body[name]![0]!.AsObject(), property["items"]!.AsObject(), $"$.{name}[0]");
        }
    }

    private Task<HttpResponseMessage> PostAsync(Call call, JsonNode? body) => SendAsync(
        HttpMethod.Parse(call.Method), call.Path.Replace("{tenant}", "demo", StringComparison.Ordinal).Replace("{id}", $"{1:x32}", StringComparison.Ordinal),
        Body(body?.ToJsonString() ?? "null", "application/json"), FakeHome.PersonToken);

    private static async Task<bool> IsRefusedAsync(HttpResponseMessage answer, string? at = null)
    {
        if (answer.StatusCode != HttpStatusCode.BadRequest) return false;
        var problem = await JsonAsync(answer);
        if (problem.GetProperty("type").GetString() != BadRequest) return false;
        Assert.All(problem.GetProperty("problems").EnumerateArray(), one => Assert.True(one.GetProperty("text").GetString()!.Length > 20));
        if (at is not null) Assert.Contains(at, problem.GetProperty("problems").EnumerateArray().Select(one => one.GetProperty("path").GetString()));
        return true;
    }

    [Fact]
    public async Task Every_body_has_examples_that_are_taken()
    {
        SampleItems.Invoice(Home);
        var bodies = await BodiesAsync();
        Assert.Equal(
            ["/api/{tenant}/absences", "/api/{tenant}/absences/{id}", "/api/{tenant}/absences/{id}/end", "/api/{tenant}/bulk", "/api/{tenant}/datev/export", "/api/{tenant}/items/{id}", "/api/{tenant}/items/{id}/corrects", "/api/{tenant}/items/{id}/decisions", "/api/{tenant}/items/{id}/number", "/api/{tenant}/items/{id}/restart", "/api/{tenant}/items/{id}/status"],
            bodies.Select(body => body.Call.Path).Distinct().Order(StringComparer.Ordinal));
        foreach (var (path, _, example) in bodies)
            Assert.False(await IsRefusedAsync(await PostAsync(path, example)), $"{path} {example}");
    }

    [Fact]
    public async Task Exactly_what_is_required_is_refused_where_it_is_missing()
    {
        SampleItems.Invoice(Home);
        var checkedProperties = 0;
        foreach (var (path, schema, example) in await BodiesAsync())
        {
            foreach (var (find, described, place) in Places(schema, example))
            {
                var required = described["required"]!.AsArray().Select(name => name!.GetValue<string>()).ToList();
                foreach (var (name, property) in described["properties"]!.AsObject())
                {
                    checkedProperties++;
                    var without = example.DeepClone().AsObject();
                    find(without).Remove(name);
                    Assert.True(
                        required.Contains(name) == await IsRefusedAsync(await PostAsync(path, without), required.Contains(name) ? $"{place}.{name}" : null),
                        $"{path}: {name} left out");
                    var empty = example.DeepClone().AsObject();
                    find(empty)[name] = null;
                    Assert.True(IsNullable(property!) != await IsRefusedAsync(await PostAsync(path, empty)), $"{path}: {name} null");
                    Assert.Equal(required.Contains(name), !IsNullable(property!));
                }
            }
        }

        Assert.True(checkedProperties > 30);
    }

    [Fact]
    public async Task Another_type_an_unknown_value_and_an_unknown_name_are_refused_with_their_place()
    {
        SampleItems.Invoice(Home);
        foreach (var (path, schema, example) in await BodiesAsync())
        {
            foreach (var (find, described, place) in Places(schema, example))
            {
                Assert.False(described["additionalProperties"]!.GetValue<bool>());
                var more = example.DeepClone().AsObject();
                find(more)["comentar"] = "x";
                Assert.True(await IsRefusedAsync(await PostAsync(path, more), place), $"{path}");
                foreach (var (name, property) in described["properties"]!.AsObject())
                {
                    Assert.NotEmpty(property!["description"]!.GetValue<string>());
                    foreach (var wrong in Wrong(property))
                    {
                        var changed = example.DeepClone().AsObject();
                        find(changed)[name] = wrong;
                        Assert.True(await IsRefusedAsync(await PostAsync(path, changed)), $"{path}: {name} = {wrong?.ToJsonString()}");
                    }
                }
            }
        }
    }

    [Fact]
    public async Task The_example_of_a_simulation_is_a_candidate_of_the_demo_tenant()
    {
        var document = JsonNode.Parse(await (await GetAsync("/openapi.json")).Content.ReadAsStringAsync())!;
        var example = document["paths"]!["/api/{tenant}/simulations"]!["post"]!["requestBody"]!["content"]!["application/json"]!["examples"]!["1"]!["value"]!;
        var folder = Directory.CreateTempSubdirectory("demo-");
        try
        {
            DemoTenant.WriteTo(folder.FullName);
            var files = new TenantFiles(folder.FullName);
            Assert.Empty(files.Reload().SelectMany(one => one.Value));
            var load = CandidateLoader.Load(JsonSerializer.SerializeToUtf8Bytes(example), files.Find(DemoTenant.Id)!);
            Assert.Empty(load.Problems);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Call(string Method, string Path);

    private static bool IsNullable(JsonNode property) =>
        property["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");

    private static IEnumerable<JsonNode?> Wrong(JsonNode property)
    {
        var type = property["type"] is JsonArray types ? types[0]!.GetValue<string>() : property["type"]!.GetValue<string>();
        if (type != "string") yield return "text";
        if (type != "boolean") yield return true;
        if (type != "integer") yield return 7;
        if (type != "array") yield return new JsonArray();
        yield return new JsonObject { ["a"] = 1 };
        if (type == "integer")
        {
            yield return 0;
            yield return -1;
            yield return 1.5;
            yield return 2147483648;
            yield return 1e300;
            yield return "7";
        }

        if (property["enum"] is not null)
        {
            yield return "aprove";
            yield return "";
        }

        if (property["maxLength"] is { } longest && longest.GetValue<int>() < 1000) yield return new string('x', longest.GetValue<int>() + 1);
        if (type == "array")
        {
            if (property["minItems"] is not null) yield return new JsonArray();
            yield return new JsonArray((JsonNode?)null);
            yield return new JsonArray(7);
            yield return new JsonArray([.. Enumerable.Range(1, property["maxItems"]!.GetValue<int>() + 1).Select(n => (JsonNode)$"{n}")]);
        }
    }
}
