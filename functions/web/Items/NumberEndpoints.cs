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

namespace Serverless.Web.Items;

/// <summary>What a number is drawn from.</summary>
internal sealed record NumberBody(
    [property: ApiField("Kennung des Nummernkreises; nötig nur, wo mehrere zur Wahl stehen.", IsId = true)]
    string? Range = null);

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
                Body = ApiBody.Json<NumberBody>(
                    ("Der vorgeschlagene", "{}"), ("Ein bestimmter", """{"range":"bescheide-verwaltung"}""")),
                Answers =
                [
                    ApiAnswer.Json<NumberDrawn>(200, "Die Nummer des Vorgangs"),
                    .. ApiAnswer.Problems(
                    [
                        .. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.BadNumberRange, ProblemTypes.NeedsPerson,
                        ProblemTypes.AlreadyNumbered, ProblemTypes.NoNumber,
                    ]),
                ],
            });

    private static async Task<Results<JsonHttpResult<NumberDrawn>, ProblemHttpResult>> DrawAsync(
        HttpContext http, string tenant, string id, JsonBody<NumberBody> sent, WebServices services)
    {
        if (http.Caller().Person is not { } person)
            return Problem.NeedsPerson("Eine Nummer ziehen");

        var range = DecisionInput.Blank(sent.Value.Range);
        var outcome = await services.Numbers.DrawAsync(
            tenant, id, person, new NumberRequest(range, "api", DecisionEndpoints.Address(http)), http.RequestAborted);
        return outcome.Result == DecisionResult.Accepted
            ? TypedResults.Json(new NumberDrawn(outcome.Number!, outcome.Range!, outcome.Property!, outcome.Message))
            : Problem.Of(
                NumberRefusals.TypeOf(outcome), outcome.Message,
                outcome.Possible.Count > 0 ? [("possible", outcome.Possible)] : []);
    }
}

/// <summary>What is answered where no number is drawn, on pages as in the API.</summary>
internal static class NumberRefusals
{
    public static ProblemType TypeOf(NumberOutcome outcome) => outcome.Result switch
    {
        DecisionResult.NotAllowed => ProblemTypes.NotAllowed,
        DecisionResult.NotFound => ProblemTypes.NotFound,
        DecisionResult.AlreadyDecided => ProblemTypes.AlreadyNumbered,
        DecisionResult.Incomplete => ProblemTypes.NoNumber,
        _ => ProblemTypes.BadNumberRange,
    };
}
