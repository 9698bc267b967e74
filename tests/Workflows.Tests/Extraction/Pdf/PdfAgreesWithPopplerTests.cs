using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

public sealed class PdfAgreesWithPopplerTests
{
    [PopplerDataFact]
    public void Every_pdf_gives_the_attachments_and_pages_that_poppler_finds()
    {
        var files = RealPdfs();
        Assert.True(files.Length >= 70, "only " + files.Length + " PDFs");
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var expected = Poppler.Detach(file);
            var found = new PdfAttachments().Read(bytes, CancellationToken.None);
            Assert.Equal(expected.Select(e => e.Name), found.Select(f => f.Name));
            for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i].Bytes, found[i].Bytes.ToArray());
            Assert.Equal(Poppler.Pages(file), PdfFacts.Read(bytes, CancellationToken.None).PageCount);
        }
    }

    [PopplerDataFact]
    public void A_file_without_its_cross_reference_gives_the_same()
    {
        foreach (var file in RealPdfs())
        {
            var bytes = File.ReadAllBytes(file);
            var expected = new PdfAttachments().Read(bytes, CancellationToken.None);
            var at = bytes.AsSpan().LastIndexOf("startxref"u8);
            "startxxxx"u8.CopyTo(bytes.AsSpan(at));
            var found = new PdfAttachments().Read(bytes, CancellationToken.None);
            Assert.Equal(expected.Select(e => e.Name), found.Select(f => f.Name));
            for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i].Bytes.ToArray(), found[i].Bytes.ToArray());
        }
    }

    [DataFact]
    public void Claims_about_an_attachment_are_read()
    {
        var attachment = Assert.Single(new PdfAttachments().Read(
            File.ReadAllBytes(TestData.Path("einvoice/zugferd/fx/EN16931_Einfach.pdf")), CancellationToken.None));
        Assert.Equal("factur-x.xml", attachment.Name);
        Assert.Equal("text/xml", attachment.MimeType);
        Assert.Equal("Alternative", attachment.Relationship);
    }

    internal static string[] RealPdfs() =>
        [.. Directory.EnumerateFiles(TestData.Folder, "*.pdf", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
