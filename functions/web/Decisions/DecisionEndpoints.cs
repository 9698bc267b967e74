using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Bodies;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval;

namespace Serverless.Web.Decisions;

/// <summary>Decisions over the API.</summary>
internal static class DecisionEndpoints
{
    private const string Rights = "Als die Person, der der Zugang gehört. Ihr Recht wird in diesem Augenblick geprüft.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/{tenant}/items/{id}/decisions", DecideAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("decide", "Über einen Vorgang entscheiden", Rights
                + " Wer zu spät kommt, erfährt, wer wann was entschieden hat.")
            {
                Body = ApiBody.Json<DecisionBody>(
                    ("Freigeben", """{"decision":"approve","comment":"Passt zum Auftrag","revision":7}"""),
                    ("An eine Person", """{"decision":"forward","to":"jonas.keller","comment":"Bitte die Menge prüfen"}"""),
                    ("An den Hausverwalter des Objekts", """{"decision":"forward","to":"role:hausverwalter"}"""),
                    ("Zurück", """{"decision":"sendBack","to":"station:10","comment":"Bitte den Auftrag nachtragen"}"""),
                    ("Ablehnen", """{"decision":"reject","comment":"Die Leistung wurde nicht erbracht","status":"beanstandet"}"""),
                    ("An den Lieferanten", """{"decision":"rejectToSupplier","comment":"Bitte die Auftragsnummer ergänzen"}""")),
                Answers =
                [
                    ApiAnswer.Json<DecisionAccepted>(200, "Die Entscheidung zählt"),
                    .. ApiAnswer.Problems([.. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, .. Refusals.All]),
                ],
            });
        routes.MapPost("/api/{tenant}/items/{id}/status", StatusAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("giveStatus", "Einem Vorgang einen Status geben", Rights
                + " Wo es so eingestellt ist, leitet die Vergabe an die nächste Station weiter. Steht dem etwas im Weg, zählt "
                + "der Status, der Vorgang bleibt, und „problem“ sagt warum.")
            {
                Body = ApiBody.Json<StatusBody>(
                    ("Vergeben und weiterleiten", """{"status":"geprueft","revision":7}"""),
                    ("Nur vergeben", """{"status":"rueckfrage","comment":"Welches Objekt?","forward":false}""")),
                Answers =
                [
                    ApiAnswer.Json<StatusAccepted>(200, "Der Status ist vergeben"),
                    .. ApiAnswer.Problems(
                    [
                        .. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.BadStatus, ProblemTypes.BadComment,
                        ProblemTypes.BadRevision, ProblemTypes.NeedsPerson, ProblemTypes.AlreadyDecided, ProblemTypes.Changed,
                        ProblemTypes.NotWaiting, ProblemTypes.Busy,
                    ]),
                ],
            });
    }

    private static async Task<Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult>> DecideAsync(
        HttpContext http, string tenant, string id, JsonBody<DecisionBody> sent, WebServices services)
    {
        if (http.Caller().Person is not { } person) return Problem.NeedsPerson("Entscheiden");
        var body = sent.Value;
        var (request, wrong) = DecisionInput.Read(
            body.Decision, body.Comment, body.To, visit: null, body.Revision, "api", Address(http), body.Status,
            body.Findings, body.ConfirmPosted == true);
        if (request is null) return Refusals.Of(wrong!);

        var outcome = await services.Decisions.DecideAsync(tenant, id, person, request, http.RequestAborted);
        return outcome.Result == DecisionResult.Accepted
            ? TypedResults.Json(new DecisionAccepted("accepted", outcome.Message))
            : Refusals.Of(outcome);
    }

    private static async Task<Results<JsonHttpResult<StatusAccepted>, ProblemHttpResult>> StatusAsync(
        HttpContext http, string tenant, string id, JsonBody<StatusBody> sent, WebServices services)
    {
        if (http.Caller().Person is not { } person) return Problem.NeedsPerson("Einen Status vergeben");
        var body = sent.Value;
        var request = new StatusRequest(
            body.Status!.Trim(), DecisionInput.Blank(body.Comment), body.Forward, null, body.Revision, "api", Address(http));
        var outcome = await services.Decisions.GiveStatusAsync(tenant, id, person, request, http.RequestAborted);
        return outcome.Result == DecisionResult.Accepted
            ? TypedResults.Json(new StatusAccepted("accepted", outcome.Message, outcome.Moves, Refusals.Details(outcome.Stays)))
            : Refusals.Of(outcome);
    }

    /// <summary>The network address for the log of decisions.</summary>
    public static string? Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}
