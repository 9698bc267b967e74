namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>What a PDF would cost a reader that knows no limits.</summary>
public static class PdfCost
{
    /// <summary>Unpacks everything but images, once and within the limits.</summary>
    /// <exception cref="PdfException">It passes a limit, is encrypted, damaged or no PDF.</exception>
    public static void EnsureWithin(ReadOnlyMemory<byte> pdf, PdfLimits limits, CancellationToken cancellation) =>
        PdfReading.Run(pdf, limits, opened =>
        {
            if (opened.Catalog is not { } catalog)
                throw new PdfException(PdfProblem.Encrypted, "The PDF needs a password.");
            PdfPages.Read(opened.Objects, catalog);
            foreach (var number in opened.Objects.Places.Keys.ToList())
            {
                if (opened.Objects.Load(number) is PdfStream stream
                    && opened.Objects.Name(stream.Dictionary["Subtype"]) != "Image")
                {
                    Unpack(opened.Objects, stream);
                }

                opened.Objects.Forget();
            }

            return true;
        }, cancellation);

    private static void Unpack(PdfObjects objects, PdfStream stream)
    {
        try
        {
            objects.Decode(stream);
        }
        catch (PdfException packed) when (packed.Problem is PdfProblem.Unsupported or PdfProblem.Damaged)
        {
            // What cannot be unpacked here is no text; whoever needs it says so.
        }
    }
}
