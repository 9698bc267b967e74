using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Intake.Outgoing;

/// <summary>Writes UTF-8 text as quoted-printable (RFC 2045 section 6.7): CRLF, lines of at most 76 letters.</summary>
internal static class QuotedPrintable
{
    private const int LineLength = 76;

    public static string Encode(string text)
    {
        var result = new StringBuilder(text.Length + text.Length / 4);
        var first = true;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!first) result.Append("\r\n");
            first = false;
            Line(Encoding.UTF8.GetBytes(line), result);
        }

        return result.ToString();
    }

    private static void Line(byte[] line, StringBuilder result)
    {
        var length = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var last = at == line.Length - 1;
            var octet = line[at];
            // A point or "From " at the start of a line is changed by some servers on the way.
            var plain = octet is > 32 and < 127 and not (byte)'=' || (octet is 32 or 9 && !last);
            if (at == 0 && octet is ((byte)'.' or (byte)'F')) plain = false;
            var needed = plain ? 1 : 3;
            if (length + needed > LineLength - (last ? 0 : 1))
            {
                result.Append("=\r\n");
                length = 0;
                if (octet == (byte)'.')
                {
                    plain = false;
                    needed = 3;
                }
            }

            if (plain) result.Append((char)octet);
            else result.Append('=').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            length += needed;
        }
    }
}
