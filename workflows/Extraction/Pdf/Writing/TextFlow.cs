namespace Serverless.Workflows.Extraction.Pdf.Writing;

/// <summary>Breaks text into lines that fit.</summary>
internal static class TextFlow
{
    /// <summary>Lines no wider than that, broken at spaces, after hyphens and slashes, or where nothing else helps within a word.</summary>
    public static List<string> Wrap(string text, PdfFont font, double size, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n')) Wrap(paragraph.Trim(), font, size, width, lines);
        while (lines.Count > 1 && lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static void Wrap(string paragraph, PdfFont font, double size, double width, List<string> lines)
    {
        var start = 0;
        while (true)
        {
            var fits = Fits(paragraph, start, font, size, width);
            if (start + fits >= paragraph.Length)
            {
                lines.Add(paragraph[start..].TrimEnd());
                return;
            }

            var end = Break(paragraph, start, start + fits);
            lines.Add(paragraph[start..end].TrimEnd());
            start = end;
            while (start < paragraph.Length && paragraph[start] == ' ') start++;
        }
    }

    /// <summary>How many characters fit; at least one, so that it goes on.</summary>
    private static int Fits(string text, int start, PdfFont font, double size, double width)
    {
        var room = width * 1000 / size;
        var used = 0;
        for (var i = start; i < text.Length; i++)
        {
            used += FontMetrics.Units(text[i], font);
            if (used > room && i > start) return i - start;
        }

        return text.Length - start;
    }

    private static int Break(string text, int start, int end)
    {
        if (text[end] == ' ') return end;
        for (var i = end; i > start + 1; i--)
        {
            if (text[i - 1] is ' ' or '-' or '/' or '\u2013') return i;
        }

        return end;
    }
}
