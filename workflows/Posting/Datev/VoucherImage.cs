using System.Text;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Extraction.Pdf.Voucher;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>The picture of a voucher as DATEV takes it: a PDF or an image below 20 MB. A bare XML invoice is made
/// readable as a PDF.</summary>
internal static class VoucherImage
{
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The bytes and the extension that fits them, or why there is no image.</summary>
    public static async Task<(byte[]? Bytes, string Extension, string? Reason)> ReadAsync(
        DatevVoucher voucher, string name, Stream content, CancellationToken cancellation)
    {
        var bytes = await LimitedAsync(content, cancellation);
        if (bytes is null) return TooLarge(name);
        if (Extension(bytes) is { } extension) return extension == "pdf" ? Pdf(name, bytes, cancellation) : (bytes, extension, null);
        if (!LooksLikeXml(bytes))
        {
            var what = bytes.AsSpan().StartsWith("PK"u8) ? "eine ZIP-Datei" : bytes.Length == 0 ? "leer" : "weder PDF noch Bild";
            return (null, string.Empty, $"Der Beleg „{name}“ ist {what}. DATEV nimmt Belege als PDF, JPEG, PNG, TIFF, GIF oder BMP.");
        }

        var made = InvoiceVoucher.Render(voucher.Reading, new VoucherSource(name, "text/xml", bytes), new VoucherStamp(voucher.Number));
        return made.Length > MaxBytes ? TooLarge(name) : (made, "pdf", null);
    }

    private static (byte[]?, string, string?) TooLarge(string name) =>
        (null, string.Empty, $"Der Beleg „{name}“ ist größer als 20 MB; DATEV nimmt nur kleinere an.");

    private static (byte[]?, string, string?) Pdf(string name, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            return PdfFacts.Read(bytes, cancellation).NeedsPassword
                ? (null, string.Empty, $"Der Beleg „{name}“ ist durch ein Kennwort geschützt. Bitte hinterlegen Sie ihn ohne Kennwort.")
                : (bytes, "pdf", null);
        }
        catch (PdfException unreadable) when (unreadable.Problem != PdfProblem.TooLarge)
        {
            return (null, string.Empty, $"Der Beleg „{name}“ ist ein beschädigtes PDF und lässt sich nicht öffnen.");
        }
        catch (PdfException)
        {
            // Too rich to look into here is no fault of the document.
            return (bytes, "pdf", null);
        }
    }

    private static async Task<byte[]?> LimitedAsync(Stream content, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = await content.ReadAsync(chunk, cancellation)) > 0;)
        {
            if (bytes.Length + read > MaxBytes) return null;
            bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }

    private static string? Extension(ReadOnlySpan<byte> bytes)
    {
        if (PdfFacts.IsPdf(bytes)) return "pdf";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "jpg";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])) return "png";
        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8)) return "tif";
        if (bytes.StartsWith("GIF8"u8)) return "gif";
        return bytes.StartsWith("BM"u8) && bytes.Length > 26 ? "bmp" : null;
    }

    /// <summary>In any of the encodings that XML comes in: a first angle bracket, after a mark and white space.</summary>
    private static bool LooksLikeXml(byte[] bytes)
    {
        var start = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 256)).Replace("\0", string.Empty, StringComparison.Ordinal);
        return start.TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FE', '\u00FF', ' ', '\t', '\r', '\n').StartsWith('<');
    }
}
