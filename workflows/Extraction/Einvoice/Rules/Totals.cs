namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>The totals follow from each other, to the cent. A rule is silent where one of its amounts is not stated:
/// what must be stated is another rule's.</summary>
internal static class Totals
{
    private const string Ask = " Bitte prüfen Sie die Beträge und fordern Sie gegebenenfalls eine korrigierte Rechnung an.";

    public static IEnumerable<Check> Lines(EInvoice invoice)
    {
        if (invoice.Lines.Count == 0 || invoice.Number("BT-106") is not { } stated) yield break;
        var sum = 0m;
        foreach (var line in invoice.Lines)
        {
            if (line.Terms.Number("BT-131") is not { } net) yield break;
            sum += net;
        }

        if (Differ(sum, stated)) yield return Finding(invoice, "BR-CO-10", "BT-106", "Die Summe der Positionen", sum, stated);
    }

    public static IEnumerable<Check> Net(EInvoice invoice)
    {
        if (invoice.Number("BT-106") is not { } lines || invoice.Number("BT-109") is not { } stated) yield break;
        if (IsUnreadable(invoice, "BT-107", "BT-108")) yield break;
        var net = lines - (invoice.Number("BT-107") ?? 0) + (invoice.Number("BT-108") ?? 0);
        if (Differ(net, stated)) yield return Finding(invoice, "BR-CO-13", "BT-109", "Der Nettobetrag (Positionen − Nachlässe + Zuschläge)", net, stated);
    }

    public static IEnumerable<Check> Tax(EInvoice invoice)
    {
        if (invoice.Taxes.Count == 0 || invoice.Number("BT-110") is not { } stated) yield break;
        var sum = 0m;
        foreach (var row in invoice.Taxes)
        {
            if (row.Number("BT-117") is not { } amount) yield break;
            sum += amount;
        }

        if (Differ(sum, stated)) yield return Finding(invoice, "BR-CO-14", "BT-110", "Die Summe der Steuerbeträge", sum, stated);
    }

    public static IEnumerable<Check> Gross(EInvoice invoice)
    {
        if (invoice.Number("BT-109") is not { } net || invoice.Number("BT-112") is not { } stated) yield break;
        if (IsUnreadable(invoice, "BT-110")) yield break;
        var gross = net + (invoice.Number("BT-110") ?? 0);
        if (Differ(gross, stated)) yield return Finding(invoice, "BR-CO-15", "BT-112", "Der Bruttobetrag (netto + Steuer)", gross, stated);
    }

    /// <summary>With what is paid for others, as BR-DEX-09 of XRechnung's extension has it.</summary>
    public static IEnumerable<Check> Payable(EInvoice invoice)
    {
        if (invoice.Number("BT-112") is not { } gross || invoice.Number("BT-115") is not { } stated) yield break;
        if (IsUnreadable(invoice, "BT-113", "BT-114", "BT-DEX-002")) yield break;
        var payable = gross - (invoice.Number("BT-113") ?? 0) + (invoice.Number("BT-114") ?? 0) + invoice.ThirdPartyPayments;
        if (Differ(payable, stated)) yield return Finding(invoice, "BR-CO-16", "BT-115", "Der Zahlbetrag (brutto − bereits gezahlt + Rundung)", payable, stated);
    }

    internal static bool Differ(decimal one, decimal other) =>
        Math.Round(one, 2, MidpointRounding.AwayFromZero) != Math.Round(other, 2, MidpointRounding.AwayFromZero);

    private static bool IsUnreadable(EInvoice invoice, params ReadOnlySpan<string> terms)
    {
        foreach (var term in terms)
        {
            if (invoice.Unreadable.Contains(term)) return true;
        }

        return false;
    }

    private static Check Finding(EInvoice invoice, string rule, string term, string what, decimal computed, decimal stated) =>
        new(rule, Severity.Error,
            $"{what} ergibt {WrittenNumber.German(computed)}, angegeben ist {WrittenNumber.German(stated)}." + Ask,
            invoice.Where(term));
}
