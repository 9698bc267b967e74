using Microsoft.AspNetCore.Http;

namespace Serverless.Web.Access;

/// <summary>Whether a request that a browser sent comes from our own pages.</summary>
internal static class SameOrigin
{
    /// <summary>False where the browser says that another site sent it. Programs say nothing and pass: they have no
    /// cookie that could be abused. Our pages send no referrer, so that browsers name their origin as <c>null</c>.</summary>
    public static bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin is "" or "null"
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
