using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Documents;
using Serverless.Web.Items;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Pages;

/// <summary>The pages of signed-in people.</summary>
internal static class PageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/t/{tenant}").WithMetadata(new NeedsSession());
        group.MapGet("/inbox", InboxAsync);
        group.MapGet("/items/{id}", ShowAsync);
        group.MapPost("/items/{id}", (HttpContext http, string id, ItemDesk desk) => desk.PostAsync(http, id));
        group.MapGet("/items/{id}/documents/{n}", DocumentAsync);
        group.MapGet("/items/{id}/dossier", DossierAsync);
        group.MapPost("/items/{id}/datev", (HttpContext http, string id, ItemDesk desk) => desk.ExportAsync(http, id));
    }

    private static async Task InboxAsync(HttpContext http, WebServices services, PageRenderer pages)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        var query = http.Request.Query;
        var list = InboxModel.Parse(query["list"]);
        if (list != InboxList.Mine && !session.Person.Permissions.Contains(Permission.ReadAll))
        {
            await pages.MessageAsync(http, 403, words, words.NoRightTitle, words.NoRightText, ("/", words.ToInbox), session);
            return;
        }

        var (station, search, cursor) = (Blank(query["station"]), Blank(query["q"]), Blank(query["cursor"]));
        var page = await PageAsync(services, session, list, station, search, cursor, http.RequestAborted);
        var notice = query.ContainsKey("decided") ? words.DecisionSaved : null;
        await pages.WriteAsync<InboxPage>(http, 200, words, new()
        {
            [nameof(InboxPage.Model)] = new InboxModel(session, list, station, search, page.Items, page.Next, notice),
        }, session);
    }

    // A page of a list may be short or empty and still go on; people should not have to page through nothing.
    private static async Task<Workflows.Archive.Items.ItemPage> PageAsync(
        WebServices services, Session session, InboxList list, string? station, string? search, string? cursor,
        CancellationToken cancellation)
    {
        const int rounds = 10;
        var status = list switch
        {
            InboxList.Done => ItemStatus.Completed,
            InboxList.Rejected => ItemStatus.Rejected,
            _ => ItemStatus.Waiting,
        };
        var query = new ItemQuery(status, list == InboxList.Mine ? session.Person.Id : null, station, search, Cursor: cursor);
        for (var round = 1; ; round++)
        {
            Workflows.Archive.Items.ItemPage page;
            try
            {
                page = await services.Items.ListAsync(session.Tenant.Id, query, cancellation);
            }
            catch (FormatException) when (query.Cursor is not null && round == 1)
            {
                // A cursor of another search, as an edited address has it: begin anew.
                query = query with { Cursor = null };
                continue;
            }

            if (page.Items.Count > 0 || page.Next is null || round >= rounds) return page;
            query = query with { Cursor = page.Next };
        }
    }

    private static async Task ShowAsync(HttpContext http, string id, ItemDesk desk)
    {
        var words = Words.Of(http.Session().Person.Language);
        await desk.ShowAsync(http, id, 200, new ItemRemarks { Notice = http.Request.Query.ContainsKey("saved") ? words.Saved : null });
    }

    private static async Task<IResult> DocumentAsync(HttpContext http, string id, string n, WebServices services, ItemDesk desk) =>
        await desk.FindAsync(http, id) is { } found
            ? await DocumentAnswer.OfAsync(http, services.Documents, found.Item, n, DocumentUse.Show) ?? Results.NotFound()
            : Results.NotFound();

    private static async Task<IResult> DossierAsync(HttpContext http, string id, WebServices services, ItemDesk desk) =>
        await desk.FindAsync(http, id) is { } found
            ? await DossierAnswer.OfAsync(services, found.Item.Tenant, id, http.RequestAborted) ?? Results.NotFound()
            : Results.NotFound();

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
