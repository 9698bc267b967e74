using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Pages;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Routes;

/// <summary>The pages that show routes, rules, actions and fields.</summary>
internal static class RouteEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/t/{tenant}").WithMetadata(new NeedsSession());
        group.MapGet("/routes", (HttpContext http, WebServices services, PageRenderer pages) =>
            ShowAsync<RoutesPage>(http, services, pages));
        group.MapGet("/rules", (HttpContext http, WebServices services, PageRenderer pages) =>
            ShowAsync<RulesPage>(http, services, pages));
        group.MapGet("/fields", (HttpContext http, WebServices services, PageRenderer pages) =>
            ShowAsync<FieldsPage>(http, services, pages));
        group.MapGet("/routes/{id}", (HttpContext http, string id, WebServices services, PageRenderer pages) =>
            services.Routes.Find(http.Session().Tenant.Id)?.Process.Route(id) is { } route
                ? ShowAsync<RoutePage>(http, services, pages, (nameof(RoutePage.Route), route))
                : ErrorPages.WriteAsync(http, StatusCodes.Status404NotFound, string.Empty, string.Empty));
    }

    private static async Task ShowAsync<TPage>(
        HttpContext http, WebServices services, PageRenderer pages, params (string Name, object Value)[] more)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        if (!RouteRights.MaySee(session.Person.Permissions))
        {
            await pages.MessageAsync(http, 403, words, words.NoRightTitle, words.NoRoutesRight, ("/", words.ToInbox), session);
            return;
        }

        if (services.Routes.Find(session.Tenant.Id) is not { } tenant)
        {
            await ErrorPages.WriteAsync(http, StatusCodes.Status404NotFound, string.Empty, string.Empty);
            return;
        }

        var parameters = more.ToDictionary(entry => entry.Name, object? (entry) => entry.Value);
        parameters["Model"] = new ProcessModel(session, tenant)
        {
            Masters = await services.MasterData.NamesAsync(tenant.Id, RuleWords.MastersIn(tenant.Process), http.RequestAborted),
        };
        await pages.WriteAsync<TPage>(http, 200, words, parameters, session);
    }
}
