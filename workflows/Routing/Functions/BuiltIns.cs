using System.Globalization;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.WorkingDays;

namespace Serverless.Workflows.Routing.Functions;

/// <summary>The functions of the language whose parameters have fixed types.</summary>
internal static class BuiltIns
{
    /// <summary>The longest text that can come out, in characters.</summary>
    public const int MaxText = 10_000;

    private const FieldType T = FieldType.Text, N = FieldType.Number, D = FieldType.Date, Y = FieldType.YesNo;

    // Ten years of working days.
    private const int MostWorkingDays = 2600;

    public static IReadOnlyDictionary<string, BuiltIn> ByName { get; } =
        Numbers().Concat(Texts()).Concat(Days()).Concat(WorkingDays()).ToDictionary(known => known.Name);

    private static IEnumerable<BuiltIn> Numbers() =>
    [
        new("abs", N, [N], 0, "abs(Zahl): der Betrag ohne Vorzeichen", (_, a, _) => Scalar.Of(Math.Abs(a[0].Number))),
        new("round", N, [N, N], 1, "round(Zahl, Stellen): kaufmännisch gerundet, ohne Stellen auf ganze Zahlen",
            (_, a, at) => Digits(a) is { } digits
                ? Scalar.Of(Math.Round(a[0].Number, digits, MidpointRounding.AwayFromZero))
                : Fault(at, FunctionPhrases.Rounding.Of())),
        new("floor", N, [N], 0, "floor(Zahl): abgerundet", (_, a, _) => Scalar.Of(decimal.Floor(a[0].Number))),
        new("ceiling", N, [N], 0, "ceiling(Zahl): aufgerundet", (_, a, _) => Scalar.Of(decimal.Ceiling(a[0].Number))),
        new("number", N, [T], 0, "number(Text): die Zahl, die der Text nennt (mit Punkt)", (_, a, at) =>
            Scalar.Read(N, a[0].Text) is { Kind: ScalarKind.Number } number
                ? number
                : Scalar.Of(new FunctionError(FunctionFault.Unreadable, FunctionPhrases.NoNumber.Of(Cut(a[0].Text)), at))),
    ];

    private static IEnumerable<BuiltIn> Texts() =>
    [
        new("length", N, [T], 0, "length(Text): Anzahl der Zeichen", (_, a, _) => Scalar.Of(a[0].Text.Length)),
        new("upper", T, [T], 0, "upper(Text): in Großbuchstaben", (_, a, _) => Scalar.Of(a[0].Text.ToUpperInvariant())),
        new("lower", T, [T], 0, "lower(Text): in Kleinbuchstaben", (_, a, _) => Scalar.Of(a[0].Text.ToLowerInvariant())),
        new("trim", T, [T], 0, "trim(Text): ohne Leerzeichen am Rand", (_, a, _) => Scalar.Of(a[0].Text.Trim())),
        new("left", T, [T, N], 0, "left(Text, Anzahl): die ersten Zeichen",
            (_, a, _) => Scalar.Of(a[0].Text[..Count(a[1], a[0].Text)])),
        new("right", T, [T, N], 0, "right(Text, Anzahl): die letzten Zeichen",
            (_, a, _) => Scalar.Of(a[0].Text[^Count(a[1], a[0].Text)..])),
        new("contains", Y, [T, T], 0, "contains(Text, Teil): ob der Teil vorkommt",
            (_, a, _) => Scalar.Of(a[0].Text.Contains(a[1].Text, StringComparison.OrdinalIgnoreCase))),
        new("startsWith", Y, [T, T], 0, "startsWith(Text, Anfang): ob er so beginnt",
            (_, a, _) => Scalar.Of(a[0].Text.StartsWith(a[1].Text, StringComparison.OrdinalIgnoreCase))),
        new("endsWith", Y, [T, T], 0, "endsWith(Text, Ende): ob er so endet",
            (_, a, _) => Scalar.Of(a[0].Text.EndsWith(a[1].Text, StringComparison.OrdinalIgnoreCase))),
    ];

