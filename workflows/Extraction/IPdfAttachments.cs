namespace Serverless.Workflows.Extraction;

/// <summary>Takes the files out of a PDF that were embedded in it.</summary>
public interface IPdfAttachments
{
    /// <summary>The embedded files in the order of the document: name tree, then annotations, then associated files.
    /// Empty where there are none.</summary>
    /// <exception cref="Pdf.PdfException">The bytes are no readable PDF, need a password or pass a limit; the message says
    /// which.</exception>
    IReadOnlyList<PdfAttachment> Read(ReadOnlyMemory<byte> pdf, CancellationToken cancellation);
}

/// <summary>A file embedded in a PDF.</summary>
/// <param name="Name">The file's name without folders; empty where the PDF gives none. Never to be used as a path.</param>
/// <param name="MimeType">As the PDF claims it, for example <c>text/xml</c>.</param>
/// <param name="Relationship">The claimed relation to the document (PDF/A-3): <c>Alternative</c>, <c>Data</c>,
/// <c>Source</c>, <c>Supplement</c>, <c>Unspecified</c>.</param>
/// <param name="Bytes">Decoded and decrypted.</param>
public sealed record PdfAttachment(string Name, string? MimeType, string? Relationship, ReadOnlyMemory<byte> Bytes);
