using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Problems;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Access;

/// <summary>Marks an endpoint that needs a caller of the tenant in its path.</summary>
internal sealed record NeedsCaller(Permission? Permission);

/// <summary>
/// Lets only callers through whose credential belongs to the tenant in the path. It runs before anything of the
/// request is read, so that nobody without access learns more than that.
/// </summary>
internal sealed class ApiGate(WebServices services, Sessions sessions, PersonTokens people)
{
    public async Task RunAsync(HttpContext http, Func<Task> next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<NeedsCaller>() is not { } needs)
        {
            await next();
            return;
        }

        var (caller, refused) = await FindAsync(http);
        refused ??= Refuse(http, caller!, needs);
        if (refused is not null)
        {
            if (refused.StatusCode == StatusCodes.Status401Unauthorized)
                http.Response.Headers.WWWAuthenticate = "Bearer";
            await refused.ExecuteAsync(http);
            return;
        }

        http.Features.Set(caller);
        await next();
    }

    private async Task<(Caller? Caller, ProblemHttpResult? Refused)> FindAsync(HttpContext http)
    {
        if (Bearer.Of(http.Request) is { } token)
        {
            return await services.Credentials.ApiAsync(token, http.RequestAborted) is { } service
                ? (service, null)
                : people.Find(token, http.GetRouteValue("tenant") as string);
        }

        if (sessions.Find(http) is not { } session)
        {
            return (null, Problem.Unauthenticated(
                "Senden Sie einen Zugangsschlüssel im Kopf „Authorization: Bearer …“ oder melden Sie sich auf der Startseite an. " + PersonTokens.New));
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !SameOrigin.Holds(http.Request))
            return (null, Problem.NoAccess("Diese Anfrage kommt von einer fremden Seite und wird deshalb nicht ausgeführt."));
        return (new Caller(session.Tenant.Id, session.Person.Id, session.Person.Permissions), null);
    }

    private static ProblemHttpResult? Refuse(HttpContext http, Caller caller, NeedsCaller needs)
    {
        if (http.GetRouteValue("tenant") as string != caller.Tenant) return Problem.NoItem();
        if (needs.Permission is { } permission && !caller.May(permission)) return Problem.MissingPermission(permission);
        return KnownQuery.Problem(http) is { } wrong ? Problem.Of(ProblemTypes.BadFilter, wrong) : null;
    }
}

internal static class CallerOfRequest
{
    /// <summary>The caller whom the gate let through.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.GetRequiredFeature<Caller>();
}

internal static class Bearer
{
    private const string Scheme = "Bearer ";

    /// <summary>The bearer token of a request, or null.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
