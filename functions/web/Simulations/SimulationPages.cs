using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Pages;
using Serverless.Web.Routes;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Simulations;

/// <summary>The page on which a candidate is tried.</summary>
internal static class SimulationPages
{
    private const int MostShown = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/t/{tenant}/simulation").WithMetadata(new NeedsSession());
        group.MapGet("", ShowAsync);
        group.MapPost("", RunAsync);
    }

    private static async Task ShowAsync(HttpContext http, WebServices services, PageRenderer pages, FormTokens forms)
    {
        if (await BeginAsync(http, services, pages, forms) is { } model) await WriteAsync(http, pages, 200, model);
    }

    private static async Task RunAsync(HttpContext http, WebServices services, PageRenderer pages, FormTokens forms)
    {
        if (await BeginAsync(http, services, pages, forms) is not { } model) return;
        var (session, words) = (model.Process.Session, Words.Of(model.Process.Session.Person.Language));
        var form = await SimulationForm.ReadAsync(http);
        model = model with { Candidate = Encoding.UTF8.GetString(form.Candidate), Since = form.Since, Route = form.Route };
        if (form.TooLarge)
        {
            await WriteAsync(http, pages, 413, model with { Problem = words.CandidateTooLarge });
            return;
        }

        if (!SameOrigin.Holds(http.Request) || !forms.Holds(form.Token, session.Tenant.Id, session.Person.Id))
        {
            await WriteAsync(http, pages, 400, model with { Problem = words.ForeignFormText });
            return;
        }

        if (string.IsNullOrWhiteSpace(model.Candidate))
        {
            await WriteAsync(http, pages, 400, model with { Problem = words.NoCandidate });
            return;
        }

        var (filter, wrong) = SimulationInput.Filter(model.Process.Tenant, form.Since, form.Route, null, form.Cursor, form.Against);
        if (filter is null)
        {
            await WriteAsync(http, pages, 400, model with { Problem = wrong });
            return;
        }

        model = model with { Against = filter.Against };
        var load = CandidateLoader.Load(form.Candidate, model.Process.Tenant);
        if (load.Tenant is not { } candidate)
        {
            await WriteAsync(http, pages, 422, model with { Problems = load.Problems });
            return;
        }

        try
        {
            var found = await SimulationRun.RunAsync(
                services, model.Process.Tenant, candidate, filter, MostShown, endWhenFull: false, http.RequestAborted);
            await WriteAsync(http, pages, 200, model with
            {
                Result = new SimulationShown(found.Looked, found.Different, found.Items, found.Lost.Count, found.Next),
            });
        }
        catch (FormatException) when (filter.Cursor is not null)
        {
            await WriteAsync(http, pages, 400, model with { Problem = words.ForeignFormText });
        }
    }

    private static async Task<SimulationModel?> BeginAsync(
        HttpContext http, WebServices services, PageRenderer pages, FormTokens forms)
    {
        var session = http.Session();
        var words = Words.Of(session.Person.Language);
        if (RouteRights.MissingToSimulate(session.Person.Permissions) is { } missing)
        {
            await pages.MessageAsync(http, 403, words, words.NoRightTitle, words.NoSimulationRight(missing.Names), ("/", words.ToInbox), session);
            return null;
        }

        if (services.Routes.Find(session.Tenant.Id) is { } tenant)
            return new SimulationModel(new ProcessModel(session, tenant), forms.Make(session.Tenant.Id, session.Person.Id));

        await ErrorPages.WriteAsync(http, StatusCodes.Status404NotFound, string.Empty, string.Empty);
        return null;
    }

    private static Task WriteAsync(HttpContext http, PageRenderer pages, int status, SimulationModel model)
    {
        var session = model.Process.Session;
        return pages.WriteAsync<SimulationPage>(http, status, Words.Of(session.Person.Language), new()
        {
            [nameof(SimulationPage.Model)] = model,
        }, session);
    }
}
