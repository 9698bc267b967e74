using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Documents;
using Serverless.Web.OpenApi;
using Serverless.Web.Problems;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Items;

/// <summary>Items, their history, documents and dossiers.</summary>
internal static class ItemEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/{tenant}/items").WithMetadata(new NeedsCaller(null));
        group.MapGet("", ListAsync).WithMetadata(new ApiOperation("listItems", "Vorgänge suchen",
            "Ein Filter wählt die Liste, die anderen sieben Seite für Seite. Wer nicht alles lesen darf, sieht, was er selbst hat, mit „status“ oder „held“, was er hatte oder entschieden hat, und mit „assignee“, was für jemanden wartet, den er gerade vertritt.")
        {
            Query =
            [
                new("status", "running, waiting, completed, rejected, failed oder cancelled"),
                new("assignee", "Kennung der Person, die den Vorgang hat"), new("station", "Name der Station"),
                new("held", "true: nur was an den Lieferanten zurückgewiesen ist und auf die korrigierte Rechnung wartet"),
                new("q", "Wörter, etwa Nummer, Lieferant, Betrag, IBAN, Auftrag oder Betreff"),
                new("cursor", "„next“ der vorigen Seite"),
            ],
            Answers = [ApiAnswer.Json<ItemListView>(200, "Eine Seite"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess, ProblemTypes.BadFilter, ProblemTypes.BadCursor])],
        });
        group.MapGet("/{id}", GetAsync).WithMetadata(new ApiOperation("getItem", "Ein Vorgang")
        {
            Answers = [ApiAnswer.Json<ItemView>(200, "Der Vorgang"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess])],
        });
        group.MapGet("/{id}/history", HistoryAsync).WithMetadata(new ApiOperation(
            "getHistory", "Entscheidungen und Protokoll eines Vorgangs")
        {
            Answers = [ApiAnswer.Json<HistoryView>(200, "Die Geschichte"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess])],
        });
        group.MapGet("/{id}/documents/{n}", DocumentAsync).WithMetadata(new ApiOperation(
            "getDocument", "Ein Dokument eines Vorgangs", "Gezählt ab 1, in der Reihenfolge von „documents“.")
        {
            Answers = [ApiAnswer.Bytes(200, "Die Bytes, wie sie eingingen", "*/*"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess])],
        });
        group.MapGet("/{id}/dossier", DossierAsync).WithMetadata(new ApiOperation(
            "getDossier", "Alles zu einem Vorgang als ZIP")
        {
            Answers = [ApiAnswer.Bytes(200, "Das ZIP", "application/zip"), .. ApiAnswer.Problems([.. ProblemTypes.OfAccess])],
        });
    }

    private static async Task<Results<JsonHttpResult<ItemListView>, ProblemHttpResult>> ListAsync(
        HttpContext http, string tenant, string? status, string? assignee, string? station, string? q, string? held, string? cursor,
        WebServices services, CancellationToken cancellation)
    {
        var caller = http.Caller();
        var isHeld = string.Equals(Blank(held), "true", StringComparison.OrdinalIgnoreCase);
        string? involved = null;
        if (!caller.May(Permission.ReadAll))
        {
            if (caller.Person is not { } person || (Blank(assignee) is { } other && other != person
                && !(await services.Decisions.StandsInForAsync(tenant, person, cancellation)).Contains(other)))
            {
                return Problem.NoAccess("Dieser Zugang darf nur sehen, was er selbst oder in Vertretung hat oder hatte. Ihr Administrator kann mehr erlauben.");
            }

            if (Blank(assignee) is null && (isHeld || Blank(status) is not null)) involved = person;
            else assignee = Blank(assignee) ?? person;
        }

        if (!isHeld && Blank(held) is { } text && !text.Equals("false", StringComparison.OrdinalIgnoreCase))
            return Problem.Of(ProblemTypes.BadFilter, "„held“ ist „true“ oder „false“.");

        ItemStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            // One name: what else the framework reads as one, such as a number or several names, is none of ours.
            if (Enum.GetNames<ItemStatus>().FirstOrDefault(name => name.Equals(status.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } known)
            {
                return Problem.Of(ProblemTypes.BadFilter,
                    "Erlaubt sind running, waiting, completed, rejected, failed und cancelled.");
            }

            wanted = Enum.Parse<ItemStatus>(known);
        }

        try
        {
            var page = await services.Items.ListAsync(tenant,
                new ItemQuery(wanted, Blank(assignee), Blank(station), Blank(q), Cursor: Blank(cursor), Held: isHeld, Involved: involved), cancellation);
            return TypedResults.Json(new ItemListView([.. page.Items.Select(ItemView.Of)], page.Next));
        }
        catch (FormatException)
        {
            return Problem.Of(ProblemTypes.BadCursor,
                "„cursor“ muss unverändert der Wert „next“ der vorigen Seite derselben Suche sein. Beginnen Sie ohne „cursor“ von vorn.");
        }
    }

    private static async Task<Results<JsonHttpResult<ItemView>, ProblemHttpResult>> GetAsync(
        HttpContext http, string id, WebServices services) =>
        await FindAsync(http, id, services) is { } item
            ? TypedResults.Json(ItemView.Of(item))
            : Problem.NoItem();

    private static async Task<Results<JsonHttpResult<HistoryView>, ProblemHttpResult>> HistoryAsync(
        HttpContext http, string id, WebServices services) =>
        await FindAsync(http, id, services) is { } item
            ? TypedResults.Json(HistoryView.Of(await services.Items.HistoryAsync(item.Tenant, id, http.RequestAborted)))
            : Problem.NoItem();

    private static async Task<IResult> DocumentAsync(
        HttpContext http, string id, string n, WebServices services) =>
        await FindAsync(http, id, services) is { } item
            ? await DocumentAnswer.OfAsync(http, services.Documents, item, n, DocumentUse.Download) ?? Problem.NotFound(
                $"Ein Dokument Nummer „{n}“ hat dieser Vorgang nicht; er hat {item.Documents.Count}, gezählt ab 1.")
            : Problem.NoItem();

    private static async Task<IResult> DossierAsync(
        HttpContext http, string id, WebServices services) =>
        await FindAsync(http, id, services) is { } item
            ? await DossierAnswer.OfAsync(services, item.Tenant, id, http.RequestAborted) ?? Problem.NoItem()
            : Problem.NoItem();

    private static Task<Item?> FindAsync(HttpContext http, string id, WebServices services) =>
        ItemSight.FindAsync(services, http.Caller(), id, http.RequestAborted);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
