using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Tests.Intake;

public class FileIntakeTests
{
    private readonly FakeHome _home = new();

    [Fact]
    public async Task APdf()
    {
        var result = await _home.PostAsync(Sample.Pdf(), "application/pdf", "../../re 1.pdf");
        Assert.Equal("re 1.pdf", Assert.Single(result.Items).Name);
        var document = Assert.Single(_home.Only.Documents);
        Assert.Equal(("re 1.pdf", "invoice", _home.Only.Origin.MessageSha256), (document.Name, document.Role, document.Sha256));
        Assert.Null(_home.Only.Origin.From);
    }

    [Fact]
    public async Task TheBytesDecideNotTheDeclaration()
    {
        var result = await _home.PostAsync(Sample.Pdf(), "message/rfc822", "post.eml");
        Assert.Single(result.Items);
        Assert.Equal("application/pdf", Assert.Single(_home.Only.Documents).ContentType);
        var mail = await _home.PostAsync(System.Text.Encoding.UTF8.GetBytes(Sample.Mail("", ("a.pdf", Sample.Pdf("x")))), "application/pdf", "a.pdf");
        Assert.Equal("Rechnung", Assert.Single(mail.Items).Name);
    }

    [Fact]
    public async Task AZipGivesAnItemPerInvoice()
    {
        var zip = Sample.Zip(("a.pdf", Sample.Pdf("a")), ("b/4711.xml", Sample.Ubl("4711")), ("b/4711.pdf", Sample.Pdf("b")),
            ("innen.zip", Sample.Zip(("c.xml", Sample.Ubl("4712")))), ("liesmich.txt", "Hallo"u8.ToArray()), ("__MACOSX/._a.pdf", [1]),
            ("kaputt.pdf", "x"u8.ToArray()));
        var result = await _home.PostAsync(zip, "application/zip", "alles.zip");
        Assert.Equal(["4711.xml", "c.xml"], result.Items.Select(item => item.Name));
        var first = _home.Items[result.Items[0].Id];
        Assert.Equal(["4711.xml invoice", "4711.pdf invoice", "a.pdf attachment", "liesmich.txt attachment", "alles.zip original"],
            MailIntakeTests.Roles(first));
        Assert.Equal(("kaputt.pdf", "notAPdf"), (Assert.Single(result.Rejected).Name, result.Rejected[0].Reasons[0].Code));
        Assert.Equal(3, _home.Items.Count);
        Assert.Empty(_home.Sent);
    }

    [Fact]
    public async Task PlainPdfsInAZipAreAnItemEach()
    {
        var result = await _home.PostAsync(
            Sample.Zip(("a.pdf", Sample.Pdf("a")), ("b.pdf", Sample.Pdf("b"))), "application/octet-stream", null);
        Assert.Equal(["a.pdf", "b.pdf"], result.Items.Select(item => item.Name));
    }

    [Theory]
    [InlineData("kein PDF", "application/pdf", "re.pdf", "notAPdf")]
    [InlineData("%PDF-1.7 und sonst nichts", "application/pdf", "re.pdf", "damagedPdf")]
    [InlineData("kein XML", "application/xml", "re.xml", "notXml")]
    [InlineData("<html><body>Rechnung</body></html>", "application/xml", "re.xml", "notXml")]
    [InlineData("<a>kein Beleg</a>", "application/xml", "re.xml", "notAnInvoice")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "application/xml", "re.xml", "xmlWithDtd")]
    [InlineData("Hallo", "text/plain", null, "notAnInvoice")]
    public async Task WhatIsNoInvoice(string content, string type, string? name, string code)
    {
        var result = await _home.PostAsync(System.Text.Encoding.UTF8.GetBytes(content), type, name);
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(code, Assert.Single(rejected.Reasons).Code);
        Assert.Equal((ItemStatus.Rejected, ItemStage.Ended), (_home.Only.Status, _home.Only.Stage));
        Assert.Equal("original", Assert.Single(_home.Only.Documents).Role);
        Assert.Empty(_home.Started);
    }

    [Fact]
    public async Task ABrokenInvoiceIsAnItem()
    {
        var whole = Sample.Ubl("4711");
        var result = await _home.PostAsync(whole[..^20], "application/xml", "re.xml");
        Assert.Single(result.Items);
    }

    [Fact]
    public async Task NothingAtAll()
    {
        var result = await _home.PostAsync([], "application/pdf", "re.pdf");
        Assert.Equal("empty", Assert.Single(Assert.Single(result.Rejected).Reasons).Code);
        Assert.Empty(_home.Items);
    }

    [Fact]
    public async Task ARefusedZipIsKeptAndShown()
    {
        var bomb = Sample.Zip(("null.xml", new byte[3 * 1024 * 1024]));
        var result = await _home.PostAsync(bomb, "application/zip", "bombe.zip");
        Assert.Equal("zipTooLarge", Assert.Single(Assert.Single(result.Rejected).Reasons).Code);
        Assert.Equal(_home.Only.Origin.MessageSha256, Assert.Single(_home.Only.Documents).Sha256);
        Assert.Equal(bomb, Assert.Single(_home.Documents).Value);
    }

    [Fact]
    public async Task AnEmptyZip()
    {
        var result = await _home.PostAsync(Sample.Zip(), "application/zip", "leer.zip");
        Assert.Equal("noInvoiceDocument", Assert.Single(Assert.Single(result.Rejected).Reasons).Code);
    }

    [DataTheory]
    [InlineData("einvoice/unstructured/RE-E-974-Hetzner_2016-01-19_R0005532486.pdf", 1)]
    [InlineData("einvoice/hostile/eicar.ubl.xml", 1)]
    [InlineData("einvoice/zugferd/fx/EN16931_Miete.pdf", 1)]
    public async Task RealFiles(string file, int items)
    {
        var result = await _home.PostAsync(
            await File.ReadAllBytesAsync(TestData.Path(file)), "application/octet-stream", Path.GetFileName(file));
        Assert.Equal(items, result.Items.Count);
    }
}
