using Microsoft.AspNetCore.Http;

namespace Serverless.Web;

/// <summary>Under which address people reach this home.</summary>
internal static class PublicAddress
{
    /// <summary>Scheme and authority, without a slash at the end.</summary>
    public static string Of(HttpContext http, WebOptions options) =>
        options.PublicUrl is { } configured
            ? configured.ToString().TrimEnd('/')
            : $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";
}
