using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Decisions;

/// <summary>What a person decides over the API.</summary>
/// <param name="Decision"><c>approve</c>, <c>reject</c>, <c>sendBack</c>, <c>forward</c>; for an operator
/// <c>again</c>, <c>skip</c>, <c>giveUp</c>.</param>
/// <param name="Comment">Needed for <c>reject</c> and <c>sendBack</c>.</param>
/// <param name="To">For <c>forward</c>: the person's id.</param>
internal sealed record DecisionBody(string? Decision, string? Comment, string? To);

/// <summary>The answer to a decision that counts.</summary>
internal sealed record DecisionAccepted(string Result, string Message);

/// <summary>Decisions over the API.</summary>
internal static class DecisionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/items/{id}/decisions", DecideAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("decide", "Über einen Vorgang entscheiden",
                "Als die Person, der der Zugang gehört. Ihr Recht wird in diesem Augenblick geprüft.")
            {
                RequestTypes = ["application/json"],
                RequestBody = typeof(DecisionBody),
                Answers =
                [
                    ApiAnswer.Json<DecisionAccepted>(200, "Die Entscheidung zählt"),
                    .. ApiAnswer.Problems(400, 401, 403, 404, 409, 415),
                ],
            });

    private static async Task<Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult>> DecideAsync(
        HttpContext http, string tenant, string id, DecisionBody body, WebServices services)
    {
        if (http.Caller().Person is not { } person)
        {
            return Problem.NoAccess("Entscheiden kann nur eine Person. Verwenden Sie den Schlüssel einer Person, eine Anmeldung "
                + "oder den Link aus der E-Mail.");
        }

        var (request, wrong) = DecisionInput.Read(
            body.Decision, body.Comment, body.To, visit: null, revision: null, "api", Address(http));
        if (request is null) return Problem.BadRequest("bad-decision", "Die Entscheidung ist unvollständig", wrong!);

        var outcome = await services.Decisions.DecideAsync(tenant, id, person, request, http.RequestAborted);
        return outcome.Result switch
        {
            DecisionResult.Accepted => TypedResults.Json(new DecisionAccepted("accepted", outcome.Message)),
            DecisionResult.NotAllowed => Problem.NoAccess(outcome.Message),
            DecisionResult.NotFound => Problem.NotFound(outcome.Message),
            DecisionResult.AlreadyDecided => Problem.Of(409, "already-decided", "Darüber ist schon entschieden", outcome.Message),
            DecisionResult.Changed => Problem.Of(409, "changed", "Der Vorgang wurde inzwischen geändert", outcome.Message,
                ("changes", outcome.Changes)),
            _ => Problem.BadRequest("bad-decision", "Diese Entscheidung geht hier nicht", outcome.Message),
        };
    }

    /// <summary>The network address for the log of decisions.</summary>
    public static string? Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}
