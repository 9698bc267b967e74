using System.Globalization;
using Serverless.Workflows.Extraction.Einvoice.Terms;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Dates as the two syntaxes write them, to ISO 8601.</summary>
internal static class WrittenDate
{
    private const int FirstYear = 1900, LastYear = 2199;

    /// <summary>UBL: an XML Schema date, whose time zone or time does not matter.</summary>
    public static string? FromUbl(string text) =>
        text.Length == 10 || text.Length > 10 && text[10] is 'Z' or '+' or '-' or 'T' ? Day(text[..10], "yyyy-MM-dd") : null;

    /// <summary>CII: by the format code of UNTDID 2379.</summary>
    /// <param name="format">102 day, 203 and 204 with time, 610 month, 616 week; null where none is given.</param>
    /// <param name="kind">Which end of a month or week is meant; a single day cannot be given so.</param>
    /// <returns>The day, and whether the writing differs from what the format says while it can mean only this day.</returns>
    public static (string? Iso, bool Doubtful) FromCii(string text, string? format, TermKind kind) => format switch
    {
        "102" when Day(text, "yyyyMMdd") is { } day => (day, false),
        "203" => (Day(text, "yyyyMMddHHmm"), false),
        "204" => (Day(text, "yyyyMMddHHmmss"), false),
        "610" when kind != TermKind.Date => (Month(text, kind), false),
        "616" when kind != TermKind.Date => (Week(text, kind), false),
        null or "" or "102" => (Day(text, "yyyyMMdd") ?? FromUbl(text), true),
        _ => (null, false),
    };

    private static string? Day(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Iso(DateOnly.FromDateTime(day)) : null;

    private static string? Month(string text, TermKind kind)
    {
        if (!DateTime.TryParseExact(text, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return null;
        var day = DateOnly.FromDateTime(first);
        return Iso(kind == TermKind.PeriodEnd ? day.AddDays(DateTime.DaysInMonth(day.Year, day.Month) - 1) : day);
    }

    private static string? Week(string text, TermKind kind)
    {
        if (text.Length != 6 || !text.All(char.IsAsciiDigit)) return null;
        var year = int.Parse(text[..4], CultureInfo.InvariantCulture);
        var week = int.Parse(text[4..], CultureInfo.InvariantCulture);
        if (year is < FirstYear or > LastYear || week < 1 || week > ISOWeek.GetWeeksInYear(year)) return null;
        return Iso(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, kind == TermKind.PeriodEnd ? DayOfWeek.Sunday : DayOfWeek.Monday)));
    }

    private static string? Iso(DateOnly day) =>
        day.Year is >= FirstYear and <= LastYear ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
