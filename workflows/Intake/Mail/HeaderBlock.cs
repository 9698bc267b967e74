using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Splits headers from what follows. Takes CRLF and bare LF, folded lines, a byte order mark, mailbox lines
/// (<c>From user date</c>), raw UTF-8 and Windows-1252, and a missing empty line.</summary>
internal static class HeaderBlock
{
    /// <summary>Reads the headers at the start of an entity.</summary>
    /// <param name="bodyStart">Where the body begins, after the empty line.</param>
    /// <returns>Null where the headers are larger than the limit.</returns>
    public static MailHeaders? Read(ReadOnlySpan<byte> entity, int maxBytes, out int bodyStart)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var at = entity.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        while (true)
        {
            bodyStart = at;
            if (at >= entity.Length) return new MailHeaders(fields);
            var next = NextLine(entity, at);
            var line = TrimEnd(entity[at..next]);
            if (line.IsEmpty)
            {
                bodyStart = next;
                return new MailHeaders(fields);
            }

            var colon = NameLength(line);
            if (colon < 0)
            {
                // A long header broken without folding is skipped up to the next header; text that follows without an
                // empty line is the body.
                var header = IsMailboxLine(line) ? next : NextHeader(entity, next, maxBytes);
                if (header < 0 || line.StartsWith("--"u8)) return new MailHeaders(fields);
                at = header;
                continue;
            }

            while (next < entity.Length && entity[next] is (byte)' ' or (byte)'\t')
            {
                var following = NextLine(entity, next);
                if (TrimEnd(entity[next..following]).IsEmpty) break;
                next = following;
                if (next > maxBytes) return null;
            }

            if (next > maxBytes) return null;
            fields.Add(new(
                Encoding.ASCII.GetString(entity.Slice(at, colon)).TrimEnd(),
                Unfold(entity[(at + colon + 1)..next])));
            at = next;
        }
    }

    private static int NextLine(ReadOnlySpan<byte> entity, int at)
    {
        var end = entity[at..].IndexOf((byte)'\n');
        return end < 0 ? entity.Length : at + end + 1;
    }

    private static int NextHeader(ReadOnlySpan<byte> entity, int at, int maxBytes)
    {
        while (at < entity.Length && at <= maxBytes)
        {
            var next = NextLine(entity, at);
            var line = TrimEnd(entity[at..next]);
            if (line.IsEmpty) return -1;
            if (NameLength(line) > 0) return at;
            at = next;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> line) => line.TrimEnd(" \t\r\n"u8);

    // Names are printable ASCII without spaces; a blank before the colon is tolerated.
    private static int NameLength(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return -1;
        var name = line[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty) return -1;
        foreach (var octet in name)
        {
            if (octet is <= 32 or >= 127) return -1;
        }

        return colon;
    }

    private static bool IsMailboxLine(ReadOnlySpan<byte> line) =>
        line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    private static string Unfold(ReadOnlySpan<byte> value)
    {
        var text = Charsets.Guess(value);
        if (!text.AsSpan().ContainsAny('\r', '\n')) return text.Trim();
        var unfolded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is not ('\r' or '\n')) unfolded.Append(letter);
        }

        return unfolded.ToString().Trim();
    }
}
