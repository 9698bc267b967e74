using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Extraction.Words;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using Page = UglyToad.PdfPig.Content.Page;

namespace Serverless.Connectors.Reading;

/// <summary>
/// The text layer of a PDF by PdfPig. PdfPig has no limits of its own: what a file unpacks to is measured before, pages and
/// letters are counted, and what takes too long is given up.
/// </summary>
public sealed class PdfPigWords(WordLimits limits) : IWordReader
{
    /// <inheritdoc/>
    public FieldSource Source => FieldSource.Text;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PageWords>> ReadAsync(
        ReadOnlyMemory<byte> pdf, IReadOnlyList<int>? pages, CancellationToken cancellation)
    {
        PdfCost.EnsureWithin(pdf, limits.Pdf, cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limits.Time);
        try
        {
            // One page can keep PdfPig busy for long, and it cannot be told to stop: the caller does not wait for it.
            return await Task.Run(() => Read(pdf, pages, stop.Token), stop.Token).WaitAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new PdfException(PdfProblem.TooLarge, $"The PDF's text takes longer to read than {limits.Time}.");
        }
        catch (Exception broken) when (broken is not (PdfException or OperationCanceledException))
        {
            throw new PdfException(PdfProblem.Damaged, "The PDF's text cannot be read: " + broken.Message, broken);
        }
    }

    private List<PageWords> Read(ReadOnlyMemory<byte> pdf, IReadOnlyList<int>? wanted, CancellationToken cancellation)
    {
        using var document = PdfDocument.Open(
            pdf.ToArray(), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, ClipPaths = false });
        var count = Math.Min(document.NumberOfPages, limits.Pages);
        var pages = new List<PageWords>();
        var letters = 0L;
        foreach (var number in (wanted ?? [.. Enumerable.Range(1, count)]).Where(number => number >= 1 && number <= count))
        {
            cancellation.ThrowIfCancellationRequested();
            var page = document.GetPage(number);
            if ((letters += page.Letters.Count) > limits.Letters)
                throw new PdfException(PdfProblem.TooLarge, $"The PDF has more than {limits.Letters} letters.");
            pages.Add(new PageWords(number, [.. page.GetWords().Where(word => word.Text.Trim().Length > 0)
                .Select(word => WordOf(page, word.Text.Trim(), word.BoundingBox, word.Letters[0].PointSize))]));
        }

        return pages;
    }

    /// <summary>PdfPig counts in points from the bottom left of the page as it is shown.</summary>
    private static Word WordOf(Page page, string text, PdfRectangle box, double size)
    {
        var xs = new[] { box.TopLeft.X, box.TopRight.X, box.BottomLeft.X, box.BottomRight.X };
        var ys = new[] { box.TopLeft.Y, box.TopRight.Y, box.BottomLeft.Y, box.BottomRight.Y };
        return new Word(text, Box.Between(
            xs.Min() / page.Width, 1 - (ys.Max() / page.Height), xs.Max() / page.Width, 1 - (ys.Min() / page.Height)),
            size / page.Height, 1);
    }
}

/// <summary>What reading the words of a PDF may cost.</summary>
public sealed record WordLimits
{
    public PdfLimits Pdf { get; init; } = PdfLimits.Default;

    /// <summary>Pages beyond are not read; an invoice has said everything long before.</summary>
    public int Pages { get; init; } = 200;

    /// <summary>Letters of all pages.</summary>
    public long Letters { get; init; } = 2_000_000;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(20);
}
