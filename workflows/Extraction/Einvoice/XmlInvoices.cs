using Serverless.Workflows.Extraction.Einvoice.Rules;
using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>Reads an XML document as an invoice: safely loaded, recognised, read by its format and held against the rules.</summary>
internal static class XmlInvoices
{
    private const int NameShown = 80;

    /// <summary>Never fails but by cancellation; a document that is no readable invoice has no format and a check that says why.</summary>
    public static InvoiceReading Read(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Read(SafeXml.Load(bytes, XmlLimits.Default, cancellationToken), cancellationToken);

    public static InvoiceReading Read(LoadedXml loaded, CancellationToken cancellationToken)
    {
        if (loaded.Root is not { } root) return InvoiceReading.Empty with { Checks = loaded.Checks };
        var findings = new Findings();
        findings.AddRange(loaded.Checks);
        if (XmlInvoiceFormats.Of(root) is not { } format)
        {
            findings.Add(() => Unknown(root.Name.LocalName));
            return InvoiceReading.Empty with { Checks = findings.ToList() };
        }

        var invoice = format.Read(root, findings, cancellationToken);
        foreach (var rule in InvoiceRules.All) findings.AddRange(rule(invoice));
        return ReadingOf.Invoice(invoice, findings.ToList());
    }

    private static Check Unknown(string root) => new("XML-UNKNOWN", Severity.Error,
        $"Die XML-Datei ist keine bekannte E-Rechnung (Wurzelelement „{(root.Length <= NameShown ? root : root[..NameShown] + "…")}“). Gelesen werden XRechnung und UBL, Factur-X und ZUGFeRD. Bitte fordern Sie die Rechnung in einem dieser Formate an.");
}
