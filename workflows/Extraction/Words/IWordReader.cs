namespace Serverless.Workflows.Extraction.Words;

/// <summary>Reads the words of a PDF with where they stand on its pages.</summary>
public interface IWordReader
{
    /// <summary>Which source its words are (<see cref="FieldSource.Text"/>, <see cref="FieldSource.Ocr"/> or
    /// <see cref="FieldSource.Cloud"/>).</summary>
    FieldSource Source { get; }

    /// <summary>The pages asked for, in order; a page that has no words for this reader is there without any.</summary>
    /// <param name="pdf">The whole file.</param>
    /// <param name="pages">Page numbers from 1; null for all. Numbers behind the last page are left out.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="Pdf.PdfException">It cannot be read, needs a password or passes a limit.</exception>
    Task<IReadOnlyList<PageWords>> ReadAsync(
        ReadOnlyMemory<byte> pdf, IReadOnlyList<int>? pages, CancellationToken cancellation);
}

/// <summary>The words of a page in the order in which the reader found them.</summary>
/// <param name="Number">From 1.</param>
public sealed record PageWords(int Number, IReadOnlyList<Word> Words)
{
    /// <summary>Whether there is nothing to read here for this reader: a scan, or an empty page.</summary>
    public bool IsEmpty => Words.Count == 0;
}

/// <summary>A word on a page.</summary>
/// <param name="Size">Height of its letters as a fraction of the page's height; of recognised words that of their box.
/// </param>
/// <param name="Confidence">From 0 to 1; 1 where the document itself says the text.</param>
public sealed record Word(string Text, Box Box, double Size, double Confidence);
