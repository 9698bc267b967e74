using System.Globalization;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Approval;

/// <summary>Whether amounts and days fit together where a person typed one of them; found anew at every edit. What stands on
/// an untouched e-invoice was checked when it was read.</summary>
internal static class TypedFindings
{
    private const string Gross = "TYPED-GROSS";
    private const string Payable = "TYPED-PAYABLE";
    private const string Signs = "TYPED-SIGNS";
    private const string DueDate = "TYPED-DUE-DATE";
    private const string IssueDate = "TYPED-ISSUE-DATE";

    /// <summary>Amounts may differ by so much: invoices round per line or per tax rate.</summary>
    private const decimal Tolerance = 0.02m;

    private static readonly string[] Rules = [Gross, Payable, Signs, DueDate, IssueDate];

    /// <summary>The item with today's findings instead of the former ones.</summary>
    /// <param name="today">The tenant's day.</param>
    public static Item On(Item item, DateOnly today)
    {
        var checks = item.Checks.Where(check => !Rules.Contains(check.Rule)).ToList();
        OfTotals(item, checks);
        OfPayable(item, checks);
        OfSigns(item, checks);
        OfDays(item, today, checks);
        return item with { Checks = checks };
    }

    private static void OfTotals(Item item, List<Check> checks)
    {
        if (!IsTyped(item, FieldNames.NetTotal, FieldNames.TaxTotal, FieldNames.GrossTotal)) return;
        if (Read(item, FieldNames.NetTotal) is not { } net || Read(item, FieldNames.TaxTotal) is not { } tax
            || Read(item, FieldNames.GrossTotal) is not { } gross || Fits(net + tax, gross)) return;
        checks.Add(new Check(Gross, Severity.Warning,
            FindingPhrases.Gross.Of(Money(item, net), Money(item, tax), Money(item, net + tax), Money(item, gross)), FieldNames.GrossTotal));
    }

    private static void OfPayable(Item item, List<Check> checks)
    {
        if (!IsTyped(item, FieldNames.GrossTotal, FieldNames.PrepaidAmount, FieldNames.Payable)) return;
        var prepaid = Read(item, FieldNames.PrepaidAmount) ?? 0;
        if (Read(item, FieldNames.GrossTotal) is not { } gross || Read(item, FieldNames.Payable) is not { } payable
            || Fits(gross - prepaid, payable)) return;
        checks.Add(new Check(Payable, Severity.Warning,
            FindingPhrases.Payable.Of(Money(item, gross), Money(item, prepaid), Money(item, gross - prepaid), Money(item, payable)),
            FieldNames.Payable));
    }

    // What was paid before may turn the sign of what is left to pay, so that is not looked at.
    private static void OfSigns(Item item, List<Check> checks)
    {
        string[] names = [FieldNames.NetTotal, FieldNames.TaxTotal, FieldNames.GrossTotal];
        if (!IsTyped(item, names)) return;
        var read = names.Select(name => (Name: name, Amount: Read(item, name) ?? 0)).ToList();
        if (read.Find(one => one.Amount > 0) is not { Name: not null } plus || read.Find(one => one.Amount < 0) is not { Name: not null } minus)
            return;
        checks.Add(new Check(Signs, Severity.Warning, FindingPhrases.Signs.Of(Named(plus), Named(minus)), minus.Name));

        string Named((string Name, decimal Amount) one) => $"{ItemFieldLabels.Of(one.Name)} {Money(item, one.Amount)}";
    }

    private static void OfDays(Item item, DateOnly today, List<Check> checks)
    {
        if (Day(item, FieldNames.IssueDate) is not { } issued) return;
        if (Day(item, FieldNames.DueDate) is { } due && due < issued && IsTyped(item, FieldNames.IssueDate, FieldNames.DueDate))
        {
            checks.Add(new Check(DueDate, Severity.Warning,
                FindingPhrases.DueBefore.Of(Spoken.Day(due, "de"), Spoken.Day(issued, "de")), FieldNames.DueDate));
        }

        if (issued > today && IsTyped(item, FieldNames.IssueDate))
        {
            checks.Add(new Check(IssueDate, Severity.Warning,
                FindingPhrases.Future.Of(Spoken.Day(issued, "de"), Spoken.Day(today, "de")), FieldNames.IssueDate));
        }
    }

    private static bool Fits(decimal one, decimal other) => Math.Abs(one - other) <= Tolerance;

    private static bool IsTyped(Item item, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (item.Fields.GetValueOrDefault(name)?.Source == FieldSource.User) return true;
        return false;
    }

    private static decimal? Read(Item item, string name) => decimal.TryParse(
        item.Fields.GetValueOrDefault(name)?.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static DateOnly? Day(Item item, string name) => DateOnly.TryParseExact(
        item.Fields.GetValueOrDefault(name)?.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Money(Item item, decimal amount) => Spoken.Money(
        amount.ToString(CultureInfo.InvariantCulture), item.Fields.GetValueOrDefault(FieldNames.Currency)?.Value, "de");
}
