using Serverless.Workflows.Extraction.Einvoice;
using Serverless.Workflows.Extraction.Einvoice.Xml;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Extraction;

/// <summary>Reads what is structured in a document that arrived: an XML invoice, bare or embedded in a PDF.</summary>
/// <remarks>Safe to call from many threads.</remarks>
public sealed class InvoiceDocuments(IPdfAttachments pdfAttachments)
{
    /// <summary>Reads a document of any kind; what it is is told by its bytes. Whatever they are, the answer is a reading:
    /// where the document holds no readable e-invoice its <see cref="InvoiceReading.Format"/> is null, it has no fields, and
    /// a check says why.</summary>
    /// <param name="fileName">Only named in checks; null where there is none.</param>
    /// <exception cref="OperationCanceledException">The only failure.</exception>
    public InvoiceReading Read(ReadOnlyMemory<byte> bytes, string? fileName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (bytes.IsEmpty) return Only(DocumentFindings.Empty(fileName));
        if (XmlCharacters.LooksLikeXml(bytes.Span)) return XmlInvoices.Read(bytes, cancellationToken);
        return PdfFacts.IsPdf(bytes.Span) ? ReadPdf(bytes, cancellationToken) : Only(DocumentFindings.UnknownKind(fileName));
    }

    private InvoiceReading ReadPdf(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        try
        {
            return EmbeddedInvoices.Read(pdfAttachments.Read(pdf, cancellationToken), cancellationToken);
        }
        catch (PdfException unreadable)
        {
            return Only(DocumentFindings.UnreadablePdf(unreadable.Problem));
        }
    }

    private static InvoiceReading Only(Check check) => InvoiceReading.Empty with { Checks = [check] };
}
