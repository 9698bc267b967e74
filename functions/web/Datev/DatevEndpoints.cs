using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Datev;

/// <summary>Which items shall go into a package.</summary>
internal sealed record DatevExportBody(IReadOnlyList<string>? Items);

/// <summary>DATEV document packages.</summary>
internal static class DatevEndpoints
{
    /// <summary>As many as are made within the minute that a call may take.</summary>
    private const int MaxItems = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/datev/export", ExportAsync).WithMetadata(new NeedsCaller(Permission.DatevExport),
            new ApiOperation("exportDatev", "Ein DATEV-Belegpaket erstellen",
                $"Für DATEV Belegtransfer: document.xml, je Rechnung ein Ledger-XML und ihr Beleg. Höchstens {MaxItems} Vorgänge.")
            {
                RequestTypes = ["application/json"],
                RequestBody = typeof(DatevExportBody),
                Answers =
                [
                    ApiAnswer.Bytes(200, "Das ZIP", "application/zip"), .. ApiAnswer.Problems(400, 401, 403, 404, 415, 422),
                ],
            });

    private static async Task<IResult> ExportAsync(
        HttpContext http, string tenant, DatevExportBody body, WebServices services)
    {
        var items = body.Items?.Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (items.Count is 0 or > MaxItems || items.Any(string.IsNullOrWhiteSpace))
        {
            return Problem.BadRequest("bad-items", "Die Auswahl passt nicht",
                $"Nennen Sie unter „items“ die Kennungen von 1 bis {MaxItems} Vorgängen.");
        }

        var answer = await services.Datev.ExportAsync(tenant, items, http.Caller(), http.RequestAborted);
        return answer.Content is not null
            ? TypedResults.Stream(answer.Content, "application/zip", answer.FileName)
            : Problem.Of(422, "not-exportable", "Das Belegpaket kann so nicht erstellt werden",
                "Beheben Sie die genannten Punkte oder lassen Sie die betroffenen Vorgänge weg.", ("problems", answer.Problems));
    }
}
