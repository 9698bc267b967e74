using System.Text.Json;

namespace Serverless.Web.Tests.OpenApi;

/// <summary>Whether values fit the schemas of a description, as far as ours go: types, listed values, limits, properties,
/// entries, references and their combinations.</summary>
internal sealed class SchemaFit(JsonElement document)
{
    /// <summary>What does not fit, each with its place.</summary>
    public IEnumerable<string> Problems(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference)) schema = Resolve(reference.GetString()!);
        if (schema.TryGetProperty("type", out var type) && !TypesOf(type).Any(one => IsOf(one, value))) yield return $"{at}: {value.GetRawText()} is no {type}";
        if (schema.TryGetProperty("enum", out var listed) && !listed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            yield return $"{at}: {value.GetRawText()} is not listed";
        foreach (var problem in Limits(schema, value, at)) yield return problem;
        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var problem in all.EnumerateArray().SelectMany(one => Problems(one, value, at))) yield return problem;
        }

        if (schema.TryGetProperty("anyOf", out var any) && any.EnumerateArray().All(one => Problems(one, value, at).Any())) yield return $"{at}: fits none";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var problem in value.EnumerateArray().SelectMany((one, i) => Problems(items, one, $"{at}[{i}]"))) yield return problem;
        }

        if (value.ValueKind != JsonValueKind.Object) yield break;
        foreach (var problem in Properties(schema, value, at)) yield return problem;
    }

    private IEnumerable<string> Properties(JsonElement schema, JsonElement value, string at)
    {
        var isKnown = schema.TryGetProperty("properties", out var properties);
        var others = schema.TryGetProperty("additionalProperties", out var found) ? found : default;
        foreach (var one in value.EnumerateObject())
        {
            if (isKnown && properties.TryGetProperty(one.Name, out var property))
            {
                foreach (var problem in Problems(property, one.Value, $"{at}.{one.Name}")) yield return problem;
            }
            else if (others.ValueKind == JsonValueKind.False)
            {
                yield return $"{at}.{one.Name} is unknown";
            }
            else if (others.ValueKind == JsonValueKind.Object)
            {
                foreach (var problem in Problems(others, one.Value, $"{at}.{one.Name}")) yield return problem;
            }
        }

        if (!schema.TryGetProperty("required", out var required)) yield break;
        foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
            yield return $"{at}.{name} is missing";
    }

    private static IEnumerable<string> Limits(JsonElement schema, JsonElement value, string at)
    {
        var (least, most, size) = value.ValueKind switch
        {
            JsonValueKind.String => ("minLength", "maxLength", (decimal)value.GetString()!.Length),
            JsonValueKind.Array => ("minItems", "maxItems", (decimal)value.GetArrayLength()),
            JsonValueKind.Number => ("minimum", "maximum", value.GetDecimal()),
            _ => (string.Empty, string.Empty, 0m),
        };
        if (schema.TryGetProperty(least, out var low) && size < low.GetDecimal()) yield return $"{at}: below {low}";
        if (schema.TryGetProperty(most, out var high) && size > high.GetDecimal()) yield return $"{at}: above {high}";
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (at, name) => at.GetProperty(name));

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetInt64(out _)),
        JsonValueKind.Array => type == "array",
        _ => type == "object",
    };
}
