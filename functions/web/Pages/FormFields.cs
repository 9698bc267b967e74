using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Serverless.Web.Pages;

/// <summary>Reads the forms of our pages: small, few fields, no files.</summary>
internal static class FormFields
{
    private const int MaxBytes = 256 * 1024;

    private static readonly FormOptions Limits = new()
    {
        BufferBody = false,
        ValueCountLimit = 1000,
        KeyLengthLimit = 200,
        ValueLengthLimit = 64 * 1024,
        MultipartBodyLengthLimit = MaxBytes,
        BufferBodyLengthLimit = MaxBytes,
    };

    /// <exception cref="BadHttpRequestException">It is no form, or larger than any of ours.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("This address takes forms only.", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MaxBytes)
            throw new BadHttpRequestException("The form is too large.", StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        try
        {
            return await new FormFeature(request, Limits).ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException wrong)
        {
            throw new BadHttpRequestException("The form cannot be read.", wrong);
        }
    }

    /// <summary>One field, trimmed; null where it is absent or blank.</summary>
    public static string? Text(this IFormCollection form, string name) =>
        form[name].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public static async Task<string?> TextAsync(HttpContext http, string name) => (await ReadAsync(http)).Text(name);
}
