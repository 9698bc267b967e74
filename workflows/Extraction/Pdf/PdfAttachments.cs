namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Reads embedded files with the product's own PDF reader. An embedded file that cannot be unpacked is listed
/// without bytes.</summary>
public sealed class PdfAttachments(PdfLimits? limits = null) : IPdfAttachments
{
    private readonly PdfLimits _limits = limits ?? PdfLimits.Default;

    public IReadOnlyList<PdfAttachment> Read(ReadOnlyMemory<byte> pdf, CancellationToken cancellation) =>
        PdfReading.Run(pdf, _limits, opened => opened.Catalog is { } catalog
            ? new EmbeddedFiles(opened.Objects).Read(catalog)
            : throw new PdfException(PdfProblem.Encrypted, "The PDF is encrypted and needs a password."), cancellation);
}
