using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Serverless.Web.Pages;
using Serverless.Workflows.Archive.Documents;

namespace Serverless.Web.Problems;

/// <summary>Turns what went wrong into an answer: problem details for the API, a page for people.</summary>
internal static class ProblemGate
{
    public static async Task RunAsync(HttpContext http, Func<Task> next, ILogger log)
    {
        try
        {
            await next();
            if (!http.Response.HasStarted
                && http.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null } or { StatusCode: 416 })
            {
                http.Response.ContentLength = null;
                await AnswerAsync(http, ForStatus(http.Response.StatusCode));
            }
        }
        catch (DocumentTooLargeException tooLarge)
        {
            await RefuseAsync(http, Problem.TooLarge(tooLarge.MaxBytes));
        }
        catch (RefusedException refused)
        {
            await RefuseAsync(http, refused.Problem);
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(http, bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Problem.Of(ProblemTypes.TooLarge, "Verkleinern Sie die Sendung oder teilen Sie sie auf."),
                StatusCodes.Status415UnsupportedMediaType => Problem.WrongType(
                    http.Request.ContentType, IsForPrograms(http.Request.Path) ? "application/json" : "application/x-www-form-urlencoded"),
                _ when IsForPrograms(http.Request.Path) => Problem.Of(
                    ProblemTypes.BadRequest, "Die Anfrage ist nicht vollständig oder nicht lesbar. Prüfen Sie sie anhand von /openapi.json."),
                _ => Problem.Of(
                    ProblemTypes.BadRequest with { Title = "Das Formular ist nicht lesbar" },
                    "Es wurde nichts geändert. Gehen Sie zurück, kürzen Sie sehr lange Texte und senden Sie es noch einmal."),
            });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone; nobody is left to answer.
        }
        catch (Exception failure)
        {
            var trace = http.TraceIdentifier;
            log.LogError(failure, "Request {Method} {Route} failed ({Trace}).", http.Request.Method,
                (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText, trace);
            await RefuseAsync(http, Problem.Of(ProblemTypes.Internal,
                $"Ein Fehler im System; es ist nichts verloren. Versuchen Sie es in einigen Minuten noch einmal. Bleibt es dabei, nennen Sie Ihrem Administrator diese Nummer: {trace}."));
        }
    }

    private static async Task RefuseAsync(HttpContext http, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult problem)
    {
        // Half an answer cannot be taken back; cutting the connection tells the caller that it is not whole.
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        var headers = http.Response.Headers.Where(header => SecurityHeaders.Names.Contains(header.Key)).ToList();
        http.Response.Clear();
        foreach (var (name, value) in headers) http.Response.Headers[name] = value;
        await AnswerAsync(http, problem);
    }

    private static Task AnswerAsync(HttpContext http, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult problem) =>
        IsForPrograms(http.Request.Path)
            ? problem.ExecuteAsync(http)
            : ErrorPages.WriteAsync(http, problem.StatusCode, problem.ProblemDetails.Title!, problem.ProblemDetails.Detail!);

    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/ingest") || path.StartsWithSegments("/healthz");

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult ForStatus(int status) => status switch
    {
        404 => Problem.NotFound("Diese Adresse gibt es nicht. Prüfen Sie die Schreibweise; alle Aufrufe stehen in /openapi.json."),
        405 => Problem.Of(ProblemTypes.WrongMethod,
            "Die Adresse gibt es, aber nicht mit dieser HTTP-Methode. Die erlaubten stehen im Kopf „Allow“."),
        416 => Problem.Of(ProblemTypes.Refused with { Status = 416 }, "Der verlangte Bereich (Range) liegt hinter dem Ende. Der Kopf „Content-Range“ nennt die Länge."),
        _ => Problem.Of(ProblemTypes.Refused with { Status = status }, "Prüfen Sie die Anfrage anhand von /openapi.json."),
    };
}
