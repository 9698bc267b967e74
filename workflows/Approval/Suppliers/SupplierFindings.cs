using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>Which findings of an item concern its supplier: those on the invoice itself. What was found about our own
/// data (who the supplier is, duplicates, mails of ours) is not theirs to know.</summary>
public static class SupplierFindings
{
    /// <summary>As many are told at most; more would not be read.</summary>
    public const int Most = 20;

    // Business rules of EN 16931 and XRechnung, and what is wrong with the file.
    private static readonly string[] Prefixes = ["BR-", "AMOUNT-", "DATE-", "FIELD-", "LINE-", "XML-"];

    private static readonly string[] Files = ["PDF-UNREADABLE", "PDF-ENCRYPTED", "PDF-SEVERAL-EINVOICES", "TEST-INVOICE"];

    // Every finding ends with what is to be done about it, which begins so.
    private static readonly string[] Advice = [" Bitte ", ", bitte ", " Bitten Sie "];

    /// <summary>The findings that can be told, the gravest first.</summary>
    public static IReadOnlyList<Check> Of(Item item) =>
    [
        .. item.Checks.Where(check => check.Severity != Severity.Info && IsTheirs(check.Rule))
            .DistinctBy(check => (check.Rule, check.Text)).OrderByDescending(check => check.Severity).Take(Most),
    ];

    /// <summary>Those of them that a person chose; all where they did not choose.</summary>
    public static IReadOnlyList<Check> Chosen(Item item, IReadOnlyList<string>? rules) =>
        rules is null ? Of(item) : [.. Of(item).Where(check => rules.Contains(check.Rule, StringComparer.Ordinal))];

    /// <summary>A finding as the supplier reads it: without the advice for our own people that its text ends with, and with the
    /// rule, which the supplier's software knows.</summary>
    public static string InWords(Check check)
    {
        // What the invoice says stands in quotes, and may ask for something itself.
        var quoted = check.Text.LastIndexOf('“') + 1;
        var advice = Advice.Select(start => check.Text.IndexOf(start, quoted, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(-1).Min();
        var text = advice < 0 ? check.Text : check.Text[..advice].TrimEnd('.') + ".";
        return check.Rule.StartsWith("BR-", StringComparison.Ordinal) ? $"{text.TrimEnd('.')} ({check.Rule})." : text;
    }

    private static bool IsTheirs(string rule) =>
        Prefixes.Any(prefix => rule.StartsWith(prefix, StringComparison.Ordinal)) || Files.Contains(rule);
}
