using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

public sealed class PdfHostileTests
{
    private const long MostAllocated = 600L << 20;

    [Fact]
    public void Changed_fixtures_end_in_a_result_or_a_pdf_exception() =>
        Mutate([.. Directory.EnumerateFiles(PdfKindsTests.Folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)], 1500);

    [DataFact]
    public void Changed_real_files_end_in_a_result_or_a_pdf_exception() =>
        Mutate([.. PdfAgreesWithPopplerTests.RealPdfs().Select(File.ReadAllBytes).Where(bytes => bytes.Length < 300_000)], 300);

    [Fact]
    public void A_bomb_is_stopped()
    {
        var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++) zip.Write(zeros);
        }

        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile /Filter /FlateDecode", packed.ToArray());
        pdf.Table(string.Empty);
        Assert.Equal(PdfProblem.TooLarge, Refused(pdf.Bytes));
    }

    [Fact]
    public void A_bomb_in_a_bomb_is_stopped()
    {
        var data = new byte[1 << 16];
        for (var i = 0; i < 3; i++)
        {
            var packed = new MemoryStream();
            using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                for (var n = 0; n < (i == 0 ? 2000 : 1); n++) zip.Write(data);
            }

            data = packed.ToArray();
        }

        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile /Filter [/Fl /Fl /Fl]", data);
        pdf.Table(string.Empty);
        Assert.Equal(PdfProblem.TooLarge, Refused(pdf.Bytes));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<</A")]
    [InlineData("(")]
    [InlineData("<")]
    [InlineData("<</Kids[")]
    public void Deep_nesting_is_stopped(string open)
    {
        var pdf = new PdfSketch();
        pdf.Document("5 0 R", "/X " + string.Concat(Enumerable.Repeat(open, 50_000)));
        pdf.Table(string.Empty);
        Measure(pdf.Bytes);
    }

    [Fact]
    public void Trees_in_a_circle_end()
    {
        var pdf = new PdfSketch();
        pdf.Object(1, "<< /Type /Catalog /Pages 2 0 R /Names 6 0 R /AcroForm << /Fields [7 0 R 7 0 R] >> /AF 8 0 R >>");
        pdf.Object(2, "<< /Type /Pages /Kids [2 0 R 3 0 R 3 0 R 2 0 R] /Count 1 >>");
        pdf.Object(3, "<< /Type /Pages /Kids [2 0 R 4 0 R] >>");
        pdf.Object(4, "<< /Type /Page /Annots 8 0 R >>");
        pdf.Object(6, "<< /EmbeddedFiles 6 0 R /Kids [6 0 R 6 0 R] /Names [(a) 6 0 R (b) 9 0 R] >>");
        pdf.Object(7, "<< /FT /Sig /T (a) /Kids [7 0 R] >>");
        pdf.Object(8, "8 0 R");
        pdf.Object(9, "10 0 R");
        pdf.Object(10, "9 0 R");
        pdf.Table("/Prev 9");
        var facts = PdfFacts.Read(pdf.Bytes, CancellationToken.None);
        Assert.Equal(1, facts.PageCount);
        Assert.Empty(new PdfAttachments().Read(pdf.Bytes, CancellationToken.None));
    }

    [Fact]
    public void Cross_references_in_a_circle_end()
    {
        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile", "a"u8.ToArray());
        pdf.Table("/Prev " + pdf.Position);
        Assert.Single(new PdfAttachments().Read(pdf.Bytes, CancellationToken.None));
    }

    [Fact]
    public void Endless_files_of_streams_without_ends_are_stopped()
    {
        var text = new StringBuilder("%PDF-1.4\n");
        for (var i = 1; i < 60_000; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i} 0 obj <</Length 9 0 R>> stream\n");
        Measure(Encoding.Latin1.GetBytes(text.ToString()));
    }

    [Fact]
    public void Many_names_of_one_file_do_not_multiply_it()
    {
        var pdf = new PdfSketch();
        var names = string.Concat(Enumerable.Repeat("(n) 4 0 R ", 20_000));
        pdf.Object(1, "<< /Type /Catalog /Names << /EmbeddedFiles << /Names [" + names + "] >> >> >>");
        pdf.Object(4, "<< /F (a) /EF << /F 5 0 R >> >>");
        pdf.Stream(5, string.Empty, new byte[10_000]);
        pdf.Table(string.Empty);
        Assert.Single(new PdfAttachments().Read(pdf.Bytes, CancellationToken.None));
    }

    private static PdfProblem Refused(byte[] bytes) =>
        Assert.Throws<PdfException>(() => new PdfAttachments().Read(bytes, CancellationToken.None)).Problem;

    /// <summary>Reads everything; whatever is thrown besides a <see cref="PdfException"/> fails the test.</summary>
    private static void Measure(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            PdfFacts.Read(bytes, CancellationToken.None);
        }
        catch (PdfException refused)
        {
            Assert.NotEmpty(refused.Message);
        }

        try
        {
            new PdfAttachments().Read(bytes, CancellationToken.None);
        }
        catch (PdfException refused)
        {
            Assert.NotEmpty(refused.Message);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    private static void Mutate(byte[][] files, int times)
    {
        var change = from kind in Gen.Choose(0, 5)
                     from at in Gen.Choose(0, 1_000_000)
                     from value in Gen.Choose(0, 255)
                     from length in Gen.Choose(1, 2000)
                     select (kind, at, value, length);
        var changes = from file in Gen.Choose(0, files.Length - 1)
                      from list in Gen.NonEmptyListOf(change)
                      select (file, list: list.Take(12).ToArray());
        Prop.ForAll(changes.ToArbitrary(), input =>
        {
            var bytes = files[input.file];
            foreach (var step in input.list) bytes = Change(bytes, step);
            Measure(bytes);
        }).Hold(times);
    }

    private static byte[] Change(byte[] bytes, (int Kind, int At, int Value, int Length) step)
    {
        if (bytes.Length < 2) return bytes;
        var at = (int)((long)step.At * (bytes.Length - 1) / 1_000_000);
        var end = Math.Min(bytes.Length, at + step.Length);
        switch (step.Kind)
        {
            case 0: return bytes[..at];
            case 1: return [.. bytes[..end], .. bytes[at..]];
            case 2: return [.. bytes[..at], .. bytes[end..]];
            case 3:
                // Digits are what offsets, lengths and references are made of.
                var digits = bytes.ToArray();
                for (var i = at; i < end; i++)
                {
                    if (digits[i] is >= (byte)'0' and <= (byte)'9') digits[i] = (byte)('0' + (digits[i] + step.Value) % 10);
                }

                return digits;
            default:
                var flipped = bytes.ToArray();
                flipped[at] = (byte)step.Value;
                return flipped;
        }
    }
}
