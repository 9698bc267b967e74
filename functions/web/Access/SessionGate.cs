using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Serverless.Web.Pages;
using Serverless.Web.SignIn;

namespace Serverless.Web.Access;

/// <summary>Marks a page that needs a signed-in person of the tenant in its path.</summary>
internal sealed record NeedsSession;

/// <summary>Lets only signed-in people of the tenant in the path through.</summary>
internal sealed class SessionGate(Sessions sessions)
{
    public Task RunAsync(HttpContext http, Func<Task> next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<NeedsSession>() is null) return next();
        if (sessions.Find(http) is not { } session)
        {
            var item = ItemAddress.Around(http.Request.Path.Value);
            Redirect.To(http, item is null ? "/?ended" : $"/?ended&{ItemAddress.Field}={item.Path}");
            return Task.CompletedTask;
        }

        if (http.GetRouteValue("tenant") as string != session.Tenant.Id)
            return ErrorPages.WriteAsync(http, StatusCodes.Status404NotFound, string.Empty, string.Empty);
        http.Features.Set(session);
        return next();
    }
}

internal static class SessionOfRequest
{
    /// <summary>The session that the gate let through.</summary>
    public static Session Session(this HttpContext http) => http.Features.GetRequiredFeature<Session>();
}
