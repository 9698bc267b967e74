using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Serverless.Web.Problems;

namespace Serverless.Web.Intake;

/// <summary>A body that is streamed, never held: either to be read, or the reason why it is refused.</summary>
internal sealed record Upload(Stream Content, string ContentType, string? FileName, ProblemHttpResult? Refused)
{
    private const int MaxNameLength = 255;

    /// <summary>Looks at headers and the first bytes only.</summary>
    public static async Task<Upload> OpenAsync(
        HttpContext http, string[] accepted, long maxBytes, string expected)
    {
        var request = http.Request;
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed)
            ? parsed.MediaType.Value!.ToLowerInvariant()
            : null;
        if (request.ContentLength == 0) return Refuse(Problem.EmptyBody(expected));
        if (type is null || !accepted.Contains(type)) return Refuse(Problem.WrongType(type, accepted));
        if (request.ContentLength > maxBytes) return Refuse(Problem.TooLarge(maxBytes));

        // The limit is ours, not the server's smaller default.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;

        var first = await request.BodyReader.ReadAsync(http.RequestAborted);
        var empty = first.Buffer.IsEmpty;
        request.BodyReader.AdvanceTo(first.Buffer.Start);
        return empty
            ? Refuse(Problem.EmptyBody(expected))
            : new(new LimitedBody(request.BodyReader.AsStream(), maxBytes), type, NameOf(request), null);
    }

    private static Upload Refuse(ProblemHttpResult problem) => new(Stream.Null, string.Empty, null, problem);

    private static string? NameOf(HttpRequest request)
    {
        if (!ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition))
            return null;
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : disposition.FileName.Value?.Trim('"');
        if (name is null) return null;
        name = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))]).Trim();
        if (name.Length > MaxNameLength) name = name[..MaxNameLength];
        return name.Length == 0 ? null : name;
    }
}
