using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Extraction.Pdf.Voucher;

/// <summary>Values as people write them in German. What is not in the expected form is shown as it is.</summary>
internal static class GermanText
{
    /// <summary><c>1234.5</c> becomes <c>1.234,50</c>; more decimals than two are kept.</summary>
    public static string Amount(string? value) => Number(value, 2);

    /// <summary><c>12.50</c> becomes <c>12,5</c>.</summary>
    public static string Quantity(string? value) => Number(value, 0);

    /// <summary><c>2025-03-01</c> becomes <c>01.03.2025</c>.</summary>
    public static string Date(string? value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)
            : value ?? string.Empty;

    /// <summary>In groups of four.</summary>
    public static string Iban(string value)
    {
        var plain = string.Concat(value.Where(c => !char.IsWhiteSpace(c)));
        return string.Join(' ', plain.Chunk(4).Select(group => new string(group)));
    }

    private static string Number(string? value, int decimals)
    {
        if (value is null || !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return value ?? string.Empty;
        var text = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = (point < 0 ? string.Empty : text[(point + 1)..].TrimEnd('0')).PadRight(decimals, '0');
        var grouped = new StringBuilder();
        for (var i = 0; i < whole.Length; i++)
        {
            if (i > 0 && (whole.Length - i) % 3 == 0) grouped.Append('.');
            grouped.Append(whole[i]);
        }

        if (fraction.Length > 0) grouped.Append(',').Append(fraction);
        return number < 0 ? "-" + grouped : grouped.ToString();
    }
}
