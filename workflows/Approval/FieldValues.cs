using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Approval;

/// <summary>Reads what a person typed into the form in which fields are kept.</summary>
public static partial class FieldValues
{
    /// <summary>The longest text of a field, in characters.</summary>
    public const int MaxLength = 1000;

    private static readonly string[] DateForms = ["yyyy-MM-dd", "d.M.yyyy", "d.M.yy"];

    /// <summary>Reads a value for a field.</summary>
    /// <param name="field">A name of the field catalogue.</param>
    /// <param name="typed">As typed: amounts with comma or point, dates as 2026-03-31 or 31.3.2026.</param>
    /// <param name="value">The value as it is kept.</param>
    /// <param name="problem">What is wrong and what would be right, German.</param>
    public static bool TryRead(string field, string typed, out string value, out string problem)
    {
        var type = RuleFields.Find(field)?.Type ?? FieldType.Text;
        value = typed.Trim();
        problem = type switch
        {
            FieldType.Money or FieldType.Number => ReadAmount(ref value),
            FieldType.Date => ReadDate(ref value),
            _ when value.Length > MaxLength => $"höchstens {MaxLength} Zeichen",
            _ when value.Any(char.IsControl) => "keine Steuerzeichen oder Zeilenumbrüche",
            _ => ReadIdentifier(field, ref value),
        };
        if (problem.Length == 0) return true;
        problem = $"{RuleFields.Find(field)?.Label ?? field}: {problem}.";
        return false;
    }

    /// <summary>A person's comma is a decimal comma. A single point before exactly three digits could be either, and
    /// a thousandfold payment is not a guess to make.</summary>
    private static string ReadAmount(ref string value)
    {
        var text = value.Replace(" ", string.Empty, StringComparison.Ordinal).TrimEnd('€');
        if (Thousands().IsMatch(text) && !text.Contains(',', StringComparison.Ordinal)
            && text.Count(c => c == '.') == 1)
        {
            return "„" + value + "“ ist nicht eindeutig; schreiben Sie zum Beispiel 1234,00 oder 1.234,00";
        }

        if (Thousands().IsMatch(text)) text = text.Replace(".", string.Empty, StringComparison.Ordinal);
        text = text.Replace(',', '.');
        if (!Plain().IsMatch(text)) return "ein Betrag wie 1234,56";
        value = text;
        return string.Empty;
    }

    private static string ReadIdentifier(string field, ref string value)
    {
        if (TypedIdentifiers.Read(field, value) is not { } kept) return TypedIdentifiers.Problem(field, value);
        value = kept;
        return string.Empty;
    }

    private static string ReadDate(ref string value)
    {
        if (!DateOnly.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return "ein Datum wie 31.03.2026";
        value = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return string.Empty;
    }

    [GeneratedRegex(@"^-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^-?[0-9]{1,15}(\.[0-9]{1,8})?$")]
    private static partial Regex Plain();
}
