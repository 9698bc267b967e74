namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>What can be said about a PDF without looking at its pages.</summary>
/// <param name="PageCount">Null where a password is needed.</param>
/// <param name="IsEncrypted">Whether it is encrypted at all; many invoices are, against change, and open without a password.</param>
/// <param name="NeedsPassword">Whether it cannot be read without a password (or by an unknown method); nothing else is known then.</param>
/// <param name="SignatureFields">Its signature fields, signed or not.</param>
public sealed record PdfFacts(int? PageCount, bool IsEncrypted, bool NeedsPassword, IReadOnlyList<PdfSignatureField> SignatureFields)
{
    /// <summary>Whether at least one signature field is signed. Says nothing about whether the signature is good.</summary>
    public bool IsSigned => SignatureFields.Any(signature => signature.IsSigned);

    /// <summary>Whether the bytes claim to be a PDF.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes) => PdfReading.Header(bytes) >= 0;

    /// <exception cref="PdfException">The bytes are no PDF, damaged beyond recovery or pass a limit.</exception>
    public static PdfFacts Read(ReadOnlyMemory<byte> pdf, CancellationToken cancellation, PdfLimits? limits = null) =>
        PdfReading.Run(pdf, limits ?? PdfLimits.Default, opened => opened.Catalog is { } catalog
            ? new PdfFacts(
                PdfPages.Read(opened.Objects, catalog).Count, opened.IsEncrypted, false,
                PdfSignatureFields.Read(opened.Objects, catalog))
            : new PdfFacts(null, true, true, []), cancellation);
}

/// <summary>A field for a digital signature.</summary>
/// <param name="Name">Its full name, the parts joined by points.</param>
public sealed record PdfSignatureField(string Name, bool IsSigned);
