using System.Net.Http.Headers;
using System.Text;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Intake.Documents;

/// <summary>What a file is by its bytes.</summary>
public enum DocumentKind { Empty, Pdf, Xml, Zip, Image, Mail, Html, Other }

/// <summary>Tells from the first bytes what a file is. Names and declared types are not asked.</summary>
public static class DocumentKinds
{
    private static readonly (byte[] Start, string Type)[] Images =
    [
        ([0x89, 0x50, 0x4E, 0x47], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF8"u8.ToArray(), "image/gif"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
    ];

    /// <summary>The kind of a file.</summary>
    public static DocumentKind Of(ReadOnlyMemory<byte> content)
    {
        var start = content.Span;
        if (start.IsEmpty) return DocumentKind.Empty;
        if (start.StartsWith("PK\x3\x4"u8) || start.StartsWith("PK\x5\x6"u8)) return DocumentKind.Zip;
        if (ImageType(start) is not null) return DocumentKind.Image;
        if (Markup(start) is { } markup) return markup;
        if (PdfFacts.IsPdf(start)) return DocumentKind.Pdf;
        return MimeReader.LooksLikeMessage(content) ? DocumentKind.Mail : DocumentKind.Other;
    }

    /// <summary>The media type to keep a file under: what its bytes say, else what was declared where that is well
    /// formed.</summary>
    public static string ContentType(DocumentKind kind, ReadOnlySpan<byte> content, string declared) => kind switch
    {
        DocumentKind.Pdf => "application/pdf",
        DocumentKind.Xml => "application/xml",
        DocumentKind.Zip when !declared.StartsWith("application/vnd.", StringComparison.Ordinal) => "application/zip",
        DocumentKind.Image => ImageType(content)!,
        DocumentKind.Mail => "message/rfc822",
        DocumentKind.Html => "text/html",
        _ => MediaTypeHeaderValue.TryParse(declared, out var parsed) && parsed.MediaType is { Length: <= 100 } type
            ? type.ToLowerInvariant() : "application/octet-stream",
    };

    private static string? ImageType(ReadOnlySpan<byte> start)
    {
        foreach (var (signature, type) in Images)
        {
            if (start.StartsWith(signature)) return type;
        }

        return start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8)
            ? "image/webp" : null;
    }

    private static DocumentKind? Markup(ReadOnlySpan<byte> start)
    {
        if (start.Length > 1024) start = start[..1024];
        var text = start switch
        {
            [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode.GetString(start),
            [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode.GetString(start),
            _ => Encoding.UTF8.GetString(start),
        };
        text = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length < 2 || text[0] != '<' || !(char.IsLetter(text[1]) || text[1] is '?' or '!' or '_')) return null;
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase) ? DocumentKind.Html : DocumentKind.Xml;
    }
}
