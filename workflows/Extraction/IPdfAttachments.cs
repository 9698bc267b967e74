namespace Serverless.Workflows.Extraction;

/// <summary>A file that is embedded in a PDF.</summary>
/// <param name="Name">Its name as the PDF gives it; never to be used as a path.</param>
/// <param name="MimeType">As the PDF states it, or null.</param>
/// <param name="Relationship">PDF/A-3's <c>AFRelationship</c> (<c>Data</c>, <c>Alternative</c>, <c>Source</c> …), or null.</param>
/// <param name="Bytes">The file, unpacked.</param>
public sealed record PdfAttachment(string Name, string? MimeType, string? Relationship, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads the files that are embedded in a PDF.</summary>
public interface IPdfAttachments
{
    /// <summary>Every embedded file, in the order of the PDF; empty where there is none.</summary>
    /// <exception cref="InvalidDataException">It is no PDF, it is damaged beyond reading, it is encrypted, or it
    /// exceeds a limit. The caller makes a finding of it.</exception>
    IReadOnlyList<PdfAttachment> Read(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken);
}
