using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>The JSON schema of tenant files, for editors. Made from the types, so that it cannot differ from what the
/// loader takes.</summary>
public static class TenantSchema
{
    /// <summary>The schema (draft 2020-12) with descriptions in German.</summary>
    public static JsonObject Create()
    {
        var schema = TenantJson.Options.GetJsonSchemaAsNode(typeof(Tenant), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Mandantendatei");
        return schema;
    }

    internal static string DescriptionOf(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true)
            .OfType<DescriptionAttribute>().FirstOrDefault()?.Description ?? string.Empty;

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(RuleValue)) node = ValueSchema();
        if (type == typeof(StatusDemand)) node = DemandSchema();
        if (type == typeof(SecretReference))
            node = new JsonObject { ["type"] = "string", ["pattern"] = "^secret:[A-Za-z0-9._-]{1,100}$" };
        if (node is not JsonObject schema) return node;

        if (context.PropertyInfo is { } property && DescriptionOf(property) is { Length: > 0 } description)
            schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject DemandSchema() => new()
    {
        ["enum"] = new JsonArray([.. ShapeReader.Words(typeof(ReviewStatusRule)).Select(word => (JsonNode?)word), true, false]),
    };

    private static JsonObject ValueSchema()
    {
        static JsonArray Scalars() => ["string", "number", "boolean"];
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = Scalars() },
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = Scalars() },
                }),
        };
    }
}
