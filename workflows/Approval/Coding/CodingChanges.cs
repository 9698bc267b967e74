using System.Globalization;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Approval.Coding;

/// <summary>How lines of the coding are named and told in differences and the audit trail.</summary>
public static class CodingChanges
{
    private const string Prefix = "coding.";

    /// <summary>The lines that differ, each as one change.</summary>
    internal static IEnumerable<FieldChange> Between(Item before, Item after)
    {
        for (var i = 0; i < Math.Max(before.Coding.Count, after.Coding.Count); i++)
        {
            var (was, now) = (before.Coding.ElementAtOrDefault(i), after.Coding.ElementAtOrDefault(i));
            if (was != now) yield return new FieldChange(Prefix + Number(i + 1), InWords(was), InWords(now));
        }
    }

    /// <summary>The line, from 1, that a change's field names; null where it names none.</summary>
    public static int? LineOf(string field) =>
        field.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(field.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A line on one line, German.</summary>
    private static string? InWords(CodingLine? line)
    {
        if (line is null) return null;
        var amount = decimal.TryParse(line.Amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("N2", CultureInfo.GetCultureInfo("de-DE"))
            : line.Amount;
        (string Label, string? Value)[] parts =
        [
            ("Konto", line.Account), ("Steuerschlüssel", line.TaxKey), ("Kostenstelle", line.CostCentre),
            ("Kostenart", line.CostType), ("Objekt", line.Property), ("Einheit", line.Unit), ("Auftrag", line.Order),
        ];
        return string.Join(" · ", parts.Where(part => part.Value is not null).Select(part => $"{part.Label} {part.Value}")
            .Prepend(amount).Concat(line.Text is { } text ? [text] : Array.Empty<string>()));
    }

    private static string Number(int line) => line.ToString(CultureInfo.InvariantCulture);
}
