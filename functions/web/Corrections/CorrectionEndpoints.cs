using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Decisions;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;

namespace Serverless.Web.Corrections;

/// <summary>Which rejected invoice the item of the address takes the place of.</summary>
/// <param name="Item">The id of the item whose invoice was rejected to the supplier.</param>
internal sealed record CorrectionBody(string? Item);

/// <summary>Links a corrected invoice over the API.</summary>
internal static class CorrectionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/{tenant}/items/{id}/corrects", LinkAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("linkCorrection", "Eine korrigierte Rechnung verknüpfen",
                "Sagt, dass die Rechnung dieses Vorgangs eine ersetzt, die an den Lieferanten zurückgewiesen ist („item“). Deren "
                + "Vorgang endet damit ohne Buchung. Nennt die neue Rechnung die alte selbst, geschieht das ohne diesen Aufruf.")
            {
                RequestTypes = ["application/json"],
                RequestBody = typeof(CorrectionBody),
                Answers =
                [
                    ApiAnswer.Json<DecisionAccepted>(200, "Die Rechnungen sind verknüpft"),
                    .. ApiAnswer.Problems(400, 401, 403, 404, 409, 415),
                ],
            });
        routes.MapDelete("/api/{tenant}/items/{id}/correction", UnlinkAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("unlinkCorrection", "Die Verknüpfung mit der korrigierten Rechnung lösen",
                "Der zurückgewiesene Vorgang, der mit der Verknüpfung geendet hatte, wartet danach wieder auf seine Korrektur.")
            {
                Answers =
                [
                    ApiAnswer.Json<DecisionAccepted>(200, "Die Verknüpfung ist gelöst"),
                    .. ApiAnswer.Problems(400, 401, 403, 404),
                ],
            });
    }

    private static async Task<Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult>> UnlinkAsync(
        HttpContext http, string tenant, string id, WebServices services)
    {
        if (http.Caller().Person is not { } person)
            return Problem.NoAccess("Lösen kann nur eine Person. Verwenden Sie den Schlüssel einer Person oder eine Anmeldung.");
        return Answer(await services.Corrections.UnlinkAsync(
            tenant, id, person, "api", DecisionEndpoints.Address(http), http.RequestAborted));
    }

    private static Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult> Answer(DecisionOutcome outcome) =>
        outcome.Result == DecisionResult.Accepted
            ? TypedResults.Json(new DecisionAccepted("accepted", outcome.Message))
            : DecisionEndpoints.Refusal(outcome);

    private static async Task<Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult>> LinkAsync(
        HttpContext http, string tenant, string id, CorrectionBody body, WebServices services)
    {
        if (http.Caller().Person is not { } person)
            return Problem.NoAccess("Verknüpfen kann nur eine Person. Verwenden Sie den Schlüssel einer Person oder eine Anmeldung.");
        if (DecisionInput.Blank(body.Item) is not { } corrects)
        {
            return Problem.BadRequest("bad-correction", "Der zurückgewiesene Vorgang fehlt",
                "Nennen Sie unter „item“ die Kennung des Vorgangs, dessen Rechnung an den Lieferanten zurückgewiesen ist.");
        }

        return Answer(await services.Corrections.LinkAsync(
            tenant, id, person, new CorrectionRequest(corrects, "api", DecisionEndpoints.Address(http)), http.RequestAborted));
    }
}
