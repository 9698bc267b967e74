using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Turns bytes into text where the declared charset may be missing, unknown or wrong.</summary>
internal static class Charsets
{

    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Encoding Windows1252 => Encoding.GetEncoding(1252);

    /// <summary>The text of bytes without a trustworthy declaration: UTF-8 where it is valid, else Windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes) => Utf8OrNull(bytes) ?? Windows1252.GetString(bytes);

    /// <summary>The text of bytes in the declared charset.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var encoding = Find(charset);
        // Programs write ISO 8859-1 or ASCII over what is Windows-1252 or UTF-8. Bytes that form valid UTF-8 beyond
        // ASCII are practically never anything else.
        if (encoding is null || encoding.CodePage is 65001 or 28591 or 1252 or 20127) return Guess(bytes);
        return encoding.GetString(bytes);
    }

    private static Encoding? Find(string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset)) return null;
        var name = charset.Trim().Trim('"', '\'').ToLowerInvariant();
        if (name.StartsWith("cp-", StringComparison.Ordinal) || name.StartsWith("cp", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(2), out _))
            name = "windows-" + name[2..].TrimStart('-');
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? Utf8OrNull(ReadOnlySpan<byte> bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) return null;
        return Encoding.UTF8.GetString(bytes);
    }
}
