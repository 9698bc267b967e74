using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Serverless.Workflows.Extraction.Einvoice.Xml;

/// <summary>Turns the bytes of an XML document into characters: by its byte order mark, else by its declaration, else as
/// UTF-8. A declaration that cannot be true is passed over with a finding, since invoices are seen that name UTF-16 or
/// an encoding that does not exist and are plain UTF-8.</summary>
internal static partial class XmlCharacters
{
    private const int DeclarationWithin = 256;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly (byte[] Mark, Encoding Encoding)[] ByteOrderMarks =
    [
        ([0xEF, 0xBB, 0xBF], Utf8),
        ([0xFF, 0xFE, 0x00, 0x00], new UTF32Encoding(false, true, true)),
        ([0x00, 0x00, 0xFE, 0xFF], new UTF32Encoding(true, true, true)),
        ([0xFF, 0xFE], new UnicodeEncoding(false, true, true)),
        ([0xFE, 0xFF], new UnicodeEncoding(true, true, true)),
    ];

    /// <summary>Whether the bytes begin like an XML document: with <c>&lt;</c> after an optional mark and blanks.</summary>
    public static bool LooksLikeXml(ReadOnlySpan<byte> bytes)
    {
        var (encoding, start) = Start(bytes);
        if (encoding is null or UTF8Encoding) return bytes[start..].TrimStart(" \t\r\n"u8).StartsWith("<"u8);
        Span<char> first = stackalloc char[64];
        var sample = bytes.Slice(start, Math.Min(64, bytes.Length - start) / 4 * 4);

        // Only a look: what is no character is refused where the document is read.
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        lenient.GetDecoder().Convert(sample, first, false, out _, out var written, out _);
        return first[..written].TrimStart().StartsWith("<");
    }

    /// <summary>Opens the document at its first character.</summary>
    /// <returns>A reader that throws <see cref="DecoderFallbackException"/> at bytes that are no characters, and the
    /// declared encoding where it was passed over.</returns>
    public static (TextReader Reader, string? PassedOver) Open(ReadOnlyMemory<byte> bytes)
    {
        var (encoding, start) = Start(bytes.Span);
        string? passedOver = null;
        if (encoding is null)
        {
            start = bytes.Length - bytes.Span[start..].TrimStart(" \t\r\n"u8).Length;
            (encoding, passedOver) = Declared(bytes.Span[start..]);
        }

        return (new StreamReader(Stream(bytes[start..]), encoding, detectEncodingFromByteOrderMarks: false), passedOver);
    }

    private static (Encoding? Encoding, int Start) Start(ReadOnlySpan<byte> bytes)
    {
        foreach (var (mark, encoding) in ByteOrderMarks)
        {
            if (bytes.StartsWith(mark)) return (encoding, mark.Length);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'<', 0])) return (new UnicodeEncoding(false, false, true), 0);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0, (byte)'<'])) return (new UnicodeEncoding(true, false, true), 0);
        return (null, 0);
    }

    private static (Encoding Encoding, string? PassedOver) Declared(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationWithin)]);
        var name = Declaration().Match(start).Groups["name"].Value;
        if (name.Length == 0 || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return (Utf8, null);
        return Named(name) is { } encoding ? (encoding, null) : (Utf8, name);
    }

    /// <summary>Null for a name that is unknown, and for the wide encodings, which these bytes cannot be in.</summary>
    private static Encoding? Named(string name)
    {
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return encoding.CodePage is 1200 or 1201 or 12000 or 12001 or 65000
                ? null
                : Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    [GeneratedRegex("""^<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[^"'>]{1,40})["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
