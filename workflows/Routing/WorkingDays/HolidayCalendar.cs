using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Workflows.Routing.WorkingDays;

/// <summary>Public holidays and working days (Monday to Friday, no public holiday) of a country and state.</summary>
public sealed class HolidayCalendar
{
    private static readonly Dictionary<string, string[]> States = new()
    {
        ["DE"] = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"],
        ["AT"] = ["B", "K", "NÖ", "OÖ", "S", "ST", "T", "V", "W"],
        ["CH"] =
        [
            "AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW", "SG", "SH", "SO",
            "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH",
        ],
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly IReadOnlyList<Holiday> Table = Load();

    private static readonly ConcurrentDictionary<(string Country, string? State), HolidayCalendar> Known = new();

    private readonly IReadOnlyList<Holiday> _holidays;
    private readonly ConcurrentDictionary<int, Dictionary<DateOnly, string>> _years = new();

    private HolidayCalendar(IReadOnlyList<Holiday> holidays) => _holidays = holidays;

    /// <summary>The countries there is a calendar for, ISO 3166.</summary>
    public static IReadOnlyCollection<string> Countries => States.Keys;

    /// <summary>The states of a country, as its own people abbreviate them.</summary>
    public static IReadOnlyCollection<string> StatesOf(string country) => States.GetValueOrDefault(country, []);

    /// <summary>The calendar of a place; without a state only what holds in the whole country.</summary>
    /// <exception cref="ArgumentException">There is no calendar for the country.</exception>
    public static HolidayCalendar For(string country, string? state) => States.ContainsKey(country)
        ? Known.GetOrAdd((country, States[country].Contains(state) ? state : null), place => new HolidayCalendar(
            [.. Table.Where(day => day.Country == place.Country && (day.States is null || day.States.Contains(place.State)))]))
        : throw new ArgumentException($"There is no calendar for the country '{country}'.", nameof(country));

    /// <summary>The holiday's name, or null on other days.</summary>
    public string? NameOf(DateOnly day) =>
        (_years.TryGetValue(day.Year, out var year) ? year : _years.GetOrAdd(day.Year, OfYear)).GetValueOrDefault(day);

    /// <summary>Monday to Friday and no holiday.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && NameOf(day) is null;

    /// <summary>The working day that many working days after a day; with 0 the day itself, or the next working day.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var at = day;
        for (var left = workingDays; left > 0;)
        {
            at = at.AddDays(1);
            if (IsWorkingDay(at)) left--;
        }

        while (!IsWorkingDay(at)) at = at.AddDays(1);
        return at;
    }

    /// <summary>The working day that many working days after a day or, where negative, before it; with 0 the day itself
    /// or the next working day. Null where that lies beyond the calendar.</summary>
    public DateOnly? Move(DateOnly day, int workingDays)
    {
        var (at, step) = (day.DayNumber, workingDays < 0 ? -1 : 1);
        for (var left = Math.Abs(workingDays); ;)
        {
            if (left == 0 && IsWorkingDay(DateOnly.FromDayNumber(at))) return DateOnly.FromDayNumber(at);
            at += step;
            if (at < DateOnly.MinValue.DayNumber || at > DateOnly.MaxValue.DayNumber) return null;
            if (left > 0 && IsWorkingDay(DateOnly.FromDayNumber(at))) left--;
        }
    }

    /// <summary>Easter Sunday in the Gregorian calendar, after Gauss as completed by Lichtenberg.</summary>
    public static DateOnly Easter(int year)
    {
        var century = year / 100;
        var moonShift = 15 + (((3 * century) + 3) / 4) - (((8 * century) + 13) / 25);
        var sunShift = 2 - (((3 * century) + 3) / 4);
        var golden = year % 19;
        var seed = ((19 * golden) + moonShift) % 30;
        var correction = (seed + (golden / 11)) / 29;
        var fullMoon = 21 + seed - correction;
        var sunday = 7 - ((year + (year / 4) + sunShift) % 7);
        return new DateOnly(year, 3, 1).AddDays(fullMoon + 7 - ((fullMoon - sunday) % 7) - 1);
    }

    private Dictionary<DateOnly, string> OfYear(int year)
    {
        var days = new Dictionary<DateOnly, string>();
        foreach (var holiday in _holidays.Where(day => year >= day.From && year <= day.Until))
            days.TryAdd(holiday.In(year), holiday.Name);
        return days;
    }

    private static List<Holiday> Load()
    {
        using var stream = typeof(HolidayCalendar).Assembly.GetManifestResourceStream("holidays.json")!;
        return JsonSerializer.Deserialize<List<Holiday>>(stream, Json)!;
    }

    private sealed record Holiday(
        string Country, string Name, string? Date, int? Easter, string? BeforeDate, DayOfWeek? Weekday,
        string[]? States, string Source, int From = 0, int Until = 9999)
    {
        public DateOnly In(int year)
        {
            if (Easter is { } days) return HolidayCalendar.Easter(year).AddDays(days);
            if (Date is not null) return On(year, Date);

            var day = On(year, BeforeDate!).AddDays(-1);
            while (day.DayOfWeek != Weekday) day = day.AddDays(-1);
            return day;
        }

        private static DateOnly On(int year, string monthDay) => DateOnly.ParseExact(
            string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{monthDay}"), "yyyy-MM-dd",
            CultureInfo.InvariantCulture);
    }
}
