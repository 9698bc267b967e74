using System.Globalization;
using System.IO.Compression;
using System.Text;
using Serverless.Connectors.Reading;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Extraction.Words;

namespace Serverless.Connectors.Tests.Reading;

public sealed class PdfPigWordsTests
{
    private static readonly PdfPigWords Reader = new(new WordLimits());

    [Fact]
    public async Task A_word_stands_where_the_page_shows_it()
    {
        var page = Assert.Single(await Reader.ReadAsync(Pdf("BT /F 20 Tf 100 700 Td (Rechnung 4711) Tj ET"), null, default));

        Assert.Equal(["Rechnung", "4711"], page.Words.Select(word => word.Text));
        var word = page.Words[0];
        Assert.InRange(word.Box.Left, 0.16, 0.18);
        Assert.InRange(word.Box.Top + word.Box.Height, 0.15, 0.18);
        Assert.InRange(word.Size, 0.02, 0.03);
        Assert.Equal((1, FieldSource.Text), (word.Confidence, Reader.Source));
        Assert.StartsWith("p1 0.1", word.Box.On(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_text_is_there_without_words_and_only_such_are_recognised()
    {
        var pdf = Pdf("BT /F 20 Tf 100 700 Td (Seite) Tj ET", "0 0 m 10 10 l S");
        var pages = await Reader.ReadAsync(pdf, null, default);
        Assert.Equal([false, true], pages.Select(page => page.IsEmpty));
        Assert.Equal([2], (await Reader.ReadAsync(pdf, [2, 9], default)).Select(page => page.Number));

        var recognition = new Recognition();
        var all = await new LayeredWords(Reader, recognition).ReadAsync(pdf, default);
        Assert.Equal([2], recognition.Asked);
        Assert.Equal(
            [("Seite", FieldSource.Text), ("erkannt", FieldSource.Cloud)],
            all.Select(one => (one.Page.Words[0].Text, one.Source)));
    }

    [Fact]
    public async Task What_passes_a_limit_is_refused_with_words()
    {
        var letters = new PdfPigWords(new WordLimits { Letters = 5 });
        Assert.Equal(PdfProblem.TooLarge, await ProblemAsync(letters, Pdf("BT /F 20 Tf 9 9 Td (Rechnung) Tj ET")));
        var bomb = new PdfPigWords(new WordLimits { Pdf = PdfLimits.Default with { DecodedBytes = 100_000 } });
        Assert.Equal(PdfProblem.TooLarge, await ProblemAsync(bomb, Pdf(new string(' ', 500_000))));
        Assert.Equal(PdfProblem.NotAPdf, await ProblemAsync(Reader, Encoding.ASCII.GetBytes("kein PDF")));
        var slow = new PdfPigWords(new WordLimits { Time = TimeSpan.Zero });
        Assert.Equal(PdfProblem.TooLarge, await ProblemAsync(slow, Pdf("BT /F 20 Tf 9 9 Td (a) Tj ET")));
    }

    /// <summary>The invoice as XML is the ground truth for what its PDF shows.</summary>
    [DataFact]
    public async Task Every_published_invoice_is_read_or_refused_and_the_number_stands_in_the_text()
    {
        var files = Directory.GetFiles(TestData.Path("einvoice"), "*.pdf", SearchOption.AllDirectories);
        var documents = new InvoiceDocuments(new PdfAttachments());
        var (with, found) = (0, 0);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            IReadOnlyList<PageWords> pages;
            try
            {
                pages = await Reader.ReadAsync(bytes, null, default);
            }
            catch (PdfException)
            {
                continue;
            }

            Assert.All(pages.SelectMany(page => page.Words), word => Assert.True(
                word.Box is { Left: >= 0, Top: >= 0, Width: >= 0, Height: >= 0 } && word.Box.Left + word.Box.Width <= 1.0001
                && word.Box.Top + word.Box.Height <= 1.0001));
            if (documents.Read(bytes, null, default)[FieldNames.InvoiceNumber] is not { } number || pages[0].IsEmpty) continue;
            with++;
            var text = string.Concat(pages.SelectMany(page => page.Words).Select(word => word.Text));
            if (text.Contains(number.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) found++;
        }

        Assert.InRange(with, 30, int.MaxValue);
        Assert.True(found >= with * 0.9, $"{found} of {with}");
    }

    private static async Task<PdfProblem> ProblemAsync(PdfPigWords reader, byte[] pdf) =>
        (await Assert.ThrowsAsync<PdfException>(() => reader.ReadAsync(pdf, null, default))).Problem;

    /// <summary>A PDF with one page for each content.</summary>
    private static byte[] Pdf(params string[] contents)
    {
        using var pdf = new MemoryStream();
        var places = new List<long>();
        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
        void Begin(int number)
        {
            places.Add(pdf.Position);
            Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
        }

        Write("%PDF-1.4\n");
        Begin(1);
        Write("<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        Begin(2);
        var kids = string.Join(' ', contents.Select((_, i) => FormattableString.Invariant($"{4 + (2 * i)} 0 R")));
        Write(FormattableString.Invariant($"<</Type/Pages/Kids[{kids}]/Count {contents.Length}>>\nendobj\n"));
        Begin(3);
        Write("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
        for (var i = 0; i < contents.Length; i++)
        {
            using var packed = new MemoryStream();
            using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(Encoding.Latin1.GetBytes(contents[i]));
            Begin(4 + (2 * i));
            Write(FormattableString.Invariant(
                $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + (2 * i)} 0 R>>\nendobj\n"));
            Begin(5 + (2 * i));
            Write(FormattableString.Invariant($"<</Length {packed.Length}/Filter/FlateDecode>>\nstream\n"));
            pdf.Write(packed.ToArray());
            Write("\nendstream\nendobj\n");
        }

        var table = pdf.Position;
        Write(FormattableString.Invariant($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n"));
        foreach (var place in places) Write(FormattableString.Invariant($"{place:0000000000} 00000 n \n"));
        Write(FormattableString.Invariant($"trailer\n<</Root 1 0 R/Size {places.Count + 1}>>\nstartxref\n{table}\n%%EOF\n"));
        return pdf.ToArray();
    }

    private sealed class Recognition : IWordReader
    {
        public List<int> Asked { get; } = [];

        public FieldSource Source => FieldSource.Cloud;

        public Task<IReadOnlyList<PageWords>> ReadAsync(
            ReadOnlyMemory<byte> pdf, IReadOnlyList<int>? pages, CancellationToken cancellation)
        {
            Asked.AddRange(pages!);
            return Task.FromResult<IReadOnlyList<PageWords>>(
                [.. pages!.Select(page => new PageWords(page, [new Word("erkannt", default, 0.01, 0.9)]))]);
        }
    }
}
