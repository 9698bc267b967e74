using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Makes names and subjects that strangers chose fit to be shown. They are never used as paths.</summary>
public static class MailNames
{
    private const int Longest = 200;

    /// <summary>A file's name without folders, control and direction characters; null where nothing is left.</summary>
    public static string? FileName(string? declared)
    {
        if (declared is null) return null;
        var name = OneLine(declared);
        var folder = name.AsSpan().LastIndexOfAny('/', '\\');
        name = name[(folder + 1)..].Trim(' ', '"');
        if (name.Trim('.').Length == 0) return null;
        if (name.Length <= Longest) return name;
        // The end says what kind of file it is.
        var ending = Path.GetExtension(name);
        if (ending.Length > 10) ending = string.Empty;
        return Whole(name, Longest - ending.Length) + ending;
    }

    /// <summary>Text on one line, without control and direction characters, at most 200 letters.</summary>
    public static string Line(string? text) => Line(text, Longest);

    /// <summary>The same with at most so many letters.</summary>
    public static string Line(string? text, int longest) => Whole(OneLine(text ?? string.Empty), longest);

    private static string Whole(string text, int length)
    {
        if (text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsSurrogate(letter))
            {
                if (at + 1 < text.Length && char.IsSurrogatePair(letter, text[at + 1]))
                    line.Append(letter).Append(text[++at]);
                continue;
            }

            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    line.Append(' ');
                    break;
                default:
                    line.Append(letter);
                    break;
            }
        }

        return line.ToString().Trim();
    }
}
