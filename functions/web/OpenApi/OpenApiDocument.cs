using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Web.OpenApi;

/// <summary>Writes OpenAPI 3.1. Schemas are made of the very types that are serialized.</summary>
internal static class OpenApiDocument
{
    public static byte[] Write(IEnumerable<RouteEndpoint> endpoints, JsonSerializerOptions json, Uri? server)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject { ["Problem"] = ProblemSchema() };
        foreach (var endpoint in endpoints.OrderBy(one => one.RoutePattern.RawText, StringComparer.Ordinal))
        {
            if (endpoint.Metadata.GetMetadata<ApiOperation>() is not { } operation) continue;
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            var item = paths[path] as JsonObject ?? [];
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
                item[method.ToLowerInvariant()] = Operation(endpoint, operation, json, schemas);
            paths[path] = item;
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Serverless",
                ["version"] = "1",
                ["description"] = "Rechnungs- und Postlauf für Immobilienverwaltungen. Fehler sind Problem Details (RFC 9457), "
                    + "die sagen, was zu tun ist. Beträge sind Dezimaltext mit Punkt, Daten ISO 8601.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas, ["securitySchemes"] = SecuritySchemes() },
        };
        if (server is not null)
            document["servers"] = new JsonArray(new JsonObject { ["url"] = server.ToString().TrimEnd('/') });
        return JsonSerializer.SerializeToUtf8Bytes(document, json);
    }

    private static JsonObject Operation(
        RouteEndpoint endpoint, ApiOperation operation, JsonSerializerOptions json, JsonObject schemas)
    {
        var parameters = new JsonArray();
        foreach (var part in endpoint.RoutePattern.Parameters)
            parameters.Add((JsonNode)Parameter(part.Name, "path", null, required: true));
        foreach (var query in operation.Query)
            parameters.Add((JsonNode)Parameter(query.Name, "query", query.Description, query.Required));

        var described = new JsonObject { ["operationId"] = operation.Id, ["summary"] = operation.Summary };
        if (operation.Description is not null) described["description"] = operation.Description;
        if (parameters.Count > 0) described["parameters"] = parameters;
        if (operation.RequestTypes.Count > 0) described["requestBody"] = Body(operation, json, schemas);
        var answers = new JsonObject();
        foreach (var answer in operation.Answers)
            answers[$"{answer.Status}"] = Answer(answer, json, schemas);
        described["responses"] = answers;
        described["security"] = operation.Access switch
        {
            ApiAccess.Caller => new JsonArray(new JsonObject { ["apiToken"] = new JsonArray() }, new JsonObject { ["session"] = new JsonArray() }),
            ApiAccess.IngestToken => new JsonArray(new JsonObject { ["ingestToken"] = new JsonArray() }),
            _ => [],
        };
        return described;
    }

    private static JsonObject Body(ApiOperation operation, JsonSerializerOptions json, JsonObject schemas)
    {
        var content = new JsonObject();
        foreach (var type in operation.RequestTypes)
        {
            content[type] = operation switch
            {
                { RequestBody: { } body } => new JsonObject { ["schema"] = Reference(body, json, schemas) },
                { Form.Count: > 0 } => new JsonObject { ["schema"] = FormSchema(operation.Form) },
                _ => [],
            };
        }

        return new JsonObject { ["required"] = true, ["content"] = content };
    }

    private static JsonObject FormSchema(IReadOnlyList<ApiQuery> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
            properties[field.Name] = new JsonObject { ["type"] = "string", ["description"] = field.Description };
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]),
        };
    }

    private static JsonObject Answer(ApiAnswer answer, JsonSerializerOptions json, JsonObject schemas) => new()
    {
        ["description"] = answer.Description,
        ["content"] = new JsonObject
        {
            [answer.MediaType] = answer switch
            {
                { Body: { } body } => new JsonObject { ["schema"] = Reference(body, json, schemas) },
                { MediaType: "application/problem+json" } => new JsonObject
                {
                    ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                },
                _ => [],
            },
        },
    };

    private static JsonObject Reference(Type type, JsonSerializerOptions json, JsonObject schemas)
    {
        var name = type.Name.Replace("View", string.Empty, StringComparison.Ordinal);
        if (!schemas.ContainsKey(name))
        {
            var at = "#/components/schemas/" + name;
            var schema = json.GetJsonSchemaAsNode(type, new() { TreatNullObliviousAsNonNullable = true });
            Rebase(schema, at);
            schemas[name] = schema;
        }

        return new JsonObject { ["$ref"] = "#/components/schemas/" + name };
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
            if (entries["$ref"] is JsonValue reference && reference.GetValue<string>() is { } to && to.StartsWith('#'))
                entries["$ref"] = root + to[1..];
            foreach (var (_, value) in entries) Rebase(value, root);
        }
    }

    private static JsonObject Parameter(string name, string place, string? description, bool required)
    {
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["required"] = required,
            ["schema"] = new JsonObject { ["type"] = "string" },
        };
        if (description is not null) parameter["description"] = description;
        return parameter;
    }

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["type"] = "string" },
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "Was zu tun ist" },
        },
        ["required"] = new JsonArray("type", "title", "status", "detail"),
    };

    private static JsonObject SecuritySchemes() => new()
    {
        ["apiToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
        ["ingestToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
        ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Access.Sessions.Cookie },
    };
}
