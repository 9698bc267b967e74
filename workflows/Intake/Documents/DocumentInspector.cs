using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Intake.Documents;

/// <summary>Looks into a file as far as the intake must know: what it is, whether it can be opened, signed or a
/// structured invoice.</summary>
public sealed class DocumentInspector(IPdfAttachments pdfs, IInvoiceDetector invoices)
{
    /// <summary>Judges a stored file by its bytes; what it claims to be only matters where it is not that.</summary>
    public ReceivedDocument Inspect(
        int part, string name, string declaredType, ReadOnlyMemory<byte> content, StoredDocument stored,
        CancellationToken cancellation)
    {
        var kind = DocumentKinds.Of(content);
        var type = DocumentKinds.ContentType(kind, content.Span, declaredType);
        var document = new ReceivedDocument(part, name, type, kind, stored, null);
        return kind switch
        {
            DocumentKind.Pdf => Pdf(document, content, cancellation),
            DocumentKind.Xml => Xml(document, content),
            DocumentKind.Empty => document with { Defect = IntakeReasons.Empty(name) },
            _ when Claims(name, declaredType, ".pdf", "application/pdf") =>
                document with { Defect = IntakeReasons.NotAPdf(name) },
            _ when Claims(name, declaredType, ".xml", "application/xml") || declaredType == "text/xml" =>
                document with { Defect = IntakeReasons.NotXml(name) },
            _ => document,
        };
    }

    private ReceivedDocument Pdf(ReceivedDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            var facts = PdfFacts.Read(content, cancellation);
            if (facts.NeedsPassword) return document with { Defect = IntakeReasons.Password(document.Name) };
            document = document with { IsSigned = facts.IsSigned };
            foreach (var file in pdfs.Read(content, cancellation))
            {
                if (DocumentKinds.Of(file.Bytes) == DocumentKind.Xml && Embedded(file.Bytes) is { } invoice)
                    return document with { Einvoice = invoice };
            }

            return document;
        }
        catch (PdfException failure) when (failure.Problem is PdfProblem.TooLarge or PdfProblem.Unsupported)
        {
            return document with { NotInspected = true };
        }
        catch (PdfException failure)
        {
            return document with
            {
                Defect = failure.Problem switch
                {
                    PdfProblem.Encrypted => IntakeReasons.Password(document.Name),
                    PdfProblem.NotAPdf => IntakeReasons.NotAPdf(document.Name),
                    _ => IntakeReasons.Damaged(document.Name),
                },
            };
        }
    }

    // What is wrong with an embedded XML is the extraction's finding; the PDF remains an invoice for people.
    private InvoiceIdentity? Embedded(ReadOnlyMemory<byte> xml)
    {
        try
        {
            return invoices.Identify(xml);
        }
        catch (UnsafeXmlException)
        {
            return null;
        }
    }

    private ReceivedDocument Xml(ReceivedDocument document, ReadOnlyMemory<byte> content)
    {
        try
        {
            return document with { Einvoice = invoices.Identify(content) };
        }
        catch (UnsafeXmlException)
        {
            return document with { Defect = IntakeReasons.XmlWithDtd(document.Name) };
        }
    }

    private static bool Claims(string name, string declaredType, string ending, string type) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
        || declaredType.StartsWith(type, StringComparison.OrdinalIgnoreCase);
}
