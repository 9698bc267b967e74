using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Decodes encoded words (RFC 2047) in headers. A letter may be split over neighbouring words of one charset,
/// so their bytes are joined before they become text.</summary>
internal static class EncodedWords
{
    /// <summary>The text with every encoded word decoded; what is malformed stays as it is.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        var pending = new List<byte>();
        string? charset = null;
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf("=?", at, StringComparison.Ordinal);
            var word = start < 0 ? null : Word.At(text, start);
            if (word is null)
            {
                var end = start < 0 ? text.Length : start + 2;
                Flush();
                result.Append(text, at, end - at);
                at = end;
                continue;
            }

            var between = text.AsSpan(at, start - at);
            if (charset is null || !between.IsWhiteSpace())
            {
                Flush();
                result.Append(between);
            }

            if (charset is not null && !charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase)) Flush();
            charset = word.Charset;
            pending.AddRange(word.Bytes);
            at = word.End;
        }

        Flush();
        return result.ToString();

        void Flush()
        {
            if (charset is null) return;
            result.Append(Charsets.Decode(pending.ToArray(), charset));
            pending.Clear();
            charset = null;
        }
    }

    private sealed record Word(string Charset, byte[] Bytes, int End)
    {
        // The standard allows 75 letters; some writers never break.
        private const int Longest = 4000;

        public static Word? At(string text, int start)
        {
            var afterCharset = text.IndexOf('?', start + 2, Math.Min(100, text.Length - start - 2));
            if (afterCharset < 0 || afterCharset + 2 >= text.Length || text[afterCharset + 2] != '?') return null;
            var end = text.AsSpan(afterCharset + 3, Math.Min(Longest, text.Length - afterCharset - 3)).IndexOf("?=");
            if (end < 0) return null;
            end += afterCharset + 3;
            // RFC 2231 allows a language after the charset: =?utf-8*de?Q?...?=
            var charset = text[(start + 2)..afterCharset].Split('*')[0];
            if (charset.Length == 0 || charset.Contains(' ', StringComparison.Ordinal)) return null;
            var content = text.AsSpan(afterCharset + 3, end - afterCharset - 3);
            var octets = Encoding.Latin1.GetBytes(content.ToString());
            return char.ToUpperInvariant(text[afterCharset + 1]) switch
            {
                'B' => new Word(charset, TransferEncoding.FromBase64(octets), end + 2),
                'Q' => new Word(charset, FromQ(octets), end + 2),
                _ => null,
            };
        }

        private static byte[] FromQ(byte[] octets)
        {
            for (var index = 0; index < octets.Length; index++)
            {
                if (octets[index] == (byte)'_') octets[index] = (byte)' ';
            }

            return TransferEncoding.FromQuotedPrintable(octets, keepTrailingBlanks: true);
        }
    }
}
