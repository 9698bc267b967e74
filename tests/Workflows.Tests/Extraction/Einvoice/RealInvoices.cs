using System.Xml.Linq;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>The published invoices, read as the product reads them.</summary>
internal static class RealInvoices
{
    public static InvoiceDocuments Documents { get; } = new(new PdfAttachments());

    public static InvoiceReading Read(string relative) =>
        Documents.Read(File.ReadAllBytes(TestData.Path(relative)), Path.GetFileName(relative), CancellationToken.None);

    public static InvoiceReading Read(XDocument document) =>
        Documents.Read(Bytes(document), null, CancellationToken.None);

    public static byte[] Bytes(XDocument document)
    {
        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    /// <summary>The XML of a file, taken out of a PDF if it is one.</summary>
    public static XDocument Xml(string relative)
    {
        var bytes = File.ReadAllBytes(TestData.Path(relative));
        if (!relative.EndsWith(".pdf", StringComparison.Ordinal)) return XDocument.Load(new MemoryStream(bytes));
        var file = new PdfAttachments().Read(bytes, CancellationToken.None).Single(file => file.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase));
        return XDocument.Load(new MemoryStream(file.Bytes.ToArray()));
    }

    /// <summary>Every file that holds an invoice, but the ones that are broken on purpose.</summary>
    public static TheoryData<string> Sound()
    {
        var data = new TheoryData<string>();
        foreach (var folder in new[] { "einvoice/xrechnung", "einvoice/hostile", "einvoice/zugferd", "en16931/examples" })
        {
            foreach (var pattern in new[] { "*.xml", "*.pdf" })
            {
                foreach (var row in TestData.Files(folder, pattern))
                {
                    var file = row;
                    if (!file.Contains("/fail/", StringComparison.Ordinal) && (TestData.Available || data.Count == 0)) data.Add(file);
                }
            }
        }

        return data;
    }
}
