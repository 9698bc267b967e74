using System.Xml.XPath;

namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>CII can mark a document as a test.</summary>
internal static class TestInvoices
{
    public static IEnumerable<Check> Check(EInvoice invoice)
    {
        if (invoice.Root.CreateNavigator().SelectSingleNode(invoice.Syntax.TestIndicator)?.Value.Trim() is "true" or "1")
            yield return new Check("TEST-INVOICE", Severity.Warning, "Die Rechnung ist als Testrechnung gekennzeichnet. Bitte klären Sie mit dem Absender, ob sie gilt, bevor Sie sie bezahlen.");
    }
}
