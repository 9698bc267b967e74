using System.Text;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Extraction.Pdf;
using Serverless.Workflows.Intake.Documents;

namespace Serverless.Workflows.Tests.Intake.Documents;

public class XmlInvoiceDetectorTests
{
    private static readonly XmlInvoiceDetector Detector = new();

    public static TheoryData<string> Invoices => TestData.Files("einvoice", "*.xml");

    public static TheoryData<string> Examples => TestData.Files("en16931/examples", "*.xml");

    /// <summary>Whatever the extraction can read must get in, under the number that it reads.</summary>
    [DataTheory]
    [MemberData(nameof(Invoices))]
    [MemberData(nameof(Examples))]
    public void WhatCanBeReadIsRecognised(string file)
    {
        var bytes = File.ReadAllBytes(TestData.Path(file));
        var reading = new InvoiceDocuments(new PdfAttachments()).Read(bytes, file, CancellationToken.None);
        if (reading.Format is null) return;
        var identity = Detector.Identify(bytes);
        Assert.NotNull(identity);
        Assert.Equal(reading[FieldNames.InvoiceNumber], identity.Number);
    }

    [Theory]
    [InlineData("<Invoice xmlns=\"http://www.ebinterface.at/schema/6p1/\"><InvoiceNumber> 7 </InvoiceNumber></Invoice>", "7")]
    [InlineData("<StandardBusinessDocument xmlns=\"http://x\"><Header><ID>1</ID></Header><Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><E><ID>2</ID></E><ID>3</ID></Invoice></StandardBusinessDocument>", "3")]
    [InlineData("<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>4", null)]
    public void Numbers(string xml, string? number) =>
        Assert.Equal(new InvoiceIdentity(number), Detector.Identify(Encoding.UTF8.GetBytes(xml)));

    [Theory]
    [InlineData("<Invoice><ID>1</ID></Invoice>")]
    [InlineData("<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>")]
    [InlineData("<StandardBusinessDocument/>")]
    [InlineData("< kaputt")]
    public void NoInvoices(string xml) => Assert.Null(Detector.Identify(Encoding.UTF8.GetBytes(xml)));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void ADocumentTypeIsRefused(string encoding)
    {
        var xml = "<!DOCTYPE Invoice [<!ENTITY a \"b\">]><Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>";
        var target = Encoding.GetEncoding(encoding);
        Assert.Throws<UnsafeXmlException>(() => Detector.Identify((byte[])[.. target.Preamble, .. target.GetBytes(xml)]));
    }
}
