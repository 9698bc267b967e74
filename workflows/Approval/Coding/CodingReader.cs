using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Coding;

/// <summary>Reads coding lines (Vorkontierung) as a person or a program gives them: what they name exists, amounts are
/// amounts, and one line may leave its amount open to take the rest of the invoice.</summary>
internal sealed class CodingReader(MasterData master)
{
    /// <summary>The most lines that an item can have.</summary>
    public const int MostLines = 200;

    /// <summary>The longest text of a line's property, in characters.</summary>
    public const int LongestText = 120;

    /// <summary>The lines as they are kept, empty ones left out; what is wrong with them is added to the problems, each with
    /// the number of its line, German.</summary>
    /// <param name="before">The lines there are: an account that is new among them proposes its tax key.</param>
    /// <param name="edited">The item with everything else that is edited: its client, property and gross amount count.</param>
    public async Task<IReadOnlyList<CodingLine>> ReadAsync(
        IReadOnlyList<CodingLine> before, Item edited, IReadOnlyList<CodingLine> typed, List<string> problems,
        CancellationToken cancellation)
    {
        if (typed.Count > MostLines)
        {
            problems.Add(EditPhrases.TooManyLines.Of($"{typed.Count}", $"{MostLines}"));
            return [];
        }

        var lines = new List<CodingLine>();
        var known = new KnownRecords(master, edited);
        foreach (var one in typed)
        {
            var line = Plain(one);
            if (Texts(line).Append(line.Amount).All(string.IsNullOrEmpty)) continue;
            var read = await ReadAsync(line, lines.Count + 1, known, problems, cancellation);
            lines.Add(before.Any(old => old.Account == read.Account) ? read : await known.WithTaxKeyAsync(read, cancellation));
        }

        return Rest(edited, lines, problems);
    }

    private static async Task<CodingLine> ReadAsync(
        CodingLine line, int number, KnownRecords known, List<string> problems, CancellationToken cancellation)
    {
        if (line.Amount.Length > 0)
        {
            if (!FieldValues.TryRead("coding.amount", line.Amount, out var amount, out _))
                problems.Add(At(number, EditPhrases.NoAmount.Of(Short(line.Amount))));
            else if (!CodingSum.IsCents(amount))
                problems.Add(At(number, EditPhrases.NoCents.Of(Short(line.Amount))));
            else line = line with { Amount = amount };
        }

        if (Texts(line).Any(text => text?.Length > LongestText)) problems.Add(At(number, EditPhrases.TextTooLong.Of($"{LongestText}")));
        if (Texts(line).Any(text => text?.Any(char.IsControl) == true))
            problems.Add(At(number, EditPhrases.ControlCharacters.Of()));
        else if (await known.MissingAsync(line, cancellation) is { } missing) problems.Add(At(number, missing));
        return line;
    }

    /// <summary>The one line without an amount takes what the others leave of the gross amount.</summary>
    private static IReadOnlyList<CodingLine> Rest(Item edited, List<CodingLine> lines, List<string> problems)
    {
        var open = lines.FindIndex(line => line.Amount.Length == 0);
        if (open < 0 || problems.Count > 0) return lines;
        if (lines.FindIndex(open + 1, line => line.Amount.Length == 0) is >= 0 and var second)
        {
            problems.Add(At(second + 1, EditPhrases.SecondOpen.Of()));
            return lines;
        }

        if (CodingSum.Gross(edited) is not { } gross)
        {
            problems.Add(At(open + 1, EditPhrases.NoGross.Of()));
            return lines;
        }

        var rest = gross - CodingSum.Of(lines);
        if (rest == 0) problems.Add(At(open + 1, EditPhrases.NothingLeft.Of()));
        lines[open] = lines[open] with { Amount = rest.ToString("0.00", CultureInfo.InvariantCulture) };
        return lines;
    }

    private static string At(int line, string problem) =>
        EditPhrases.Line.Of(line.ToString(CultureInfo.InvariantCulture), problem);

    private static CodingLine Plain(CodingLine line) => new(
        line.Amount?.Trim() ?? string.Empty, Trimmed(line.Account), Trimmed(line.TaxKey), Trimmed(line.CostCentre), Trimmed(line.CostType),
        Trimmed(line.Property), Trimmed(line.Unit), Trimmed(line.Order), Trimmed(line.Text));

    private static string?[] Texts(CodingLine line) =>
        [line.Account, line.TaxKey, line.CostCentre, line.CostType, line.Property, line.Unit, line.Order, line.Text];

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
