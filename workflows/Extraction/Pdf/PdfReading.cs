using Serverless.Workflows.Extraction.Pdf.Encryption;

namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Opens a PDF, by its cross-reference or, where that is damaged, by searching it.</summary>
internal static class PdfReading
{
    private const int HeaderWithin = 1024;

    /// <summary>Where the header begins; -1 where the bytes are no PDF. Some senders put bytes before it.</summary>
    public static int Header(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, HeaderWithin)].IndexOf("%PDF-"u8);

    /// <summary>Runs a reader over the opened file; once more with recovered objects if it meets damage.</summary>
    /// <exception cref="PdfException">And no other, whatever the bytes are.</exception>
    public static T Run<T>(ReadOnlyMemory<byte> pdf, PdfLimits limits, Func<OpenedPdf, T> read, CancellationToken cancellation)
    {
        var header = Header(pdf.Span);
        if (header < 0) throw new PdfException(PdfProblem.NotAPdf, "The file is not a PDF.");
        pdf = pdf[header..];
        try
        {
            var objects = new PdfObjects(pdf, new PdfBudget(limits, cancellation));
            CrossReference.Read(objects);
            return read(Open(objects, null));
        }
        catch (PdfException damaged) when (damaged.Problem == PdfProblem.Damaged)
        {
            var objects = new PdfObjects(pdf, new PdfBudget(limits, cancellation)) { Recovered = true };
            return read(Open(objects, RecoveryScan.Start(objects)));
        }
    }

    private static OpenedPdf Open(PdfObjects objects, RecoveryScan? recovery)
    {
        var encrypt = objects.Dictionary(objects.Trailer["Encrypt"]);
        if (encrypt is not null)
        {
            objects.Security = StandardSecurity.Open(objects, encrypt);
            if (objects.Security is null) return new OpenedPdf(objects, null, IsEncrypted: true);
        }

        recovery?.Finish();
        var catalog = objects.Dictionary(objects.Trailer["Root"]) ?? throw PdfException.Damaged("it has no catalogue");
        return new OpenedPdf(objects, catalog, encrypt is not null);
    }
}

/// <summary>A PDF ready to be asked.</summary>
/// <param name="Catalog">Null where a password is needed.</param>
internal sealed record OpenedPdf(PdfObjects Objects, PdfDictionary? Catalog, bool IsEncrypted);
