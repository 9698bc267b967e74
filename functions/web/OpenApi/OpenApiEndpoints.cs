using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Serverless.Web.OpenApi;

/// <summary>The description of the API, made of the endpoints that are mapped.</summary>
internal static class OpenApiEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        byte[]? document = null;
        routes.MapGet("/openapi.json", (WebOptions options, IOptions<JsonOptions> json) =>
        {
            document ??= OpenApiDocument.Write(
                routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>(),
                json.Value.SerializerOptions, options.PublicUrl);
            return TypedResults.Bytes(document, "application/json");
        }).WithMetadata(new ApiOperation("openapi", "Diese Beschreibung")
        {
            Access = ApiAccess.None,
            Answers = [ApiAnswer.Bytes(200, "OpenAPI 3.1", "application/json")],
        });
    }
}
