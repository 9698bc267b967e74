using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Bodies;
using Serverless.Web.Items;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Datev;

/// <summary>Which items shall go into a package.</summary>
internal sealed record DatevExportBody(
    [property: ApiField("Die Kennungen der Vorgänge, alle eines Mandanten und abgeschlossen.", Required = true, IsId = true, MaxItems = DatevEndpoints.MaxItems)]
    IReadOnlyList<string>? Items = null,
    [property: ApiField("true, wenn auch übergeben werden soll, was als anderer Vorgang derselben Rechnung schon gebucht oder übergeben ist; ohne Angabe nicht.")]
    bool? ConfirmDuplicates = null);

/// <summary>DATEV document packages.</summary>
internal static class DatevEndpoints
{
    /// <summary>As many as are made within the minute that a call may take.</summary>
    public const int MaxItems = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/{tenant}/datev/export", ExportAsync).WithMetadata(new NeedsCaller(Permission.DatevExport),
            new ApiOperation("exportDatev", "Ein DATEV-Belegpaket erstellen",
                $"Für DATEV Belegtransfer: document.xml, je Rechnung ein Ledger-XML und ihr Beleg. Höchstens {MaxItems} Vorgänge, die der Aufrufer sehen darf.")
            {
                Body = ApiBody.Json<DatevExportBody>(("Zwei Vorgänge",
                    """{"items":["6f1c0a52b0e94c2f8d6b7a1e3c5d9f00","0d4b8e7a9c3f4f5eb1a2c3d4e5f60718"]}""")),
                Answers =
                [
                    ApiAnswer.Bytes(200, "Das ZIP", "application/zip"),
                    .. ApiAnswer.Problems(
                    [
                        .. ProblemTypes.OfAccess, .. ProblemTypes.OfBody, ProblemTypes.MissingPermission, ProblemTypes.NotExportable,
                        ProblemTypes.AlreadyExported,
                    ]),
                ],
            });

    private static async Task<IResult> ExportAsync(
        HttpContext http, string tenant, JsonBody<DatevExportBody> sent, WebServices services)
    {
        var items = sent.Value.Items!.Distinct(StringComparer.Ordinal).ToList();
        var unseen = new List<DatevProblem>();
        foreach (var id in items)
        {
            if (await ItemSight.FindAsync(services, http.Caller(), id, http.RequestAborted) is null)
                unseen.Add(new DatevProblem(id, DatevPackages.NoSuchItem));
        }

        if (unseen.Count > 0) return Refused(unseen);
        var answer = await services.Datev.ExportAsync(tenant, items, sent.Value.ConfirmDuplicates == true, http.Caller(), http.RequestAborted);
        if (answer.Duplicates.Count > 0)
        {
            return Problem.Of(ProblemTypes.AlreadyExported,
                string.Join(" ", answer.Duplicates.Select(one => one.InWords))
                + " Lassen Sie die betroffenen Vorgänge weg oder bestätigen Sie ausdrücklich mit „confirmDuplicates“.",
                ("duplicates", answer.Duplicates));
        }

        return answer.Content is not null
            ? TypedResults.Stream(answer.Content, "application/zip", answer.FileName)
            : Refused(answer.Problems);
    }

    private static IResult Refused(IReadOnlyList<DatevProblem> problems) => Problem.Of(
        ProblemTypes.NotExportable,
        "Beheben Sie die genannten Punkte oder lassen Sie die betroffenen Vorgänge weg.", ("problems", problems));
}
