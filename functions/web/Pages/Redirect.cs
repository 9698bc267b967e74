using Microsoft.AspNetCore.Http;

namespace Serverless.Web.Pages;

/// <summary>Sends a browser on with a GET, so that reloading repeats nothing.</summary>
internal static class Redirect
{
    public static void To(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.Request.PathBase + path;
        http.Response.ContentLength = 0;
    }
}
