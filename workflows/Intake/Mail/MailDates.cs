using System.Globalization;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Reads the dates of headers (RFC 5322 and its obsolete forms).</summary>
internal static class MailDates
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The date, or null where it cannot be read. An unknown or absent zone counts as UTC.</summary>
    public static DateTimeOffset? Parse(string? header)
    {
        if (header is null) return null;
        var words = WithoutComments(header).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        var at = words.Length > 0 && char.IsAsciiLetter(words[0][0]) ? 1 : 0;
        if (words.Length < at + 4) return null;
        var month = words[at + 1].Length < 3 ? -1 : Array.IndexOf(Months, words[at + 1][..3].ToLowerInvariant());
        if (!Number(words[at], out var day) || month < 0 || !Number(words[at + 2], out var year)) return null;
        // Two digits: below 50 is this century; three digits count from 1900 (RFC 5322 section 4.3).
        if (words[at + 2].Length <= 3) year += year < 50 ? 2000 : 1900;
        var time = words[at + 3].Split(':');
        if (time.Length < 2 || !Number(time[0], out var hour) || !Number(time[1], out var minute)) return null;
        var second = 0;
        if (time.Length > 2 && !Number(time[2], out second)) return null;
        try
        {
            return new DateTimeOffset(year, month + 1, day, hour, minute, Math.Min(second, 59),
                words.Length > at + 4 ? Zone(words[at + 4]) : TimeSpan.Zero);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static bool Number(string word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static TimeSpan Zone(string zone)
    {
        if (zone.Length == 5 && zone[0] is '+' or '-' && Number(zone[1..], out var digits))
        {
            var offset = new TimeSpan(digits / 100, digits % 100, 0);
            if (offset > TimeSpan.FromHours(14)) return TimeSpan.Zero;
            return zone[0] == '-' ? -offset : offset;
        }

        return zone.ToUpperInvariant() switch
        {
            "EDT" => TimeSpan.FromHours(-4),
            "EST" or "CDT" => TimeSpan.FromHours(-5),
            "CST" or "MDT" => TimeSpan.FromHours(-6),
            "MST" or "PDT" => TimeSpan.FromHours(-7),
            "PST" => TimeSpan.FromHours(-8),
            "CET" or "MEZ" => TimeSpan.FromHours(1),
            "CEST" or "MESZ" => TimeSpan.FromHours(2),
            _ => TimeSpan.Zero,
        };
    }

    private static string WithoutComments(string text)
    {
        var depth = 0;
        return string.Concat(text.Where(letter =>
        {
            if (letter == '(') depth++;
            var outside = depth == 0;
            if (letter == ')' && depth > 0) depth--;
            return outside;
        }));
    }
}
