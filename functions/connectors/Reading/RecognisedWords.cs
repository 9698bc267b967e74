using System.Drawing;
using System.Globalization;
using Azure;
using Azure.AI.FormRecognizer.DocumentAnalysis;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Words;

namespace Serverless.Connectors.Reading;

/// <summary>Words that Azure Document Intelligence recognises on pages without text (model <c>prebuilt-read</c>). Each page
/// costs money, so a caller names those that it needs.</summary>
public sealed class RecognisedWords(DocumentAnalysisClient client) : IWordReader
{
    private const string Model = "prebuilt-read";

    /// <inheritdoc/>
    public FieldSource Source => FieldSource.Cloud;

    /// <inheritdoc/>
    /// <exception cref="ActivityFailureException">The service refuses the document (type <c>NotRecognised</c>, not
    /// retriable) or is not to be had now (<c>RecognitionAway</c>).</exception>
    public async Task<IReadOnlyList<PageWords>> ReadAsync(
        ReadOnlyMemory<byte> pdf, IReadOnlyList<int>? pages, CancellationToken cancellation)
    {
        var options = new AnalyzeDocumentOptions();
        foreach (var page in pages ?? []) options.Pages.Add(page.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var content = new MemoryStream(pdf.ToArray(), writable: false);
            var operation = await client.AnalyzeDocumentAsync(WaitUntil.Completed, Model, content, options, cancellation);
            return [.. operation.Value.Pages.Select(page => new PageWords(
                page.PageNumber, [.. page.Words.Select(word => WordOf(page, word))]))];
        }
        catch (RequestFailedException refused)
        {
            var isAway = refused.Status is 0 or 408 or 429 or >= 500;
            throw new ActivityFailureException(new ActivityFailure(
                isAway ? "RecognitionAway" : "NotRecognised",
                $"Document Intelligence answers with {refused.Status} {refused.ErrorCode}: {refused.Message}", isAway), refused);
        }
    }

    private static Word WordOf(DocumentPage page, DocumentWord word)
    {
        // The polygon is in the unit of the page's width and height, from the top left.
        var (width, height) = (page.Width is > 0 ? page.Width.Value : 1, page.Height is > 0 ? page.Height.Value : 1);
        IReadOnlyList<PointF> corners = word.BoundingPolygon.Count > 0 ? word.BoundingPolygon : [default];
        var box = Box.Between(
            corners.Min(corner => corner.X) / width, corners.Min(corner => corner.Y) / height,
            corners.Max(corner => corner.X) / width, corners.Max(corner => corner.Y) / height);
        return new Word(word.Content, box, box.Height, word.Confidence);
    }
}
