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

/// <summary>Capture and coding over the API.</summary>
internal static class EditEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/{tenant}/items/{id}", EditAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("editItem", "Felder, Verknüpfungen und Vorkontierung eines Vorgangs ändern",
                "Als die Person, bei der er liegt, oder ihre Vertretung. Alles wird gespeichert oder nichts; Befunde, Fristen und "
                + "Dubletten werden neu bestimmt. Über die Seite gespeichertes und dieses sind dasselbe.")
            {
                Body = ApiBody.Json<EditBody>(
                    ("Feld und Objekt", """{"revision":7,"fields":{"invoiceNumber":"R-17","dueDate":"2026-12-31"},"property":"47"}"""),
                    ("Vorkontieren", """{"revision":7,"coding":[{"amount":"119.00","account":"4250","costType":"10"},{"account":"4240","property":"47"}]}""")),
                Answers =
                [
                    ApiAnswer.Json<EditAccepted>(200, "Gespeichert"),
                    .. ApiAnswer.Problems(
                    [
                        .. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.BadRevision, ProblemTypes.NeedsPerson,
                        ProblemTypes.Changed, ProblemTypes.NotWaiting,
                    ]),
                ],
            });

    private static async Task<Results<JsonHttpResult<EditAccepted>, ProblemHttpResult>> EditAsync(
        HttpContext http, string tenant, string id, JsonBody<EditBody> sent, WebServices services)
    {
        if (http.Caller().Person is not { } person) return Problem.NeedsPerson("Ändern");
        var edit = sent.Value.ToEdit(DecisionEndpoints.Address(http));
        var outcome = await services.Decisions.EditAsync(tenant, id, person, edit, http.RequestAborted);
        if (outcome.Result != DecisionResult.Accepted) return Refusals.Of(outcome);
        var item = await services.Items.GetAsync(tenant, id, http.RequestAborted);
        return TypedResults.Json(new EditAccepted("accepted", outcome.Message, outcome.Changes ?? [], ItemView.Of(item!)));
    }
}

/// <summary>The answer to an edit that was saved.</summary>
/// <param name="Changes">What is different now, with what followed from it.</param>
/// <param name="Item">The item as it is now; its <c>revision</c> goes with the next edit or decision.</param>
internal sealed record EditAccepted(string Result, string Message, IReadOnlyList<FieldChange> Changes, ItemView Item);
