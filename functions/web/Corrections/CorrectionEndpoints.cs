using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Bodies;
using Serverless.Web.Decisions;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;

namespace Serverless.Web.Corrections;

/// <summary>Which rejected invoice the item of the address takes the place of.</summary>
internal sealed record CorrectionBody(
    [property: ApiField("Kennung des Vorgangs, dessen Rechnung an den Lieferanten zurückgewiesen ist.", Required = true, IsId = true)]
    string? Item = null);

/// <summary>Links a corrected invoice over the API.</summary>
internal static class CorrectionEndpoints
{
    private const string ConfirmPosted = "confirmPosted";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/{tenant}/items/{id}/corrects", LinkAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("linkCorrection", "Eine korrigierte Rechnung verknüpfen",
                "Sagt, dass die Rechnung dieses Vorgangs eine ersetzt, die an den Lieferanten zurückgewiesen ist („item“). Deren "
                + "Vorgang endet damit ohne Buchung. Nennt die neue Rechnung die alte selbst, geschieht das ohne diesen Aufruf.")
            {
                Body = ApiBody.Json<CorrectionBody>(("Verknüpfen", """{"item":"6f1c0a52b0e94c2f8d6b7a1e3c5d9f00"}""")),
                Answers =
                [
                    ApiAnswer.Json<DecisionAccepted>(200, "Die Rechnungen sind verknüpft"),
                    .. ApiAnswer.Problems(
                    [
                        .. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.BadTarget, ProblemTypes.NeedsPerson,
                        ProblemTypes.NotWaiting,
                    ]),
                ],
            });
        routes.MapDelete("/api/{tenant}/items/{id}/correction", UnlinkAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("unlinkCorrection", "Die Verknüpfung mit der korrigierten Rechnung lösen",
                "Der zurückgewiesene Vorgang, der mit der Verknüpfung geendet hatte, wartet danach wieder auf seine Korrektur.")
            {
                Query =
                [
                    new(ConfirmPosted, "true, wenn die Verknüpfung gelöst werden soll, obwohl die korrigierte Rechnung schon abgeschlossen, "
                        + "gebucht oder übergeben ist (sonst „already-posted“)"),
                ],
                Answers =
                [
                    ApiAnswer.Json<DecisionAccepted>(200, "Die Verknüpfung ist gelöst"),
                    .. ApiAnswer.Problems(
                        [
                        .. ProblemTypes.OfAccess, ProblemTypes.BadFilter, ProblemTypes.NotPossible, ProblemTypes.NeedsPerson,
                        ProblemTypes.AlreadyPosted, ProblemTypes.NotWaiting,
                    ]),
                ],
            });
    }

    private static async Task<Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult>> UnlinkAsync(
        HttpContext http, string tenant, string id, WebServices services)
    {
        if (http.Caller().Person is not { } person)
            return Problem.NeedsPerson("Lösen");
        if (http.Request.Query[ConfirmPosted].ToString() is not ("" or "true" or "false"))
            return Problem.Of(ProblemTypes.BadFilter, $"„{ConfirmPosted}“ ist „true“ oder „false“.");
        var request = new UnlinkRequest("api", DecisionEndpoints.Address(http), http.Request.Query[ConfirmPosted] == "true");
        return Answer(await services.Corrections.UnlinkAsync(tenant, id, person, request, http.RequestAborted));
    }

    private static Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult> Answer(DecisionOutcome outcome) =>
        outcome.Result == DecisionResult.Accepted
            ? TypedResults.Json(new DecisionAccepted("accepted", outcome.Message))
            : Refusals.Of(outcome);

    private static async Task<Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult>> LinkAsync(
        HttpContext http, string tenant, string id, JsonBody<CorrectionBody> sent, WebServices services)
    {
        if (http.Caller().Person is not { } person)
            return Problem.NeedsPerson("Verknüpfen");
        return Answer(await services.Corrections.LinkAsync(
            tenant, id, person, new CorrectionRequest(sent.Value.Item!.Trim(), "api", DecisionEndpoints.Address(http)), http.RequestAborted));
    }
}
