using Microsoft.AspNetCore.Http;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Pages;

/// <summary>The lines of the coding as inputs: <c>coding.1.amount</c> and so on. A line of which nothing is left goes.</summary>
internal static class CodingForm
{
    public const string Prefix = "coding.";

    /// <summary>More than this are edited over the API: a form has its limits.</summary>
    public const int MostRows = 60;

    private const int Fewest = 2;

    /// <summary>The columns of a line, in the order in which they are typed.</summary>
    public static IReadOnlyList<CodingColumn> Columns { get; } =
    [
        new("amount", words => words.Amount, line => line.Amount),
        new("account", words => words.Account, line => line.Account),
        new("text", words => words.BookingText, line => line.Text),
        new("costType", words => words.CostType, line => line.CostType),
        new("costCentre", words => words.CostCentre, line => line.CostCentre),
        new("property", words => words.Property, line => line.Property),
        new("unit", words => words.Unit, line => line.Unit),
        new("order", words => words.PurchaseOrder, line => line.Order),
        new("taxKey", words => words.TaxKey, line => line.TaxKey),
    ];

    /// <summary>How many rows a form shows: the lines there are, and one more to fill in.</summary>
    /// <param name="typed">What was typed, where the form comes back.</param>
    public static int Rows(Item item, IReadOnlyDictionary<string, string> typed)
    {
        var last = Enumerable.Range(1, MostRows).LastOrDefault(row =>
            Columns.Any(column => typed.TryGetValue(Name(row, column), out var text) && text.Trim().Length > 0));
        return Math.Min(MostRows, Math.Max(Fewest, Math.Max(item.Coding.Count, last) + 1));
    }

    public static string Name(int row, CodingColumn column) => $"{Prefix}{row}.{column.Name}";

    /// <summary>A line's value as it stands in its input.</summary>
    public static string? Shown(Item item, int row, CodingColumn column, Words words)
    {
        var value = row <= item.Coding.Count ? column.Value(item.Coding[row - 1]) : null;
        return value is { Length: > 0 } && column.IsAmount ? Spoken.Amount(value, words.Language) : value;
    }

    /// <summary>All lines as typed, amounts in the neutral way of writing; null where they are as they were.</summary>
    public static IReadOnlyList<CodingLine>? Read(IFormCollection form, Item item, Words words, List<string> problems)
    {
        if (!form.ContainsKey(Name(1, Columns[0]))) return null;
        var lines = new List<CodingLine>();
        for (var row = 1; row <= MostRows && form.ContainsKey(Name(row, Columns[0])); row++)
        {
            var typed = Columns.ToDictionary(column => column.Name, column => form.Text(Name(row, column)));
            if (typed.Values.All(text => text is null)) continue;
            lines.Add(new CodingLine(
                Amount(typed["amount"], item, row, words, problems), typed["account"], typed["taxKey"], typed["costCentre"], typed["costType"],
                typed["property"], typed["unit"], typed["order"], typed["text"]));
        }

        return lines.SequenceEqual(item.Coding) ? null : lines;
    }

    // What was sent back as it was shown is what it was, also where it has been shown shorter.
    private static string Amount(string? typed, Item item, int row, Words words, List<string> problems)
    {
        if (typed is null) return string.Empty;
        if (row <= item.Coding.Count && typed == Shown(item, row, Columns[0], words)) return item.Coding[row - 1].Amount;
        var (value, wrong) = FieldKinds.Amount($"{words.CodingLine(row)}, {words.Amount}", typed, words);
        if (wrong is not null) problems.Add(wrong);
        return value ?? string.Empty;
    }
}

/// <summary>One input of a line.</summary>
internal sealed record CodingColumn(string Name, Func<Words, string> Label, Func<CodingLine, string?> Value)
{
    public bool IsAmount => Name == "amount";
}
