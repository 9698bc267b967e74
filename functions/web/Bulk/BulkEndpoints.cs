using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
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
            + "„parallelForwarding“. Derselbe Aufruf noch einmal tut nichts doppelt. Höchstens 200 Vorgänge.")
        {
            RequestTypes = ["application/json"],
            RequestBody = typeof(BulkBody),
            Answers =
            [
                ApiAnswer.Json<BulkView>(200, "Ein Ergebnis je Vorgang"), .. ApiAnswer.Problems(400, 401, 403, 404, 415),
            ],
        });

    private static async Task<Results<JsonHttpResult<BulkView>, ProblemHttpResult>> RunAsync(
        HttpContext http, BulkBody body, WebServices services)
    {
        var caller = http.Caller();
        if (caller.Person is not { } person)
        {
            return Problem.NoAccess("Entscheiden kann nur eine Person. Verwenden Sie den Schlüssel einer Person oder eine Anmeldung.");
        }

        if (body.Action == "reassign" && !caller.May(Permission.Reassign))
        {
            return Problem.Of(
                403, "missing-permission", "Dazu fehlt die Berechtigung", PermissionNames.Missing(Permission.Reassign),
                ("permission", PermissionNames.Id(Permission.Reassign)));
        }

        var entries = body.Items ?? [];
        if (entries.Any(entry => entry is null || string.IsNullOrWhiteSpace(entry.Id) || entry.Revision is not > 0))
        {
            return Bad("Jeder Eintrag in „items“ braucht „id“ und „revision“: die Zahl, die der Vorgang beim Lesen hatte. "
                + "Sie stellt sicher, dass nur entschieden wird, was Sie gesehen haben.");
        }

        var (request, wrong) = BulkInput.Read(
            services.Tenants.Find(caller.Tenant)!, body.Action,
            [.. entries.Select(entry => new BulkItem(entry!.Id!.Trim(), entry.Revision!.Value))], body.To, body.Comment, "api",
            DecisionEndpoints.Address(http));
        if (request is null) return Bad(wrong!);
        var outcome = await services.Bulk.RunAsync(caller.Tenant, person, request, http.RequestAborted);
        return TypedResults.Json(BulkView.Of(request, outcome));
    }

    private static ProblemHttpResult Bad(string detail) => Problem.BadRequest("bad-bulk", "Die Angaben sind unvollständig", detail);
}
