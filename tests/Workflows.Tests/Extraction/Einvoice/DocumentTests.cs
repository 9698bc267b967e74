using Moq;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;

namespace Serverless.Workflows.Tests.Extraction.Einvoice;

/// <summary>What a document is, and which of a PDF's files is the invoice.</summary>
public sealed class DocumentTests
{
    private static readonly byte[] Pdf = "%PDF-1.7\n"u8.ToArray();

    [Theory]
    [InlineData("", "FILE-EMPTY")]
    [InlineData("PK\u0003\u0004", "FILE-UNKNOWN")]
    [InlineData("Sehr geehrte Damen und Herren", "FILE-UNKNOWN")]
    [InlineData("<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "XML-UNKNOWN")]
    [InlineData("<Invoice/>", "XML-UNKNOWN")]
    [InlineData("<html><body/></html>", "XML-UNKNOWN")]
    [InlineData("%PDF-1.4 and nothing more", "PDF-UNREADABLE")]
    public void What_is_no_invoice_is_named(string content, string rule)
    {
        var reading = RealInvoices.Documents.Read(System.Text.Encoding.UTF8.GetBytes(content), "Rechnung.dat", CancellationToken.None);

        Assert.Equal(rule, reading.Checks.Single().Rule);
        Assert.Null(reading.Format);
        Assert.Empty(reading.Fields);
    }

    [Fact]
    public void The_file_is_named_in_the_finding() =>
        Assert.Contains("„Rechnung.dat“", RealInvoices.Documents.Read("?"u8.ToArray(), "Rechnung.dat", CancellationToken.None).Checks.Single().Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(PdfProblem.Encrypted, "PDF-ENCRYPTED")]
    [InlineData(PdfProblem.TooLarge, "PDF-TOO-LARGE")]
    [InlineData(PdfProblem.Damaged, "PDF-UNREADABLE")]
    [InlineData(PdfProblem.Unsupported, "PDF-UNREADABLE")]
    public void A_pdf_that_cannot_be_read_says_why(PdfProblem problem, string rule)
    {
        var port = new Mock<IPdfAttachments>();
        port.Setup(pdf => pdf.Read(It.IsAny<ReadOnlyMemory<byte>>(), It.IsAny<CancellationToken>())).Throws(new PdfException(problem, "x"));

        Assert.Equal(rule, new InvoiceDocuments(port.Object).Read(Pdf, null, CancellationToken.None).Checks.Single().Rule);
    }

    [DataTheory]
    [InlineData("factur-x.xml")]
    [InlineData("ZUGFeRD-invoice.xml")]
    [InlineData("xrechnung.xml")]
    [InlineData("Anhang")]
    public void The_invoice_is_found_by_its_name_or_by_what_it_is(string name)
    {
        var reading = Read(("Lieferschein.xml", "<Lieferschein/>"u8.ToArray()), ("bild.png", [1, 2, 3]), (name, Invoice("1")));

        Assert.Equal("1", reading[FieldNames.InvoiceNumber]);
        Assert.DoesNotContain(reading.Checks, check => check.Rule.StartsWith("PDF-", StringComparison.Ordinal));
    }

    [DataFact]
    public void Of_several_invoices_the_one_with_the_prescribed_name_is_read_and_the_others_are_told()
    {
        var reading = Read(("a.xml", Invoice("1")), ("factur-x.xml", Invoice("2")));

        Assert.Equal("2", reading[FieldNames.InvoiceNumber]);
        Assert.Equal("PDF-SEVERAL-EINVOICES", reading.Checks[0].Rule);
    }

    [DataFact]
    public void The_same_invoice_twice_is_one() =>
        Assert.DoesNotContain(Read(("xrechnung.xml", Invoice("1")), ("factur-x.xml", Invoice("1"))).Checks, check => check.Rule == "PDF-SEVERAL-EINVOICES");

    [Fact]
    public void A_broken_file_with_the_prescribed_name_is_told() =>
        Assert.Equal("XML-UNREADABLE", Read(("factur-x.xml", "<Invoice>"u8.ToArray())).Checks.Single().Rule);

    [Fact]
    public void A_prescribed_name_with_something_else_in_it_is_told() =>
        Assert.Equal("XML-UNKNOWN", Read(("factur-x.xml", "<Bestellung/>"u8.ToArray())).Checks.Single().Rule);

    [Fact]
    public void A_prescribed_name_without_bytes_is_told() => Assert.Equal("XML-UNREADABLE", Read(("factur-x.xml", [])).Checks.Single().Rule);

    [Fact]
    public void Other_xml_in_a_pdf_is_no_invoice() =>
        Assert.Equal(("PDF-NO-EINVOICE", Severity.Info), (Read(("a.xml", "<a/>"u8.ToArray())).Checks.Single().Rule, Read().Checks.Single().Severity));

    [Fact]
    public void Reading_can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => RealInvoices.Documents.Read("<a/>"u8.ToArray(), null, new CancellationToken(canceled: true)));

    private static InvoiceReading Read(params (string Name, byte[] Bytes)[] files)
    {
        var port = new Mock<IPdfAttachments>();
        port.Setup(pdf => pdf.Read(It.IsAny<ReadOnlyMemory<byte>>(), It.IsAny<CancellationToken>()))
            .Returns([.. files.Select(file => new PdfAttachment(file.Name, null, null, file.Bytes))]);
        return new InvoiceDocuments(port.Object).Read(Pdf, null, CancellationToken.None);
    }

    private static byte[] Invoice(string number)
    {
        var document = RealInvoices.Xml("einvoice/zugferd/cii/EN16931_Einfach.cii.xml");
        document.Descendants().First(element => element.Name.LocalName == "ExchangedDocument").Elements().First(element => element.Name.LocalName == "ID").Value = number;
        return RealInvoices.Bytes(document);
    }
}
