using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Decisions;

/// <summary>What a person decides over the API.</summary>
/// <param name="Decision"><c>approve</c> (forward to the next station), <c>reject</c>, <c>sendBack</c>,
/// <c>forward</c>, <c>rejectToSupplier</c>; for what is at its supplier <c>replace</c>, <c>resume</c>; for an operator <c>again</c>, <c>skip</c>, <c>giveUp</c>.</param>
/// <param name="Comment">Needed for <c>reject</c>, <c>rejectToSupplier</c> and <c>resume</c>, and for <c>sendBack</c> as the tenant's settings say.</param>
/// <param name="To">See <see cref="ForwardTarget"/>.</param>
/// <param name="Status">A review status that is given with the decision.</param>
/// <param name="Revision">The item's revision that the person saw; where given, a newer one is refused.</param>
internal sealed record DecisionBody(string? Decision, string? Comment, string? To, string? Status, int? Revision)
{
    /// <summary>For <c>rejectToSupplier</c>: the rules of the findings that the supplier is told; without it all that concern
    /// the supplier.</summary>
    public IReadOnlyList<string>? Findings { get; init; }
}

/// <summary>A review status that a person gives over the API.</summary>
/// <param name="Forward">False gives it and nothing more.</param>
/// <param name="Revision">As for a decision.</param>
internal sealed record StatusBody(string? Status, string? Comment, bool? Forward, int? Revision);

/// <summary>The answer to a decision that counts.</summary>
internal sealed record DecisionAccepted(string Result, string Message);

/// <summary>The answer to a status that was given.</summary>
/// <param name="Forwarded">Whether the item went on to the next station with it; the message says why not.</param>
internal sealed record StatusAccepted(string Result, string Message, bool Forwarded);

/// <summary>Decisions over the API.</summary>
internal static class DecisionEndpoints
{
    private const string Rights = "Als die Person, der der Zugang gehört. Ihr Recht wird in diesem Augenblick geprüft; fehlt "
        + "ihr eine Berechtigung, nennt die Antwort sie (permission). Mit „revision“ wird abgelehnt, was sich seither geändert hat.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/{tenant}/items/{id}/decisions", DecideAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("decide", "Über einen Vorgang entscheiden", Rights
                + " „to“ nennt bei forward die Person („ID“ oder „person:ID“), mit „role:ID“ den Funktionsträger am Objekt des "
                + "Vorgangs oder mit „next“ die nächste Station (dasselbe wie approve); bei sendBack mit „station:N“ eine "
                + "frühere Station nach ihrer Reihenfolge, ohne Angabe die letzte; bei rejectToSupplier die Mailadresse des Lieferanten, "
                + "ohne Angabe die, von der die Rechnung kam; bei replace den Vorgang der korrigierten Rechnung. „status“ vergibt mit der Entscheidung einen Status.")
            {
                RequestTypes = ["application/json"],
                RequestBody = typeof(DecisionBody),
                Answers =
                [
                    ApiAnswer.Json<DecisionAccepted>(200, "Die Entscheidung zählt"),
                    .. ApiAnswer.Problems(400, 401, 403, 404, 409, 415),
                ],
            });
        routes.MapPost("/api/{tenant}/items/{id}/status", StatusAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("giveStatus", "Einem Vorgang einen Status geben", Rights
                + " Wo es so eingestellt ist, leitet die Vergabe an die nächste Station weiter; „forward“: false verhindert das.")
            {
                RequestTypes = ["application/json"],
                RequestBody = typeof(StatusBody),
                Answers =
                [
                    ApiAnswer.Json<StatusAccepted>(200, "Der Status ist vergeben"),
                    .. ApiAnswer.Problems(400, 401, 403, 404, 409, 415),
                ],
            });
    }

    private static async Task<Results<JsonHttpResult<DecisionAccepted>, ProblemHttpResult>> DecideAsync(
        HttpContext http, string tenant, string id, DecisionBody body, WebServices services)
    {
        if (http.Caller().Person is not { } person) return Nobody();
        var (request, wrong) = DecisionInput.Read(
            body.Decision, body.Comment, body.To, visit: null, body.Revision, "api", Address(http), body.Status, body.Findings);
        if (request is null) return Problem.BadRequest("bad-decision", "Die Entscheidung ist unvollständig", wrong!);

        var outcome = await services.Decisions.DecideAsync(tenant, id, person, request, http.RequestAborted);
        return outcome.Result == DecisionResult.Accepted
            ? TypedResults.Json(new DecisionAccepted("accepted", outcome.Message))
            : Refusal(outcome);
    }

    private static async Task<Results<JsonHttpResult<StatusAccepted>, ProblemHttpResult>> StatusAsync(
        HttpContext http, string tenant, string id, StatusBody body, WebServices services)
    {
        if (http.Caller().Person is not { } person) return Nobody();
        if (DecisionInput.Blank(body.Status) is not { } status)
            return Problem.BadRequest("bad-status", "Der Status fehlt", "Nennen Sie unter „status“ die Kennung des Status.");

        var request = new StatusRequest(
            status, DecisionInput.Blank(body.Comment), body.Forward, null, body.Revision, "api", Address(http));
        var outcome = await services.Decisions.GiveStatusAsync(tenant, id, person, request, http.RequestAborted);
        return outcome.Result == DecisionResult.Accepted
            ? TypedResults.Json(new StatusAccepted("accepted", outcome.Message, outcome.Moves))
            : Refusal(outcome);
    }

    /// <summary>A refusal as a problem that says what to do.</summary>
    public static ProblemHttpResult Refusal(DecisionOutcome outcome) => outcome.Result switch
    {
        DecisionResult.NotAllowed when outcome.Missing is { } permission => Problem.Of(
            403, "missing-permission", "Dazu fehlt die Berechtigung", outcome.Message, ("permission", PermissionNames.Id(permission))),
        DecisionResult.NotAllowed => Problem.NoAccess(outcome.Message),
        DecisionResult.NotFound => Problem.NotFound(outcome.Message),
        DecisionResult.AlreadyDecided => Problem.Of(409, "already-decided", "Darüber ist schon entschieden", outcome.Message,
            ("by", outcome.Earlier?.By), ("decision", outcome.Earlier?.Kind), ("at", outcome.Earlier?.AtUtc)),
        DecisionResult.Changed => Problem.Of(409, "changed", "Der Vorgang wurde inzwischen geändert", outcome.Message,
            ("changes", outcome.Changes)),
        _ => Problem.BadRequest("bad-decision", "Diese Entscheidung geht hier nicht", outcome.Message),
    };

    /// <summary>The network address for the log of decisions.</summary>
    public static string? Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();

    private static ProblemHttpResult Nobody() => Problem.NoAccess(
        "Entscheiden kann nur eine Person. Verwenden Sie den Schlüssel einer Person, eine Anmeldung oder den Link aus der E-Mail.");
}
