using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Serverless.Web.Access;

namespace Serverless.Web.Pages;

/// <summary>Renders pages on the server, whole, without scripts.</summary>
internal sealed class PageRenderer(IServiceProvider provider, WebServices services, FormTokens forms)
{
    public async Task WriteAsync<TPage>(
        HttpContext http, int status, Words words, Dictionary<string, object?> parameters, Session? session = null)
        where TPage : IComponent
    {
        var frame = new Frame(words, http.Request.PathBase, session,
            session is null ? null : forms.Make(session.Tenant.Id, session.Person.Id));
        parameters["Frame"] = frame;
        await using var renderer = new HtmlRenderer(provider, services.Logging);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());

        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentLanguage = words.Language;
        await http.Response.WriteAsync("<!DOCTYPE html>\n" + html, Encoding.UTF8, http.RequestAborted);
    }

    /// <summary>A page that only says something.</summary>
    public Task MessageAsync(
        HttpContext http, int status, Words words, string title, string text, (string Href, string Label)? next = null,
        Session? session = null) => WriteAsync<MessagePage>(http, status, words, new()
        {
            [nameof(MessagePage.Heading)] = title,
            [nameof(MessagePage.Text)] = text,
            [nameof(MessagePage.Next)] = next,
        }, session);
}

/// <summary>What is around every page.</summary>
/// <param name="Base">The path under which the host mounts us, mostly empty.</param>
/// <param name="FormToken">For the button that signs out.</param>
public sealed record Frame(Words Words, string Base, Session? Session, string? FormToken);
