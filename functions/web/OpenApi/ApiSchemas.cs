using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Microsoft.AspNetCore.Mvc;
using Serverless.Web.Bodies;

namespace Serverless.Web.OpenApi;

/// <summary>Schemas of the very types that are serialized.</summary>
internal static class ApiSchemas
{
    private const string Root = "#/components/schemas/";

    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    };

    /// <summary>A reference to the schema of a type, which is added where it is not there yet.</summary>
    public static JsonObject Reference(Type type, JsonSerializerOptions json, JsonObject schemas)
    {
        var name = type.Name.Replace("View", string.Empty, StringComparison.Ordinal);
        if (!schemas.ContainsKey(name))
        {
            var schema = json.GetJsonSchemaAsNode(type, Exporting);
            Rebase(schema, Root + name);
            schemas[name] = schema;
        }

        return new JsonObject { ["$ref"] = Root + name };
    }

    // What comes in is described by the same attributes that it is checked by; a problem is described once for all.
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(ProblemDetails)) return Problem(isNullable: context.PropertyInfo?.IsGetNullable == true);
        if (schema is not JsonObject node) return schema;

        // A parameter that may be left out says nothing of the property: where null is no type of it, it would be wrong.
        if (node.ContainsKey("default") && node["default"] is null) node.Remove("default");
        if (node["properties"] is JsonObject)
        {
            var fields = context.TypeInfo.Properties.Where(property => BodyCheck.FieldOf(property) is not null).ToList();
            if (fields.Count > 0)
            {
                node["required"] = new JsonArray(
                    [.. fields.Where(one => BodyCheck.FieldOf(one)!.Required).Select(one => (JsonNode)one.Name)]);
                node["additionalProperties"] = false;
            }
        }

        if (context.PropertyInfo is { } property && BodyCheck.FieldOf(property) is { } field) Apply(field, node);
        return node;
    }

    private static void Apply(ApiFieldAttribute field, JsonObject node)
    {
        if (field.Required && node["type"] is JsonArray types)
            node["type"] = types.Select(type => type!.GetValue<string>()).First(type => type != "null");
        node["description"] = field.Description;
        if (field.Values is { } values) node["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
        if (field.Minimum > 0)
        {
            // Numbers are taken as numbers alone.
            node.Remove("pattern");
            node["type"] = field.Required ? "integer" : new JsonArray("integer", "null");
            node["minimum"] = field.Minimum;
            node["maximum"] = int.MaxValue;
        }

        var isList = field.MaxItems > 0;
        if (isList) node["maxItems"] = field.MaxItems;
        if (isList && field.Required) node["minItems"] = 1;
        var text = isList && node["items"] is JsonObject items && items["properties"] is null ? items : isList ? null : node;
        var longest = field.IsId ? ApiFieldAttribute.LongestId : field.MaxLength;
        if (text is null || longest == 0) return;
        text["maxLength"] = longest;
        if (field.Required || isList) text["minLength"] = 1;
    }

    private static JsonNode Problem(bool isNullable)
    {
        var reference = new JsonObject { ["$ref"] = Root + ProblemSchemas.Name };
        return isNullable
            ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;
    }

    // The exporter points at repeated types from the schema's own root; here that root lies deeper.
    private static void Rebase(JsonNode? node, string root)
    {
        if (node is JsonArray array)
        {
            foreach (var entry in array) Rebase(entry, root);
        }
        else if (node is JsonObject entries)
        {
            if (entries["$ref"] is JsonValue reference && reference.GetValue<string>() is { } to
                && to.StartsWith('#') && !to.StartsWith(Root, StringComparison.Ordinal))
                entries["$ref"] = root + to[1..];
            foreach (var (_, value) in entries) Rebase(value, root);
        }
    }
}
