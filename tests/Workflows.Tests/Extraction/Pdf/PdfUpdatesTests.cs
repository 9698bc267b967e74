using System.Text;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

public sealed class PdfUpdatesTests
{
    [Fact]
    public void A_later_update_wins()
    {
        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile", "old"u8.ToArray());
        var first = pdf.Table(string.Empty);
        pdf.Stream(5, "/Type /EmbeddedFile", "new"u8.ToArray());
        pdf.Table("/Prev " + first);
        Assert.Equal("new", Only(pdf.Bytes));
    }

    [Fact]
    public void An_update_may_remove_the_file()
    {
        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile", "old"u8.ToArray());
        var first = pdf.Table(string.Empty);
        pdf.Table("/Prev " + first, "4 1\n0000000000 00001 f \n");
        Assert.Empty(new PdfAttachments().Read(pdf.Bytes, CancellationToken.None));
    }

    [Fact]
    public void A_hybrid_file_hides_objects_from_old_readers_only()
    {
        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile", "hidden"u8.ToArray());
        var place = pdf.PlaceOf(5);
        var main = pdf.Table(string.Empty);
        var hidden = pdf.CrossReferenceStream(20, string.Empty, (5, 1, place, 0));
        pdf.Table("/Prev " + main + " /XRefStm " + hidden, "5 1\n0000000000 00001 f \n");
        Assert.Equal("hidden", Only(pdf.Bytes));
    }

    [Fact]
    public void Objects_in_an_object_stream_are_found_by_stream_and_without()
    {
        var pdf = new PdfSketch();
        const string Members = "<< /Type /Catalog /Pages 2 0 R /AF [4 0 R] >> << /Type /Pages /Kids [3 0 R] >> << /Type /Page >> "
            + "<< /F (dir\\\\sub/a.xml) /AFRelationship /Data /EF << /UF 5 0 R >> >>";
        var offsets = new[] { 1, 2, 3, 4 }.Zip([0, Members.IndexOf("<< /Type /Pages", StringComparison.Ordinal),
            Members.IndexOf("<< /Type /Page >>", StringComparison.Ordinal), Members.IndexOf("<< /F ", StringComparison.Ordinal)]);
        var head = string.Join(' ', offsets.Select(o => $"{o.First} {o.Second}")) + " ";
        pdf.Stream(10, "/Type /ObjStm /N 4 /First " + head.Length, Encoding.Latin1.GetBytes(head + Members));
        pdf.Stream(5, "/Type /EmbeddedFile /Subtype /text#2Fxml", "packed"u8.ToArray());
        var (ten, five) = (pdf.PlaceOf(10), pdf.PlaceOf(5));
        var start = pdf.CrossReferenceStream(20, "/Root 1 0 R", (1, 2, 10, 0), (2, 2, 10, 1), (3, 2, 10, 2), (4, 2, 10, 3), (5, 1, five, 0), (10, 1, ten, 0));
        pdf.Text("startxref\n" + start + "\n%%EOF");
        foreach (var bytes in (byte[][])[pdf.Bytes, pdf.Bytes[..^20], pdf.Bytes[..(int)start]])
        {
            var found = Assert.Single(new PdfAttachments().Read(bytes, CancellationToken.None));
            Assert.Equal(("a.xml", "text/xml", "Data", "packed"), (found.Name, found.MimeType, found.Relationship, Encoding.ASCII.GetString(found.Bytes.Span)));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("99999")]
    [InlineData("-5")]
    [InlineData("77 0 R")]
    [InlineData("5 0 R")]
    public void A_wrong_length_is_mended(string length)
    {
        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile", "the bytes"u8.ToArray(), length);
        pdf.Table(string.Empty);
        Assert.Equal("the bytes", Only(pdf.Bytes));
    }

    [Fact]
    public void A_pdf_inside_the_pdf_is_not_mistaken_for_it()
    {
        var inner = PdfKindsTests.Bytes("plain");
        var pdf = new PdfSketch();
        pdf.Document("5 0 R");
        pdf.Stream(5, "/Type /EmbeddedFile", inner);
        pdf.Table(string.Empty);
        var bytes = pdf.Bytes;
        Assert.Equal(inner, Assert.Single(new PdfAttachments().Read(bytes, CancellationToken.None)).Bytes.ToArray());
        "xxxxxxxxx"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().LastIndexOf("startxref"u8)));
        Assert.Equal(inner, Assert.Single(new PdfAttachments().Read(bytes, CancellationToken.None)).Bytes.ToArray());
    }

    private static string Only(byte[] pdf) =>
        Encoding.ASCII.GetString(Assert.Single(new PdfAttachments().Read(pdf, CancellationToken.None)).Bytes.Span);
}
