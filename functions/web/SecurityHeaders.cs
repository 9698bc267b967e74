using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Serverless.Web;

/// <summary>What every answer says to browsers.</summary>
internal static class SecurityHeaders
{
    /// <summary>Pages run no script at all and load only from here; nobody may frame them.</summary>
    public const string PagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A document may be framed by our own pages, and can do nothing itself.</summary>
    public const string DocumentPolicy = "default-src 'none'; sandbox; frame-ancestors 'self'";

    /// <summary>A browser's PDF viewer does not start in a sandbox, and styles itself; the PDF has no part in the page.</summary>
    public const string PdfPolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

    public static FrozenSet<string> Names { get; } = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy", "Strict-Transport-Security");

    public static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
