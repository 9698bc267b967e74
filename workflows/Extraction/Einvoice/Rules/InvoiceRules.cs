namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>A rule looks at an invoice as read and says what is wrong with it.</summary>
internal delegate IEnumerable<Check> InvoiceRule(EInvoice invoice);

/// <summary>The rules that every structured invoice is held against. Findings carry the id of EN 16931 where the rule
/// is one of the standard's.</summary>
internal static class InvoiceRules
{
    public static IReadOnlyList<InvoiceRule> All { get; } =
    [
        KnownProfile.Check,
        MandatoryTerms.Check,
        Totals.Lines,
        Totals.Net,
        Totals.Tax,
        Totals.Gross,
        Totals.Payable,
        TaxRows.Check,
        LineAmounts.Check,
        Attachments.Check,
        ForeignElements.Check,
        TestInvoices.Check,
    ];
}
