using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Bodies;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Items;

/// <summary>Why an item is restarted; it stands in the audit trail.</summary>
internal sealed record RestartBody(
    [property: ApiField("Warum neu gestartet wird; steht im Protokoll.", Required = true, MaxLength = RestartEndpoints.MaxReason)]
    string? Reason = null);

/// <summary>The answer to a restart.</summary>
internal sealed record Restarted(string Result);

/// <summary>Repair by an operator: an item that does not move is started anew where its record stands.</summary>
internal static class RestartEndpoints
{
    public const int MaxReason = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/items/{id}/restart", RestartAsync).WithMetadata(new NeedsCaller(Permission.Operate),
            new ApiOperation("restartItem", "Einen Vorgang an seiner Station neu starten",
                "Für Vorgänge, die nicht weiterlaufen. Die Station, die Person und der Link bleiben, was sie sind; nichts "
                + "geschieht zweimal.")
            {
                Body = ApiBody.Json<RestartBody>(("Neu starten", """{"reason":"Steht seit gestern"}""")),
                Answers =
                [
                    ApiAnswer.Json<Restarted>(200, "Neu gestartet"),
                    .. ApiAnswer.Problems([.. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.MissingPermission]),
                ],
            });

    private static async Task<Results<JsonHttpResult<Restarted>, ProblemHttpResult>> RestartAsync(
        HttpContext http, string tenant, string id, JsonBody<RestartBody> sent, WebServices services)
    {
        var reason = sent.Value.Reason!.Trim();
        if (reason.Length > MaxReason)
            return Problem.BadBody([new BodyProblem("$.reason", $"„reason“ ist zu lang: höchstens {MaxReason} Zeichen.")]);

        return services.Starter is { } starter && await starter.RestartAtStationAsync(
            tenant, id, http.Caller().Person ?? "api", reason, http.RequestAborted)
                ? TypedResults.Json(new Restarted("restarted"))
                : Problem.NotFound("Diesen Vorgang gibt es nicht, oder er ist schon zu Ende.");
    }
}
