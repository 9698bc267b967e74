namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>What no invoice can do without, in any profile.</summary>
internal static class MandatoryTerms
{
    private static readonly (string Rule, string Term, string Text)[] Mandatory =
    [
        ("BR-02", "BT-1", "Die Rechnungsnummer fehlt"),
        ("BR-03", "BT-2", "Das Rechnungsdatum fehlt"),
        ("BR-04", "BT-3", "Die Rechnungsart fehlt"),
        ("BR-05", "BT-5", "Die Währung fehlt"),
        ("BR-06", "BT-27", "Der Name des Verkäufers fehlt"),
        ("BR-07", "BT-44", "Der Name des Käufers fehlt"),
        ("BR-13", "BT-109", "Der Nettobetrag fehlt"),
        ("BR-14", "BT-112", "Der Bruttobetrag fehlt"),
        ("BR-15", "BT-115", "Der Zahlbetrag fehlt"),
    ];

    public static IEnumerable<Check> Check(EInvoice invoice) =>
        from mandatory in Mandatory
        where invoice[mandatory.Term] is null && !invoice.Unreadable.Contains(mandatory.Term)
        select new Check(mandatory.Rule, Severity.Error,
            mandatory.Text + ". Bitte tragen Sie die Angabe ein oder fordern Sie eine korrigierte Rechnung an.");
}
