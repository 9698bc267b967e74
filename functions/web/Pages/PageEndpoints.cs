using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Bulk;
using Serverless.Web.Documents;
using Serverless.Web.Items;

namespace Serverless.Web.Pages;

/// <summary>The pages of signed-in people.</summary>
internal static class PageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/t/{tenant}").WithMetadata(new NeedsSession());
        group.MapGet("/inbox", (HttpContext http, ListPages lists) => lists.InboxAsync(http));
        group.MapGet("/items", (HttpContext http, ListPages lists) => lists.ItemsAsync(http));
        group.MapPost("/bulk", (HttpContext http, BulkPages bulk) => bulk.PostAsync(http));
        group.MapGet("/items/{id}", ShowAsync);
        group.MapPost("/items/{id}", (HttpContext http, string id, ItemDesk desk) => desk.PostAsync(http, id));
        group.MapGet("/items/{id}/documents/{n}", DocumentAsync);
        group.MapGet("/items/{id}/dossier", DossierAsync);
        group.MapPost("/items/{id}/unlink", (HttpContext http, string id, ItemDesk desk) => desk.UnlinkAsync(http, id));
        group.MapPost("/items/{id}/datev", (HttpContext http, string id, ItemDesk desk) => desk.ExportAsync(http, id));
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
}
