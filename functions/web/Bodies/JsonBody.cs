using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Serverless.Web.Intake;
using Serverless.Web.Problems;

namespace Serverless.Web.Bodies;

/// <summary>The JSON body of a call, read and checked before the call begins.</summary>
internal sealed record JsonBody<T>(T Value)
    where T : class
{
    private const string Json = "application/json";
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Reads it; the name is the one that the framework looks for.</summary>
    /// <exception cref="RefusedException">It is missing, too large, of another type, no JSON, or not as described.</exception>
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext http, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        if (!IsJson(http.Request)) throw new RefusedException(Problem.WrongType(http.Request.ContentType, Json));
        // The limit is ours, not the server's: a caller that sends too much is still to read our answer.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        if (http.Request.ContentLength > MaxBytes) throw new RefusedException(Problem.TooLarge(MaxBytes));

        using var bytes = new MemoryStream();
        await new LimitedBody(http.Request.Body, MaxBytes).CopyToAsync(bytes, http.RequestAborted);
        if (bytes.Length == 0) throw new RefusedException(Problem.EmptyBody("ein JSON-Objekt, wie es /openapi.json beschreibt,"));
        using var document = Parse(bytes);
        var problems = BodyCheck.Problems(document.RootElement, typeof(T), options);
        return problems.Count > 0
            ? throw new RefusedException(Problem.BadBody(problems))
            : new JsonBody<T>(document.RootElement.Deserialize<T>(options)!);
    }

    private static JsonDocument Parse(MemoryStream bytes)
    {
        bytes.Position = 0;
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException wrong)
        {
            throw new RefusedException(Problem.BadBody([new BodyProblem(
                "$", $"Der Inhalt ist kein gültiges JSON (Zeile {wrong.LineNumber + 1}, Stelle {wrong.BytePositionInLine + 1}).")]));
        }
    }

    // JSON is UTF-8; whatever says otherwise would be read wrongly.
    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && string.Equals(type.MediaType.Value, Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || string.Equals(type.Charset.Value!.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase));
}
