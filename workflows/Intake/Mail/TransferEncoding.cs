namespace Serverless.Workflows.Intake.Mail;

/// <summary>Undoes content transfer encodings (RFC 2045 and uuencode), whatever junk is among them.</summary>
internal static class TransferEncoding
{
    /// <summary>The decoded bytes. 7bit, 8bit, binary and unknown encodings are left as they are.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> encoded, string encoding) => encoding switch
    {
        "base64" => FromBase64(encoded.Span),
        "quoted-printable" => FromQuotedPrintable(encoded.Span),
        "uuencode" or "x-uuencode" or "x-uue" or "uue" => FromUuencode(encoded.Span),
        _ => encoded,
    };

    /// <summary>Skips whatever is no base64 letter; padding ends a group, and another text may follow it.</summary>
    public static byte[] FromBase64(ReadOnlySpan<byte> encoded)
    {
        var decoded = new byte[encoded.Length / 4 * 3 + 3];
        int length = 0, bits = 0, count = 0;
        foreach (var octet in encoded)
        {
            var value = Base64Value(octet);
            if (value >= 0)
            {
                bits = bits << 6 | value;
                if (++count < 4) continue;
                decoded[length++] = (byte)(bits >> 16);
                decoded[length++] = (byte)(bits >> 8);
                decoded[length++] = (byte)bits;
                bits = count = 0;
            }
            else if (octet == (byte)'=')
            {
                Rest();
            }
        }

        Rest();
        return decoded.AsSpan(0, length).ToArray();

        void Rest()
        {
            if (count == 2) decoded[length++] = (byte)(bits >> 4);
            if (count == 3)
            {
                decoded[length++] = (byte)(bits >> 10);
                decoded[length++] = (byte)(bits >> 2);
            }

            bits = count = 0;
        }
    }

    /// <summary>A malformed sequence stays as it is; blanks at the end of a line are dropped, as gateways add them.</summary>
    public static byte[] FromQuotedPrintable(ReadOnlySpan<byte> encoded, bool keepTrailingBlanks = false)
    {
        var decoded = new byte[encoded.Length];
        int length = 0, blanksFrom = 0;
        for (var at = 0; at < encoded.Length; at++)
        {
            var octet = encoded[at];
            if (octet == (byte)'=')
            {
                var next = SoftBreak(encoded, at + 1);
                if (next > 0)
                {
                    at = next - 1;
                    blanksFrom = length;
                    continue;
                }

                if (at + 2 < encoded.Length && Hex(encoded[at + 1]) is >= 0 and var high
                    && Hex(encoded[at + 2]) is >= 0 and var low)
                {
                    decoded[length++] = (byte)(high << 4 | low);
                    blanksFrom = length;
                    at += 2;
                    continue;
                }
            }

            if (octet is ((byte)'\r' or (byte)'\n') && !keepTrailingBlanks) length = blanksFrom;
            decoded[length++] = octet;
            if (octet is not ((byte)' ' or (byte)'\t')) blanksFrom = length;
        }

        return decoded.AsSpan(0, length).ToArray();
    }

    /// <summary>From <c>begin</c> to <c>end</c>; without a <c>begin</c> line the whole is taken as lines.</summary>
    public static byte[] FromUuencode(ReadOnlySpan<byte> encoded)
    {
        var begin = encoded.StartsWith("begin "u8) ? 0 : encoded.IndexOf("\nbegin "u8) + 1;
        var rest = encoded[begin..];
        if (rest.StartsWith("begin "u8)) rest = AfterLine(rest);
        var decoded = new byte[rest.Length];
        var length = 0;
        while (!rest.IsEmpty)
        {
            var line = rest;
            rest = AfterLine(rest);
            line = line[..(line.Length - rest.Length)].TrimEnd("\r\n"u8);
            if (line.SequenceEqual("end"u8)) break;
            if (line.IsEmpty) continue;
            var wanted = (line[0] - 32) & 63;
            for (var at = 1; wanted > 0 && at < line.Length; at += 4, wanted -= 3)
            {
                var bits = Uu(line, at) << 18 | Uu(line, at + 1) << 12 | Uu(line, at + 2) << 6 | Uu(line, at + 3);
                for (var index = 0; index < Math.Min(3, wanted) && length < decoded.Length; index++)
                    decoded[length++] = (byte)(bits >> (16 - 8 * index));
            }
        }

        return decoded.AsSpan(0, length).ToArray();
    }

    private static int Uu(ReadOnlySpan<byte> line, int at) => at < line.Length ? (line[at] - 32) & 63 : 0;

    private static ReadOnlySpan<byte> AfterLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? [] : text[(end + 1)..];
    }

    // The position after "= CRLF", or -1 where this is no soft line break.
    private static int SoftBreak(ReadOnlySpan<byte> encoded, int at)
    {
        while (at < encoded.Length && encoded[at] is (byte)' ' or (byte)'\t' or (byte)'\r') at++;
        if (at >= encoded.Length) return at;
        return encoded[at] == (byte)'\n' ? at + 1 : -1;
    }

    private static int Hex(byte octet) => octet switch
    {
        >= (byte)'0' and <= (byte)'9' => octet - '0',
        >= (byte)'A' and <= (byte)'F' => octet - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => octet - 'a' + 10,
        _ => -1,
    };

    private static int Base64Value(byte octet) => octet switch
    {
        >= (byte)'A' and <= (byte)'Z' => octet - 'A',
        >= (byte)'a' and <= (byte)'z' => octet - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => octet - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
