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
            var plain = octet is > 32 and < 127 and not (byte)'=' || (octet is 32 or 9 && !last);
            if (length + (plain ? 1 : 3) > LineLength - (last ? 0 : 1))
            {
                result.Append("=\r\n");
                length = 0;
            }

            // A point or "From " at the start of a line is changed by some servers on the way.
            if (length == 0 && octet is ((byte)'.' or (byte)'F')) plain = false;
            if (plain) result.Append((char)octet);
            else result.Append('=').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            length += plain ? 1 : 3;
        }
    }
}
