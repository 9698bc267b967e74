using System.Text.Json;
using System.Text.RegularExpressions;
using Serverless.Web.Problems;

namespace Serverless.Web.Tests.OpenApi;

/// <summary>The description of the API is valid OpenAPI 3.1, and names every problem.</summary>
public partial class DescriptionTests : WebHost
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object", "null"];

    [Fact]
    public async Task Every_operation_is_complete()
    {
        var document = await JsonAsync(await GetAsync("/openapi.json"));
        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        Assert.True(document.GetProperty("info").GetProperty("title").GetString()!.Length > 0 && document.GetProperty("info").GetProperty("version").GetString()!.Length > 0);
        var schemes = document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(one => one.Name).ToList();
        var ids = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            Assert.StartsWith("/", path.Name, StringComparison.Ordinal);
            foreach (var operation in path.Value.EnumerateObject().Select(one => one.Value))
            {
                ids.Add(operation.GetProperty("operationId").GetString()!);
                var parameters = operation.TryGetProperty("parameters", out var given) ? given.EnumerateArray().ToList() : [];
                Assert.Equal(
                    Placeholder().Matches(path.Name).Select(match => match.Groups[1].Value),
                    parameters.Where(one => one.GetProperty("in").GetString() == "path").Select(one => one.GetProperty("name").GetString()!));
                Assert.All(parameters, one => Assert.True(one.GetProperty("in").GetString() != "path" || one.GetProperty("required").GetBoolean()));
                Assert.All(parameters, one => Assert.NotEmpty(one.GetProperty("description").GetString()!));
                Assert.Equal(parameters.Count, parameters.Select(one => one.GetProperty("name").GetString()).Distinct().Count());
                Assert.NotEmpty(operation.GetProperty("responses").EnumerateObject());
                Assert.All(operation.GetProperty("responses").EnumerateObject(), answer =>
                {
                    Assert.Matches("^[2-5][0-9][0-9]$", answer.Name);
                    Assert.NotEmpty(answer.Value.GetProperty("description").GetString()!);
                });
                Assert.All(operation.GetProperty("security").EnumerateArray().SelectMany(one => one.EnumerateObject()), one => Assert.Contains(one.Name, schemes));
            }
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(document.GetProperty("components").GetProperty("schemas").EnumerateObject(), schema => CheckSchema(schema.Value, schema.Name));
    }

    [Fact]
    public async Task Every_default_and_every_example_fits_its_schema()
    {
        var document = await JsonAsync(await GetAsync("/openapi.json"));
        var given = Given(document, "$").ToList();
        Assert.True(given.Count > 10);
        var fit = new SchemaFit(document);
        Assert.Empty(given.SelectMany(one => fit.Problems(one.Schema, one.Value, one.At)));
        Assert.DoesNotContain(given, one => one.At.EndsWith("/default", StringComparison.Ordinal) && one.Value.ValueKind == JsonValueKind.Null);

        // It would be seen if one did not.
        var wrong = JsonDocument.Parse("""
            {
              "components": { "schemas": { "A": {
                "properties": { "to": { "type": "string", "maxLength": 3, "default": null }, "n": { "type": ["integer", "null"], "default": null } },
                "required": ["to"], "additionalProperties": false
              } } },
              "body": {
                "schema": { "$ref": "#/components/schemas/A" },
                "examples": { "1": { "value": { "to": "long" } }, "2": { "value": { "n": 1.5, "x": 1 } } }
              }
            }
            """).RootElement;
        var seen = new SchemaFit(wrong);
        Assert.Equal(5, Given(wrong, "$").SelectMany(one => seen.Problems(one.Schema, one.Value, one.At)).Count());
    }

    [Fact]
    public async Task Every_problem_is_described_and_at_the_calls_that_answer_it()
    {
        var document = await JsonAsync(await GetAsync("/openapi.json"));
        var described = document.GetProperty("components").GetProperty("schemas").GetProperty("Problem")
            .GetProperty("properties").GetProperty("type").GetProperty("enum").EnumerateArray().Select(one => one.GetString()).ToList();
        Assert.Equal(ProblemTypes.All.Select(type => type.Uri), described);
        var decide = document.GetProperty("paths").GetProperty("/api/{tenant}/items/{id}/decisions").GetProperty("post").GetProperty("responses");
        foreach (var (status, code) in new[] { ("403", "amount-limit"), ("403", "four-eyes"), ("403", "missing-permission"), ("422", "incomplete"), ("409", "changed"), ("409", "already-decided") })
        {
            Assert.Contains($"`{code}`", decide.GetProperty(status).GetProperty("description").GetString(), StringComparison.Ordinal);
            Assert.Contains(ProblemType.Prefix + code, decide.GetProperty(status).GetRawText(), StringComparison.Ordinal);
        }

        // What comes before or behind every call is described at none.
        string[] anywhere = ["refused", "internal", "wrong-method"];
        var used = document.GetProperty("paths").GetRawText();
        Assert.All(ProblemTypes.All.Where(type => !anywhere.Contains(type.Code)), type => Assert.Contains($"\"{type.Uri}\"", used, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_manual_lists_every_problem_with_its_status()
    {
        var listed = ProblemRow().Matches(await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md")))
            .Select(row => (row.Groups[1].Value, int.Parse(row.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(ProblemTypes.All.Select(type => (type.Code, type.Status)).Order(), listed.Order());
        Assert.All(ProblemTypes.All, type => Assert.True(type.Title.Length > 10 && type.Meaning.Length > 20));
    }

    /// <summary>Every default and example with the schema that it must fit: of a schema itself, or of a body beside its schema.</summary>
    private static IEnumerable<(JsonElement Schema, JsonElement Value, string At)> Given(JsonElement node, string at)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in node.EnumerateArray().SelectMany((entry, i) => Given(entry, $"{at}/{i}"))) yield return one;
        }

        if (node.ValueKind != JsonValueKind.Object) yield break;
        var schema = node.TryGetProperty("schema", out var beside) ? beside : node;
        foreach (var name in new[] { "default", "example" })
        {
            if (node.TryGetProperty(name, out var value) && !at.EndsWith("/properties", StringComparison.Ordinal)) yield return (schema, value, $"{at}/{name}");
        }

        if (node.TryGetProperty("examples", out var examples) && !at.EndsWith("/properties", StringComparison.Ordinal))
        {
            var values = examples.ValueKind == JsonValueKind.Array
                ? examples.EnumerateArray()
                : examples.EnumerateObject().Select(one => one.Value.GetProperty("value"));
            foreach (var value in values) yield return (schema, value, $"{at}/examples");
        }

        foreach (var one in node.EnumerateObject().Where(one => one.Name is not ("default" or "example" or "examples" or "enum")).SelectMany(one => Given(one.Value, $"{at}/{one.Name}")))
            yield return one;
    }

    private static void CheckSchema(JsonElement schema, string at)
    {
        if (schema.ValueKind != JsonValueKind.Object) return;
        if (schema.TryGetProperty("type", out var type))
        {
            var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!).ToList() : [type.GetString()!];
            Assert.All(types, one => Assert.Contains(one, Types));
            Assert.Equal(types.Count, types.Distinct().Count());
        }

        var properties = schema.TryGetProperty("properties", out var found) ? found.EnumerateObject().ToList() : [];
        if (schema.TryGetProperty("required", out var required))
            Assert.All(required.EnumerateArray(), name => Assert.True(properties.Any(one => one.Name == name.GetString()), $"{at}: {name}"));
        if (schema.TryGetProperty("enum", out var values))
            Assert.Equal(values.GetArrayLength(), values.EnumerateArray().Select(one => one.GetRawText()).Distinct().Count());
        foreach (var property in properties) CheckSchema(property.Value, $"{at}.{property.Name}");
        foreach (var name in new[] { "items", "additionalProperties" })
        {
            if (schema.TryGetProperty(name, out var inner)) CheckSchema(inner, $"{at}/{name}");
        }

        foreach (var name in new[] { "anyOf", "allOf", "oneOf" })
        {
            if (schema.TryGetProperty(name, out var inner)) Assert.All(inner.EnumerateArray(), one => CheckSchema(one, $"{at}/{name}"));
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Serverless.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\| `([a-z-]+)` \| ([0-9]{3}) \|", RegexOptions.Multiline)]
    private static partial Regex ProblemRow();
}
