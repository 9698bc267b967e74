using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Items;

/// <summary>Why an item is restarted; it stands in the audit trail.</summary>
internal sealed record RestartBody(string? Reason);

/// <summary>The answer to a restart.</summary>
internal sealed record Restarted(string Result);

/// <summary>Repair by an operator: an item that does not move is started anew where its record stands.</summary>
internal static class RestartEndpoints
{
    private const int MaxReason = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/items/{id}/restart", RestartAsync).WithMetadata(new NeedsCaller(Permission.Operate),
            new ApiOperation("restartItem", "Einen Vorgang an seiner Station neu starten",
                "Für Vorgänge, die nicht weiterlaufen. Die Station, die Person und der Link bleiben, was sie sind; nichts "
                + "geschieht zweimal.")
            {
                RequestTypes = ["application/json"],
                RequestBody = typeof(RestartBody),
                Answers = [ApiAnswer.Json<Restarted>(200, "Neu gestartet"), .. ApiAnswer.Problems(400, 401, 403, 404, 415)],
            });

    private static async Task<Results<JsonHttpResult<Restarted>, ProblemHttpResult>> RestartAsync(
        HttpContext http, string tenant, string id, RestartBody body, WebServices services)
    {
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > MaxReason)
        {
            return Problem.BadRequest("bad-reason", "Der Grund fehlt",
                $"Nennen Sie unter „reason“, warum Sie neu starten (höchstens {MaxReason} Zeichen).");
        }

        return services.Starter is { } starter && await starter.RestartAtStationAsync(
            tenant, id, http.Caller().Person ?? "api", body.Reason.Trim(), http.RequestAborted)
                ? TypedResults.Json(new Restarted("restarted"))
                : Problem.NotFound("Diesen Vorgang gibt es nicht, oder er ist schon zu Ende.");
    }
}
