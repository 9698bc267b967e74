using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Web.Access;

namespace Serverless.Web.Pages;

/// <summary>Problems as pages, for people.</summary>
internal static class ErrorPages
{
    public static Task WriteAsync(HttpContext http, int status, string title, string text)
    {
        var session = http.RequestServices.GetRequiredService<Sessions>().Find(http);
        var words = session is null ? Words.Of(http.Request.Headers.AcceptLanguage) : Words.Of(session.Person.Language);
        if (status == StatusCodes.Status404NotFound) (title, text) = (words.NotFoundTitle, words.NotFoundText);
        return http.RequestServices.GetRequiredService<PageRenderer>()
            .MessageAsync(http, status, words, title, text, ("/", words.ToStart), session);
    }
}
