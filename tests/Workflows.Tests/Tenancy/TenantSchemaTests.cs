using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Tenancy;

public class TenantSchemaTests
{
    private static readonly JsonObject Schema = TenantSchema.Create();

    [Fact]
    public void The_demo_file_fits_the_schema() => Assert.Empty(Faults(_ => { }));

    [Fact]
    public void A_wrong_file_does_not_fit_the_schema()
    {
        Assert.NotEmpty(Faults(demo => demo["settings"]!["people"]![0]!["mial"] = "x"));
        Assert.NotEmpty(Faults(demo => demo["settings"]!["people"]![0]!.AsObject().Remove("name")));
        Assert.NotEmpty(Faults(demo => demo["settings"]!["clients"]![0]!["kind"] = "other"));
        Assert.NotEmpty(Faults(demo => demo["settings"]!["sources"]![0]!["kind"] = "other"));
    }

    [Fact]
    public void Every_property_is_described()
    {
        var bare = new List<string>();
        Walk(Schema, "$", (path, node) =>
        {
            foreach (var (name, value) in node["properties"]?.AsObject() ?? [])
                if (value is JsonObject property && property["description"] is null && property["const"] is null)
                    bare.Add($"{path}.{name}");
        });
        Assert.Empty(bare);
    }

    private static List<string> Faults(Action<JsonObject> change)
    {
        var faults = new List<string>();
        Check(JsonNode.Parse(TenantLoaderTests.Changed(change)), Schema, "$", faults);
        return faults;
    }

    // As much of the schema language as the exporter writes.
    private static void Check(JsonNode? value, JsonNode? schema, string path, List<string> faults)
    {
        if (schema is JsonValue truth)
        {
            if (!truth.GetValue<bool>()) faults.Add(path + ": nothing is allowed here");
            return;
        }

        var rules = schema!.AsObject();
        if (rules["$ref"] is { } reference) Check(value, Resolve(reference.GetValue<string>()), path, faults);
        if (rules["anyOf"] is JsonArray choices && !choices.Any(choice => Fits(value, choice))) faults.Add(path + ": fits no choice");
        if (rules["type"] is { } type && !Names(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Names(type).Contains("number")))
            faults.Add($"{path}: {TypeOf(value)} instead of {type}");
        if (rules["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) faults.Add(path + ": not in enum");
        if (rules["const"] is { } only && !JsonNode.DeepEquals(only, value)) faults.Add(path + ": not the constant");
        if (rules["pattern"] is { } pattern && !Regex.IsMatch(value!.GetValue<string>(), pattern.GetValue<string>()))
            faults.Add(path + ": pattern");
        if (value is JsonArray items && rules["items"] is { } item)
            for (var i = 0; i < items.Count; i++) Check(items[i], item, $"{path}[{i}]", faults);
        if (value is not JsonObject members) return;

        foreach (var required in rules["required"]?.AsArray() ?? [])
            if (!members.ContainsKey(required!.GetValue<string>())) faults.Add($"{path}.{required} is missing");
        if (rules["properties"] is null && rules["additionalProperties"] is null) return;
        foreach (var (name, member) in members)
        {
            if (rules["properties"]?[name] is { } known) Check(member, known, $"{path}.{name}", faults);
            else if (rules["additionalProperties"] is { } others) Check(member, others, $"{path}.{name}", faults);
        }
    }

    private static bool Fits(JsonNode? value, JsonNode? schema)
    {
        var faults = new List<string>();
        Check(value, schema, "$", faults);
        return faults.Count == 0;
    }

    private static JsonNode Resolve(string reference)
    {
        JsonNode at = Schema;
        foreach (var step in reference.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at is JsonArray list ? list[int.Parse(name, null)]! : at[name]!;
        }

        return at;
    }

    private static IEnumerable<string> Names(JsonNode type) =>
        type is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()];

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => value.ToJsonString().Contains('.') ? "number" : "integer",
            _ => "boolean",
        },
    };

    private static void Walk(JsonNode? node, string path, Action<string, JsonObject> visit)
    {
        if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++) Walk(list[i], $"{path}[{i}]", visit);
        if (node is not JsonObject members) return;
        visit(path, members);
        foreach (var (name, member) in members) Walk(member, $"{path}.{name}", visit);
    }
}
