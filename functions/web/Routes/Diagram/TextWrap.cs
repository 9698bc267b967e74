using System.Text;

namespace Serverless.Web.Routes.Diagram;

/// <summary>Breaks text into lines for SVG, which does not do it itself. The widths are those of common sans-serif fonts,
/// on the generous side, since nobody knows here which one the browser has.</summary>
internal static class TextWrap
{
    /// <summary>The lines, the last with an ellipsis where not all fits.</summary>
    /// <param name="width">In the units of the font size.</param>
    public static IReadOnlyList<string> Lines(string text, double width, double size, int most, bool bold = false)
    {
        var (lines, line) = (new List<string>(), new StringBuilder());
        var room = width / size / (bold ? 1.18 : 1);
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Parts(word, room)));
        while (words.TryDequeue(out var word))
        {
            var joined = line.Length == 0 || line[^1] == '\u00AD' ? word : " " + word;
            if (line.Length > 0 && Width(line + joined) > room)
            {
                lines.Add(Hyphened(line));
                line.Clear();
                joined = word;
            }

            if (lines.Count == most)
            {
                lines[^1] = Shortened(lines[^1], room);
                return lines;
            }

            line.Append(joined);
        }

        if (line.Length > 0) lines.Add(Hyphened(line));
        return lines;
    }

    /// <summary>Whether all of the text is in so many lines.</summary>
    public static bool Fits(string text, IReadOnlyList<string> lines) =>
        lines.Count == 0 || !lines[^1].EndsWith('…') || text.EndsWith('…');

    // German words may be longer than a line; they are broken where they have a hyphen, else anywhere. A soft hyphen at
    // the end of a part says that it goes on without a blank.
    private static IEnumerable<string> Parts(string word, double room)
    {
        while (Width(word) > room)
        {
            var fit = word.Length;
            while (fit > 1 && Width(word[..fit]) + 0.4 > room) fit--;
            var hyphen = word.LastIndexOf('-', fit - 1) + 1;
            if (hyphen > 1) fit = hyphen;
            yield return word[..fit] + '\u00AD';
            word = word[fit..];
        }

        yield return word;
    }

    private static string Hyphened(StringBuilder line)
    {
        var text = line.ToString().TrimEnd();
        if (!text.EndsWith('\u00AD')) return text.Replace("\u00AD", string.Empty, StringComparison.Ordinal);
        text = text.Replace("\u00AD", string.Empty, StringComparison.Ordinal);
        return text.EndsWith('-') ? text : text + "-";
    }

    private static string Shortened(string line, double room)
    {
        line = line.TrimEnd('-', ' ', ',', '.');
        while (line.Length > 1 && Width(line) + 1.3 > room)
            line = line.LastIndexOf(' ') is > 0 and var blank ? line[..blank] : line[..^1];
        return line.TrimEnd() + " …";
    }

    private static double Width(string text) => text.Sum(Width);

    private static double Width(char letter) => letter switch
    {
        '\u00AD' => 0,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '—' or '→' or '…' or '✓' or '✗' or '↩' => 0.92,
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or '.' or ',' or ':' or ';' or '\'' or '!' or '|' or '(' or ')' or ' ' or '/' or '-' => 0.38,
        >= 'A' and <= 'Z' or 'Ä' or 'Ö' or 'Ü' => 0.72,
        _ => 0.6,
    };
}
