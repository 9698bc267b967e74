using System.Globalization;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval.Mails;

/// <summary>Amounts and dates as people read them, in German or English, whatever the machine's culture.</summary>
public static class Spoken
{
    private static readonly NumberFormatInfo German = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        NegativeSign = "-",
    };

    private static readonly NumberFormatInfo English = new()
    {
        NumberDecimalSeparator = ".",
        NumberGroupSeparator = ",",
        NegativeSign = "-",
    };

    private static readonly string[] Months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>Whether the language is English; every other is answered in German.</summary>
    public static bool IsEnglish(string? language) => language?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Decimal text with a point as <c>1.234,50</c> or <c>1,234.50</c>; at least two decimals, none lost. A
    /// text that is no number is shown as it is.</summary>
    public static string Amount(string value, string? language)
    {
        if (!decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var amount))
            return value;
        var decimals = Math.Max(2, (int)amount.Scale);
        return amount.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), IsEnglish(language) ? English : German);
    }

    /// <summary>An amount with its currency; <c>€</c> for EUR.</summary>
    public static string Money(string value, string? currency, string? language)
    {
        var amount = Amount(value, language);
        return currency switch { null or "" => amount, "EUR" => amount + " €", _ => $"{amount} {currency}" };
    }

    /// <summary>A day as <c>03.05.2026</c> or <c>3 May 2026</c>.</summary>
    public static string Day(DateOnly day, string? language) => IsEnglish(language)
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year:0000}")
        : day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day until which must be paid: where no bank settles payments on it, with the last day before it on which
    /// one does, for whoever pays later pays too late.</summary>
    public static string PayDay(DateOnly day, string? language)
    {
        var bankDay = PaymentDeadlines.BankDayUntil(day);
        return bankDay == day ? Day(day, language)
            : IsEnglish(language) ? $"{Day(day, language)} (last bank day {Day(bankDay, language)})"
            : $"{Day(day, language)} (letzter Banktag {Day(bankDay, language)})";
    }

    /// <summary>An ISO 8601 day likewise; another text is shown as it is.</summary>
    public static string PayDay(string iso, string? language) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? PayDay(day, language)
            : iso;

    /// <summary>An ISO 8601 day likewise; another text is shown as it is.</summary>
    public static string Day(string iso, string? language) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Day(day, language)
            : iso;
}
