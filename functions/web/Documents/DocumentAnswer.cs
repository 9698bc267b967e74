using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Documents;

/// <summary>What a document is sent for.</summary>
internal enum DocumentUse
{
    /// <summary>To be seen in a page: only what a browser shows without running anything.</summary>
    Show,

    /// <summary>To be kept: the type as it came in, as a download.</summary>
    Download,
}

/// <summary>
/// Sends documents of strangers to browsers. Nothing that could run or load anything is ever shown as what it is:
/// XML, HTML, SVG and mails are shown as plain text.
/// </summary>
internal static class DocumentAnswer
{
    private static readonly FrozenSet<string> Images =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "image/png", "image/jpeg", "image/gif", "image/webp");

    /// <summary>The document of that number, or null where the item has none or its bytes are gone.</summary>
    public static async Task<IResult?> OfAsync(
        HttpContext http, IDocumentStore store, Item item, string number, DocumentUse use)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            || n < 1 || n > item.Documents.Count)
            return null;

        var document = item.Documents[n - 1];
        var content = await store.OpenAsync(item.Tenant, document.Sha256, http.RequestAborted);
        if (content is null) return null;

        var shown = Shown(document.ContentType);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = IsPdf(document.ContentType) ? SecurityHeaders.PdfPolicy : SecurityHeaders.DocumentPolicy;
        var disposition = new ContentDispositionHeaderValue(
            shown is null || use == DocumentUse.Download ? "attachment" : "inline");
        disposition.SetHttpFileName(document.Name);
        headers.ContentDisposition = disposition.ToString();
        var type = use == DocumentUse.Download ? Declared(document.ContentType) : shown ?? "application/octet-stream";
        return TypedResults.Stream(content, type, enableRangeProcessing: content.CanSeek);
    }

    /// <summary>Whether a page can show it in a frame.</summary>
    public static bool CanShow(string contentType) => Shown(contentType) is not null;

    public static bool IsPdf(string contentType) => Bare(contentType).Equals("application/pdf", StringComparison.OrdinalIgnoreCase);

    public static bool IsImage(string contentType) => Images.Contains(Bare(contentType));

    private static string? Shown(string contentType)
    {
        var bare = Bare(contentType).ToLowerInvariant();
        if (bare == "application/pdf" || Images.Contains(bare)) return bare;
        return bare.StartsWith("text/", StringComparison.Ordinal) || bare.EndsWith("xml", StringComparison.Ordinal)
            || bare is "message/rfc822" or "application/json"
            ? "text/plain; charset=utf-8"
            : null;
    }

    // A type that is no type would be an invalid header.
    private static string Declared(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.ToString() : "application/octet-stream";

    private static string Bare(string contentType) => contentType.Split(';')[0].Trim();
}
