using System.Xml.Linq;
using System.Xml.XPath;
using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>BR-CL-24: the kinds of files that may be embedded in an invoice. XRechnung's extension and Factur-X allow XML
/// besides.</summary>
internal static class Attachments
{
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/pdf", "image/png", "image/jpeg", "text/csv", "application/xml", "text/xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.oasis.opendocument.spreadsheet",
    };

    public static IEnumerable<Check> Check(EInvoice invoice)
    {
        foreach (XPathNavigator place in invoice.Root.CreateNavigator().Select(invoice.Syntax.Attachments))
        {
            if (place.UnderlyingObject is not XElement file) continue;
            var type = (string?)file.Attribute("mimeCode") ?? "";
            if (Allowed.Contains(type.Trim())) continue;
            yield return new Check("BR-CL-24", Severity.Warning,
                $"Die Anlage „{Shortened((string?)file.Attribute("filename") ?? "ohne Namen")}“ in der Rechnung hat den Typ „{Shortened(type)}“, der in E-Rechnungen nicht erlaubt ist. Bitte öffnen Sie sie nicht, bevor der Absender sie bestätigt hat.",
                XmlPlace.Of(file));
        }
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