    private static IEnumerable<BuiltIn> Days() =>
    [
        new("today", D, [], 0, "today(): der Tag der Prüfung", (run, _, _) => Scalar.Of(run.Scope.Subject.Today)),
        new("year", N, [D], 0, "year(Datum): das Jahr", (_, a, _) => Scalar.Of(a[0].Date.Year)),
        new("month", N, [D], 0, "month(Datum): der Monat, 1 bis 12", (_, a, _) => Scalar.Of(a[0].Date.Month)),
        new("day", N, [D], 0, "day(Datum): der Tag im Monat", (_, a, _) => Scalar.Of(a[0].Date.Day)),
        new("weekday", N, [D], 0, "weekday(Datum): 1 Montag bis 7 Sonntag",
            (_, a, _) => Scalar.Of(a[0].Date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)a[0].Date.DayOfWeek)),
        new("addDays", D, [D, N], 0, "addDays(Datum, Tage): so viele Tage später (oder früher)", (_, a, at) => AddDays(a[0], a[1].Number, at)),
        new("addMonths", D, [D, N], 0, "addMonths(Datum, Monate): so viele Monate später, höchstens der Monatsletzte",
            (_, a, at) => Within(at, () => a[0].Date.AddMonths(decimal.ToInt32(decimal.Truncate(a[1].Number))))),
        new("endOfMonth", D, [D], 0, "endOfMonth(Datum): der letzte Tag des Monats", (_, a, _) => Scalar.Of(
            new DateOnly(a[0].Date.Year, a[0].Date.Month, DateTime.DaysInMonth(a[0].Date.Year, a[0].Date.Month)))),
        new("daysBetween", N, [D, D], 0, "daysBetween(von, bis): Tage von einem zum anderen Datum",
            (_, a, _) => Scalar.Of(a[1].Date.DayNumber - a[0].Date.DayNumber)),
    ];

    private static IEnumerable<BuiltIn> WorkingDays() =>
    [
        new("isWorkingDay", Y, [D], 0, "isWorkingDay(Datum): Montag bis Freitag und kein Feiertag",
            (run, a, _) => Scalar.Of(run.Scope.Calendar.IsWorkingDay(a[0].Date))),
        new("addWorkingDays", D, [D, N], 0, "addWorkingDays(Datum, Arbeitstage): so viele Arbeitstage später (oder früher)",
            (run, a, at) =>
            {
                if (Math.Abs(a[1].Number) > MostWorkingDays) return Fault(at, FunctionPhrases.TooManyDays.Of($"{MostWorkingDays}"));
                var days = decimal.ToInt32(decimal.Truncate(a[1].Number));
                if (!run.Spend(Math.Abs(days))) return TooMuch(at);
                return run.Scope.Calendar.Move(a[0].Date, days) is { } found ? Scalar.Of(found) : BeyondCalendar(at);
            }),
        new("workingDaysBetween", N, [D, D], 0,
            "workingDaysBetween(von, bis): Arbeitstage nach dem ersten bis einschließlich zum zweiten Datum", Between),
    ];

    private static Scalar Between(FunctionRun run, Scalar[] dates, int at)
    {
        var (from, until) = (dates[0].Date, dates[1].Date);
        var sign = from <= until ? 1 : -1;
        if (sign < 0) (from, until) = (until, from);
        if (!run.Spend(Math.Min(until.DayNumber - from.DayNumber, FunctionRun.MostSteps + 1))) return TooMuch(at);

        var count = 0;
        for (var day = from.DayNumber + 1; day <= until.DayNumber; day++)
        {
            if (run.Scope.Calendar.IsWorkingDay(DateOnly.FromDayNumber(day))) count++;
        }

        return Scalar.Of(sign * count);
    }

    internal static Scalar AddDays(in Scalar date, decimal days, int at)
    {
        var number = date.Date.DayNumber + decimal.Truncate(Math.Clamp(days, -10_000_000, 10_000_000));
        return number < DateOnly.MinValue.DayNumber || number > DateOnly.MaxValue.DayNumber
            ? BeyondCalendar(at)
            : Scalar.Of(DateOnly.FromDayNumber(decimal.ToInt32(number)));
    }

    internal static Scalar TooMuch(int at) =>
        Scalar.Of(new FunctionError(FunctionFault.TooMuchWork, FunctionPhrases.TooMuchWork.Of(), at));

    internal static Scalar Fault(int at, string text) =>
        Scalar.Of(new FunctionError(FunctionFault.OutOfRange, text, at));

    /// <summary>A text as an expression writes it.</summary>
    internal static string Write(in Scalar value) => value.Kind switch
    {
        ScalarKind.Number => value.Number.ToString("0.############################", CultureInfo.InvariantCulture),
        ScalarKind.Date => GermanText.Day(value.Date),
        ScalarKind.YesNo => value.YesNo ? "ja" : "nein",
        _ => value.Text,
    };

    internal static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static Scalar Within(int at, Func<DateOnly> compute)
    {
        try
        {
            return Scalar.Of(compute());
        }
        catch (Exception beyond) when (beyond is ArgumentOutOfRangeException or OverflowException)
        {
            return BeyondCalendar(at);
        }
    }

    private static Scalar BeyondCalendar(int at) => Fault(at, FunctionPhrases.BeyondCalendar.Of());

    private static int? Digits(Scalar[] arguments)
    {
        if (arguments.Length < 2) return 0;
        var digits = arguments[1].Number;
        return digits >= 0 && digits <= 10 ? decimal.ToInt32(decimal.Truncate(digits)) : null;
    }

    private static int Count(in Scalar number, string text) =>
        decimal.ToInt32(decimal.Truncate(Math.Clamp(number.Number, 0, text.Length)));
}
