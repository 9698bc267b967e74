namespace Serverless.Workflows.Extraction.Words;

/// <summary>Reads a document's own text, and asks a second reader only for the pages that have none.</summary>
public sealed class LayeredWords(IWordReader text, IWordReader recognition)
{
    /// <summary>Every page, each with the source that its words come from.</summary>
    /// <exception cref="Pdf.PdfException">It cannot be read.</exception>
    public async Task<IReadOnlyList<(PageWords Page, FieldSource Source)>> ReadAsync(
        ReadOnlyMemory<byte> pdf, CancellationToken cancellation)
    {
        var own = await text.ReadAsync(pdf, null, cancellation);
        var without = own.Where(page => page.IsEmpty).Select(page => page.Number).ToList();
        var recognised = without.Count == 0 ? [] : await recognition.ReadAsync(pdf, without, cancellation);
        var byNumber = recognised.ToDictionary(page => page.Number);
        return
        [
            .. own.Select(page => byNumber.TryGetValue(page.Number, out var other)
                ? (other, recognition.Source) : (page, text.Source)),
        ];
    }
}
