using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Intake;

namespace Serverless.Web.Intake;

/// <summary>Deliveries over HTTP.</summary>
internal static class IngestEndpoints
{
    private static readonly string[] Accepted =
        ["message/rfc822", "application/pdf", "application/xml", "text/xml", "application/zip"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/ingest/{tenant}/{source}", ReceiveAsync).WithMetadata(new ApiOperation(
            "ingest", "Eine Nachricht oder Datei anliefern",
            "Der Inhalt ist eine rohe Nachricht oder eine Datei (Name in Content-Disposition). Eine zweite Anlieferung "
            + "derselben Nachricht ergibt keinen zweiten Vorgang.")
        {
            Access = ApiAccess.IngestToken,
            Body = ApiBody.Bytes(Accepted),
            Answers =
            [
                ApiAnswer.Json<IngestView>(202, "Angenommen und gesichert"),
                .. ApiAnswer.Problems(
                    [.. ProblemTypes.OfAccess, ProblemTypes.EmptyBody, ProblemTypes.TooLarge, ProblemTypes.WrongType]),
            ],
        });

    private static async Task<Results<JsonHttpResult<IngestView>, ProblemHttpResult>> ReceiveAsync(
        HttpContext http, string tenant, string source, WebServices services, WebOptions options)
    {
        var (limit, refused) = await AdmitAsync(http, tenant, source, services, options);
        if (refused is not null) return refused;

        var upload = await Upload.OpenAsync(http, Accepted, limit, "die Nachricht oder Datei");
        if (upload.Refused is not null) return upload.Refused;

        var result = await services.Intake.ReceiveAsync(
            new Delivery(tenant, source, upload.ContentType, upload.FileName, upload.Content), http.RequestAborted);
        var address = PublicAddress.Of(http, options);
        return TypedResults.Json(
            new IngestView(
                [.. result.Items.Select(item => new IngestedItem(item.Id, $"{address}/api/{tenant}/items/{item.Id}"))],
                result.Rejected, result.Duplicates),
            statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<(long Limit, ProblemHttpResult? Refused)> AdmitAsync(
        HttpContext http, string tenant, string source, WebServices services, WebOptions options)
    {
        var caller = Bearer.Of(http.Request) is { } token
            ? await services.Credentials.IngestAsync(token, http.RequestAborted)
            : null;
        if (caller is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return (0, Problem.Unauthenticated("Senden Sie den Anlieferungsschlüssel (ingestToken) des Mandanten im Kopf „Authorization: Bearer …“."));
        }

        var found = caller.Tenant == tenant ? services.Tenants.Find(tenant) : null;
        if (found is null)
            return (0, Problem.NotFound($"Den Mandanten „{tenant}“ gibt es nicht, oder Ihr Schlüssel gehört nicht zu ihm. Prüfen Sie die Adresse /ingest/<Mandant>/<Quelle>."));
        if (found.Sources.FirstOrDefault(one => one.Id == source) is not { } place)
            return (0, Problem.NotFound($"Die Quelle „{source}“ gibt es beim Mandanten „{tenant}“ nicht, oder sie ist nicht aktiv. Die Quellen stehen in der Mandantendatei (sources)."));
        if (caller.Sources?.Contains(source) == false)
            return (0, Problem.NoAccess($"Dieser Anlieferungsschlüssel gilt nicht für die Quelle „{source}“."));
        return (place.MaxBytes ?? options.MaxDeliveryBytes, null);
    }
}
