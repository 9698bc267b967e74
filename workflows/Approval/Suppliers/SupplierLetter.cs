using System.Text;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>The mail that rejects an invoice to its supplier, from the tenant's template. In German: it goes to a business
/// partner, whose language is not known.</summary>
public static class SupplierLetter
{
    private const string German = "de";

    // What is wrong comes first, and the rule last; nothing of both is to be cut off.
    private const int LongestFinding = 1000;

    /// <summary>The subject.</summary>
    public static string Subject(Settings settings, Item item) => OneLine(
        settings.Texts.SupplierRejectionSubject.Replace("{invoice}", Name(settings, item), StringComparison.Ordinal));

    /// <summary>The text.</summary>
    /// <param name="comment">What is to be corrected.</param>
    /// <param name="person">The name of whoever rejects it.</param>
    public static string Text(
        Settings settings, Item item, string comment, IReadOnlyList<string> findings, string person)
    {
        var values = new Dictionary<string, string>
        {
            ["comment"] = comment.Trim().ReplaceLineEndings("\n"),
            ["findings"] = Findings(findings),
            ["invoice"] = Name(settings, item),
            ["client"] = settings.Client(item.Client)?.Name ?? settings.Name,
            ["reply"] = SupplierAddress.AnswersTo(settings, item),
            ["person"] = person,
            ["tenant"] = settings.Name,
        };
        return Filled(WithoutEmptyLine(settings.Texts.SupplierRejection.ReplaceLineEndings("\n"), findings), values);
    }

    /// <summary>The invoice by number, date and amount, as far as they are known; else the day it came.</summary>
    private static string Name(Settings settings, Item item)
    {
        var parts = new List<string>();
        if (Value(FieldNames.InvoiceNumber) is { } number) parts.Add(MailNames.Line(number));
        if (Value(FieldNames.IssueDate) is { } issued) parts.Add("vom " + Spoken.Day(issued, German));
        if ((Value(FieldNames.Payable) ?? Value(FieldNames.GrossTotal)) is { } amount)
            parts.Add("über " + Spoken.Money(amount, Value(FieldNames.Currency), German));
        return parts.Count > 0
            ? string.Join(' ', parts)
            : $"(eingegangen am {Spoken.Day(settings.DateAt(item.ReceivedUtc), German)})";

        string? Value(string field) => item.Fields.TryGetValue(field, out var found) && found.Value.Length > 0 ? found.Value : null;
    }

    private static string Findings(IReadOnlyList<string> findings) => findings.Count == 0
        ? string.Empty
        : "Unsere Prüfung hat ergeben:\n" + string.Join('\n', findings.Select(text => "- " + MailNames.Line(text, LongestFinding)));

    // The line goes with the blank line after it, so that no hole stays.
    private static string WithoutEmptyLine(string template, IReadOnlyList<string> findings) => findings.Count > 0
        ? template
        : template.Replace("{findings}\n\n", string.Empty, StringComparison.Ordinal)
            .Replace("{findings}\n", string.Empty, StringComparison.Ordinal)
            .Replace("{findings}", string.Empty, StringComparison.Ordinal);

    // In one pass, so that what a person or an invoice says is never taken for a placeholder.
    private static string Filled(string template, Dictionary<string, string> values)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var end = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (end > 0 && values.TryGetValue(template[(at + 1)..end], out var value))
            {
                filled.Append(value);
                at = end + 1;
                continue;
            }

            filled.Append(template[at++]);
        }

        return filled.ToString().TrimEnd() + "\n";
    }

    private static string OneLine(string text) => MailNames.Line(text);
}
