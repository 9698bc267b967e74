using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Intake;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Extraction;

namespace Serverless.Web.Checks;

/// <summary>The findings on an invoice.</summary>
internal sealed record CheckListView(IReadOnlyList<Check> Checks);

/// <summary>Checks without keeping anything.</summary>
internal static class CheckEndpoints
{
    private static readonly string[] Accepted = ["application/xml", "text/xml", "application/pdf"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/checks", CheckAsync).WithMetadata(new NeedsCaller(null),
            new ApiOperation("checkInvoice", "Eine Rechnung prüfen, ohne sie zu behalten")
            {
                Body = ApiBody.Bytes(Accepted),
                Answers =
                [
                    ApiAnswer.Json<CheckListView>(200, "Die Befunde; keine, wenn alles stimmt"),
                    .. ApiAnswer.Problems([.. ProblemTypes.OfAccess, ProblemTypes.EmptyBody, ProblemTypes.TooLarge, ProblemTypes.WrongType]),
                ],
            });

    private static async Task<Results<JsonHttpResult<CheckListView>, ProblemHttpResult>> CheckAsync(
        HttpContext http, WebServices services, WebOptions options)
    {
        var upload = await Upload.OpenAsync(http, Accepted, options.MaxCheckBytes, "die Rechnung (XML oder PDF)");
        if (upload.Refused is not null) return upload.Refused;
        return TypedResults.Json(
            new CheckListView(await services.Checks.CheckAsync(upload.Content, upload.ContentType, http.RequestAborted)));
    }
}
