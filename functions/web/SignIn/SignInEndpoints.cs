using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Access;
using Serverless.Web.Pages;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Web.SignIn;

/// <summary>Signing in by a link, and out again. Opening the link changes nothing; its button does.</summary>
internal static class SignInEndpoints
{
    private const int MaxEmail = 254;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", StartAsync);
        routes.MapPost("/signin", RequestAsync);
        routes.MapGet("/signin/{token}", ShowAsync);
        routes.MapPost("/signin/{token}", BeginAsync);
        routes.MapPost("/signout", EndAsync);
    }

    private static async Task StartAsync(HttpContext http, Sessions sessions, PageRenderer pages)
    {
        var to = ItemAddress.Read(http.Request.Query[ItemAddress.Field]);
        if (sessions.Find(http) is { } session)
        {
            Redirect.To(http, Target(session.Tenant, to));
            return;
        }

        var words = Words.Of(http.Request.Headers.AcceptLanguage);
        await pages.WriteAsync<StartPage>(http, 200, words, new()
        {
            [nameof(StartPage.Ended)] = http.Request.Query.ContainsKey("ended"),
            [nameof(StartPage.To)] = to?.Path,
        });
    }

    private static async Task RequestAsync(HttpContext http, SignInMails mails, WebOptions options, PageRenderer pages)
    {
        var words = Words.Of(http.Request.Headers.AcceptLanguage);
        var form = await FormFields.ReadAsync(http);
        var (email, to) = (form.Text("email"), ItemAddress.Read(form.Text(ItemAddress.Field)));
        if (!SameOrigin.Holds(http.Request))
        {
            await pages.MessageAsync(http, 403, words, words.ForeignFormTitle, words.ForeignFormText);
            return;
        }

        if (email is null || email.Length > MaxEmail || !email.Contains('@', StringComparison.Ordinal))
        {
            await pages.WriteAsync<StartPage>(http, 400, words, new()
            {
                [nameof(StartPage.Wrong)] = true,
                [nameof(StartPage.Email)] = email,
                [nameof(StartPage.To)] = to?.Path,
            });
            return;
        }

        await mails.RequestAsync(email, PublicAddress.Of(http, options), to, http.RequestAborted);
        await pages.MessageAsync(http, 200, words, words.SignInSentTitle, words.SignInSentText((int)options.SignInTime.TotalMinutes));
    }

    private static async Task ShowAsync(HttpContext http, string token, WebServices services, PageRenderer pages)
    {
        if (Read(token, services) is not { } link)
        {
            await RefuseAsync(http, pages);
            return;
        }

        await pages.WriteAsync<SignInPage>(http, 200, Words.Of(link.Person.Language), new()
        {
            [nameof(SignInPage.Tenant)] = link.Tenant,
            [nameof(SignInPage.Person)] = link.Person,
            [nameof(SignInPage.Action)] = "/signin/" + token,
        });
    }

    private static async Task BeginAsync(
        HttpContext http, string token, WebServices services, Sessions sessions, SignInBook book, PageRenderer pages)
    {
        // Signing somebody in under another name would be as bad as the reverse.
        if (!SameOrigin.Holds(http.Request) || Read(token, services) is not { } link
            || (link.Token.Item.Length > 0
                && !await book.UseAsync(link.Tenant.Id, link.Token.Item, link.Token.ExpiresUtc, http.RequestAborted)))
        {
            await RefuseAsync(http, pages);
            return;
        }

        sessions.Begin(http, link.Tenant.Id, link.Person.Id);
        Redirect.To(http, Target(link.Tenant, ItemAddress.OfToken(link.Tenant.Id, link.Token.Item)));
    }

    private static async Task EndAsync(HttpContext http, Sessions sessions, FormTokens forms)
    {
        if (sessions.Find(http) is { } session
            && forms.Holds(await FormFields.TextAsync(http, FormTokens.Field), session.Tenant.Id, session.Person.Id))
            Sessions.End(http);
        Redirect.To(http, "/");
    }

    /// <summary>Where a person of the tenant begins: with the item that they wanted to see, else with their inbox.</summary>
    private static string Target(WebTenant tenant, ItemAddress? to) =>
        to?.Tenant == tenant.Id ? to.Path : $"/t/{tenant.Id}/inbox";

    private static Task RefuseAsync(HttpContext http, PageRenderer pages)
    {
        var words = Words.Of(http.Request.Headers.AcceptLanguage);
        return pages.MessageAsync(http, 410, words, words.SignInBadTitle, words.SignInBadText, ("/", words.SignInAgain));
    }

    private static Link? Read(string text, WebServices services)
    {
        var tenant = TokenFormat.TenantOf(text) is { } id ? services.Tenants.Find(id) : null;
        if (tenant is null) return null;
        var reading = TokenFormat.Read(
            services.Keys.For(tenant.Id), text, tenant.Id, TokenPurpose.SignIn, services.Clock.GetUtcNow());
        return reading.IsValid && tenant.Person(reading.Token!.Person) is { Active: true } person
            ? new(tenant, person, reading.Token)
            : null;
    }

    private sealed record Link(WebTenant Tenant, WebPerson Person, Token Token);
}
