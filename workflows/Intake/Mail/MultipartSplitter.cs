using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>
/// Splits a multipart at its boundary lines. The framework's own reader is made for form uploads: it refuses folded
/// headers, bare LF and a missing last boundary, all of which mail has every day.
/// </summary>
internal static class MultipartSplitter
{
    /// <summary>The parts, without preamble and epilogue. A boundary that is missing or wrong is guessed from the
    /// first line that looks like one.</summary>
    /// <param name="most">One part more than this at most is returned, so that the caller sees that there are more.
    /// </param>
    /// <returns>No part where the body has no boundary line at all.</returns>
    public static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string? boundary, int most)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        if (!string.IsNullOrEmpty(boundary)) Split(body, Encoding.UTF8.GetBytes("--" + boundary), most, parts);
        if (parts.Count == 0 && Guess(body.Span) is { } guessed) Split(body, guessed, most, parts);
        return parts;
    }

    private static void Split(
        ReadOnlyMemory<byte> body, ReadOnlySpan<byte> delimiter, int most, List<ReadOnlyMemory<byte>> parts)
    {
        var start = -1;
        var at = 0;
        while (Next(body.Span, delimiter, at) is { } line)
        {
            if (start >= 0) parts.Add(body[start..Math.Max(start, BeforeLineBreak(body.Span, line.Start))]);
            if (line.Last || parts.Count > most) return;
            start = at = line.End;
        }

        // The last boundary is missing: the mail was cut off, or its writer forgot it.
        if (start >= 0 && start < body.Length) parts.Add(body[start..]);
    }

    private static Boundary? Next(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter, int from)
    {
        while (true)
        {
            var found = body[from..].IndexOf(delimiter);
            if (found < 0) return null;
            var start = from + found;
            from = start + delimiter.Length;
            if (start > 0 && body[start - 1] != (byte)'\n') continue;
            var rest = body[from..];
            var last = rest.StartsWith("--"u8);
            if (last) rest = rest[2..];
            var end = rest.IndexOf((byte)'\n');
            var tail = end < 0 ? rest : rest[..end];
            if (!tail.Trim(" \t\r"u8).IsEmpty) continue;
            return new Boundary(start, end < 0 ? body.Length : body.Length - rest.Length + end + 1, last);
        }
    }

    // The line break before a boundary belongs to the boundary.
    private static int BeforeLineBreak(ReadOnlySpan<byte> body, int start)
    {
        if (start > 0 && body[start - 1] == (byte)'\n') start--;
        if (start > 0 && body[start - 1] == (byte)'\r') start--;
        return start;
    }

    // A line of two hyphens and one word, followed by a header or an empty line.
    private static byte[]? Guess(ReadOnlySpan<byte> body)
    {
        for (var at = 0; at < body.Length;)
        {
            var end = body[at..].IndexOf((byte)'\n');
            if (end < 0) return null;
            var line = body.Slice(at, end).TrimEnd(" \t\r"u8);
            at += end + 1;
            if (line.Length is < 4 or > 200 || !line.StartsWith("--"u8) || line.IndexOf((byte)' ') >= 0) continue;
            var next = body[at..].IndexOf((byte)'\n');
            var following = (next < 0 ? body[at..] : body.Slice(at, next)).TrimEnd(" \t\r"u8);
            if (following.IsEmpty || following.StartsWith("Content-"u8) || following.StartsWith("content-"u8))
                return line.ToArray();
        }

        return null;
    }

    private readonly record struct Boundary(int Start, int End, bool Last);
}
