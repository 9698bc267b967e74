using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Simulations;

/// <summary>The form of the simulation: the candidate as a file or as text, and which items.</summary>
/// <param name="TooLarge">Whether it was larger than a tenant file may be; then nothing of it was read.</param>
internal sealed record SimulationForm(
    string Token, byte[] Candidate, string? Since, string? Route, string? Cursor, string? Against, bool TooLarge = false)
{
    private const long MostBytes = (2L * TenantLoader.MaxBytes) + (64 * 1024);

    // Held in memory, as it is small enough; a file on disk would be something left behind.
    private static readonly FormOptions Limits = new()
    {
        BufferBody = false,
        MemoryBufferThreshold = TenantLoader.MaxBytes + 1,
        ValueCountLimit = 20,
        KeyLengthLimit = 200,
        ValueLengthLimit = TenantLoader.MaxBytes,
        MultipartBodyLengthLimit = MostBytes,
        BufferBodyLengthLimit = MostBytes,
    };

    /// <exception cref="BadHttpRequestException">It is no form.</exception>
    public static async Task<SimulationForm> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("This address takes forms only.", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MostBytes) return Refused;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        try
        {
            var form = await new FormFeature(request, Limits).ReadFormAsync(http.RequestAborted);
            var candidate = form.Files.GetFile("file") is { Length: > 0 } file
                ? await BytesAsync(file, http.RequestAborted)
                : Encoding.UTF8.GetBytes(form["candidate"].ToString());
            return candidate.Length > TenantLoader.MaxBytes ? Refused : new SimulationForm(
                form[Access.FormTokens.Field].ToString(), candidate, form["since"], form["route"], form["cursor"],
                form["against"]);
        }
        catch (InvalidDataException)
        {
            return Refused;
        }
    }

    private static SimulationForm Refused => new(string.Empty, [], null, null, null, null, TooLarge: true);

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellation)
    {
        if (file.Length > TenantLoader.MaxBytes) return new byte[TenantLoader.MaxBytes + 1];
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, cancellation);
        return copy.ToArray();
    }
}
