using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Serverless.Web.OpenApi;

/// <summary>Writes OpenAPI 3.1. Schemas are made of the very types that are serialized.</summary>
internal static class OpenApiDocument
{
    public static byte[] Write(IEnumerable<RouteEndpoint> endpoints, JsonSerializerOptions json, Uri? server)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject { [ProblemSchemas.Name] = ProblemSchemas.Problem() };
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
                    + "die sagen, was zu tun ist; ihr „type“ ist einer der im Schema „Problem“ genannten. Beträge sind "
                    + "Dezimaltext mit Punkt, Daten ISO 8601. In einem JSON-Inhalt wird jede Angabe geprüft, auch ob es sie gibt.",
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
            parameters.Add((JsonNode)Parameter(part.Name, "path", PathPart(part.Name), required: true));
        foreach (var query in operation.Query)
            parameters.Add((JsonNode)Parameter(query.Name, "query", query.Description, query.Required));

        var described = new JsonObject { ["operationId"] = operation.Id, ["summary"] = operation.Summary };
        if (operation.Description is not null) described["description"] = operation.Description;
        if (parameters.Count > 0) described["parameters"] = parameters;
        if (operation.Body is { } body) described["requestBody"] = Body(body, json, schemas);
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

    private static JsonObject Body(ApiBody body, JsonSerializerOptions json, JsonObject schemas)
    {
        var content = new JsonObject();
        foreach (var type in body.MediaTypes)
        {
            var described = new JsonObject();
            if (body.Type is { } of) described["schema"] = ApiSchemas.Reference(of, json, schemas);
            else if (body.Fields.Count > 0) described["schema"] = FormSchema(body.Fields);
            else if (body.Schema is { } schema && type.EndsWith("json", StringComparison.Ordinal)) described["schema"] = JsonNode.Parse(schema);
            if (body.Examples.Count > 0 && type.EndsWith("json", StringComparison.Ordinal)) described["examples"] = Examples(body.Examples);
            content[type] = described;
        }

        return new JsonObject { ["required"] = true, ["content"] = content };
    }

    private static JsonObject Examples(IReadOnlyList<(string Name, string Json)> examples)
    {
        var all = new JsonObject();
        for (var i = 0; i < examples.Count; i++)
            all[$"{i + 1}"] = new JsonObject { ["summary"] = examples[i].Name, ["value"] = JsonNode.Parse(examples[i].Json) };
        return all;
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
                { Body: { } body } => new JsonObject { ["schema"] = ApiSchemas.Reference(body, json, schemas) },
                { Types.Count: > 0 } => new JsonObject { ["schema"] = ProblemSchemas.OneOf(answer.Types) },
                _ => [],
            },
        },
    };

    private static JsonObject Parameter(string name, string place, string description, bool required)
    {
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["required"] = required,
            ["schema"] = new JsonObject { ["type"] = "string" },
            ["description"] = description,
        };
        return parameter;
    }

    private static string PathPart(string name) => name switch
    {
        "tenant" => "Kennung des Mandanten, zu dem der Zugang gehört",
        "id" => "Kennung des Vorgangs, 32 Hexziffern",
        "source" => "Kennung der Quelle",
        "token" => "Das Ende des Links aus der E-Mail",
        "n" => "Nummer des Dokuments, gezählt ab 1",
        _ => throw new InvalidOperationException($"The path part {name} is not described."),
    };

    private static JsonObject SecuritySchemes() => new()
    {
        ["apiToken"] = Bearer("Der API-Schlüssel des Mandanten, der liest und nie entscheidet, oder der einer Person "
            + "(./run token MANDANT PERSON), der als diese Person entscheidet, solange sie aktiv ist"),
        ["ingestToken"] = Bearer("Der Schlüssel des Mandanten für Zustellungen"),
        ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Access.Sessions.Cookie },
    };

    private static JsonObject Bearer(string description) =>
        new() { ["type"] = "http", ["scheme"] = "bearer", ["description"] = description };
}
