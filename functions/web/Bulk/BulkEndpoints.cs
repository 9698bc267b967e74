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
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Bulk;

/// <summary>Several items with one call.</summary>
internal static class BulkEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/bulk", RunAsync).WithMetadata(new NeedsCaller(null), new ApiOperation(
            "bulk", "Mehrere Vorgänge weiterleiten oder neu zuweisen",
            "„forward“ gibt jeden frei, „reassign“ gibt jeden an seiner Station der Person „to“. Jeder Vorgang wird für sich "
            + "geprüft und hat sein eigenes Ergebnis; ob gleichzeitig oder nacheinander, sagt die globale Einstellung "
            + "„parallelForwarding“. Eine Rechnung, die mehrfach vorliegt, wird so nicht freigegeben: Ihr Ergebnis hat das Problem "
            + "duplicate. Derselbe Aufruf noch einmal tut nichts doppelt. Höchstens 200 Vorgänge.")
        {
            Body = ApiBody.Json<BulkBody>(
                ("Freigeben", """{"action":"forward","items":[{"id":"6f1c0a52b0e94c2f8d6b7a1e3c5d9f00","revision":7}],"comment":"Passt"}"""),
                ("Neu zuweisen", """{"action":"reassign","to":"jonas.keller","items":[{"id":"6f1c0a52b0e94c2f8d6b7a1e3c5d9f00","revision":7}]}""")),
            Answers =
            [
                ApiAnswer.Json<BulkView>(200, "Ein Ergebnis je Vorgang"),
                .. ApiAnswer.Problems(
                [
                    .. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.BadTarget, ProblemTypes.BadComment,
                    ProblemTypes.NeedsPerson, ProblemTypes.MissingPermission, ProblemTypes.Duplicate,
                ]),
            ],
        });

    private static async Task<Results<JsonHttpResult<BulkView>, ProblemHttpResult>> RunAsync(
        HttpContext http, JsonBody<BulkBody> sent, WebServices services)
    {
        var caller = http.Caller();
        if (caller.Person is not { } person)
            return Problem.NeedsPerson("Entscheiden");
        var body = sent.Value;
        if (body.Action == "reassign" && !caller.May(Permission.Reassign)) return Problem.MissingPermission(Permission.Reassign);

        var (request, wrong) = BulkInput.Read(
            services.Tenants.Find(caller.Tenant)!, body.Action,
            [.. body.Items!.Select(entry => new BulkItem(entry.Id!.Trim(), entry.Revision!.Value))], body.To, body.Comment, "api",
            DecisionEndpoints.Address(http));
        if (request is null) return Refusals.Of(wrong!);
        var outcome = await services.Bulk.RunAsync(caller.Tenant, person, request, http.RequestAborted);
        return TypedResults.Json(BulkView.Of(request, outcome));
    }
}
