using System.Globalization;

namespace Serverless.Workflows.Routing;

/// <summary>Values as German readers write them, on every machine alike.</summary>
internal static class GermanText
{
    private static readonly NumberFormatInfo Numbers = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
        NumberDecimalDigits = 2,
    };

    public static string Amount(decimal amount) => amount.ToString("N", Numbers);

    public static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>A rule's value as its type is read; the text itself where it is none of that type.</summary>
    public static string Value(FieldType type, string text) => (type, FieldTypes.Parse(type, text)) switch
    {
        (FieldType.Money, decimal amount) => Amount(amount),
        (FieldType.Date, DateOnly day) => Day(day),
        (FieldType.YesNo, bool yes) => yes ? "ja" : "nein",
        (FieldType.Text, _) => $"„{text}“",
        _ => text,
    };
}
