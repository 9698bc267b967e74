using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Items;

/// <summary>What a number is drawn from.</summary>
/// <param name="Range">The number range's id; needed only where there are several to choose from.</param>
internal sealed record NumberBody(string? Range);

/// <summary>A number that was drawn.</summary>
/// <param name="Property">The document property that it was written to.</param>
internal sealed record NumberDrawn(string Number, string Range, string Property, string Message);

/// <summary>Voucher numbers over the API.</summary>
internal static class NumberEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/items/{id}/number", DrawAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("drawNumber", "Die Nummer eines Belegs ziehen",
                "Auf Leitungswegen für Belege (Umbuchungen, Bescheide). Nennt der Leitungsweg einen Nummernkreis, wird nicht "
                + "gefragt. Wer noch einmal zieht, bekommt dieselbe Nummer.")
            {
                RequestTypes = ["application/json"],
                RequestBody = typeof(NumberBody),
                Answers =
                [
                    ApiAnswer.Json<NumberDrawn>(200, "Die Nummer des Vorgangs"),
                    .. ApiAnswer.Problems(400, 401, 403, 404, 409, 415),
                ],
            });

    private static async Task<Results<JsonHttpResult<NumberDrawn>, ProblemHttpResult>> DrawAsync(
        HttpContext http, string tenant, string id, NumberBody body, WebServices services)
    {
        if (http.Caller().Person is not { } person)
            return Problem.NoAccess("Eine Nummer ziehen kann nur eine Person. Verwenden Sie den Schlüssel einer Person oder eine Anmeldung.");

        var range = string.IsNullOrWhiteSpace(body.Range) ? null : body.Range.Trim();
        var outcome = await services.Numbers.DrawAsync(tenant, id, person, range, http.RequestAborted);
        return outcome.Result switch
        {
            DecisionResult.Accepted => TypedResults.Json(
                new NumberDrawn(outcome.Number!, outcome.Range!, outcome.Property!, outcome.Message)),
            DecisionResult.NotAllowed => Problem.NoAccess(outcome.Message),
            DecisionResult.NotFound => Problem.NotFound(outcome.Message),
            DecisionResult.AlreadyDecided => Problem.Of(409, "already-numbered", "Der Vorgang hat schon eine Nummer", outcome.Message),
            _ => Problem.BadRequest("bad-number-range", "So lässt sich keine Nummer ziehen", outcome.Message),
        };
    }
}
