using System.Text;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Tests.Intake.Mail;

public class MimeTests
{
    private const string Umlauts = "Grüße aus Köln: 5 € für Öl";

    [Theory]
    [InlineData("7bit", "Hallo", "Hallo")]
    [InlineData("8bit", "Größe", "Größe")]
    [InlineData("BINARY", "Größe", "Größe")]
    [InlineData("unknown-encoding", "Hallo", "Hallo")]
    [InlineData("base64", "R3LD\n*!ts\r\n Of-ZQ==\n", "Größe")]
    [InlineData("base64", "R3LDtsOfZQ==R3LDtsOfZQ==", "GrößeGröße")]
    [InlineData("base64 (comment)", "R3LDtsOfZQ", "Größe")]
    [InlineData("Quoted-Printable", "Gr=C3=B6=\n=c3=9fe   \nZweite =ZZ Zeile=", "Größe\nZweite =ZZ Zeile")]
    [InlineData("x-uuencode", "begin 644 gr.txt\n'1W+#ML.?90``\n`\nend\n", "Größe")]
    [InlineData("uuencode", "'1W+#ML.?90``\n", "Größe")]
    public void TransferEncodings(string encoding, string body, string text)
    {
        var mail = Message.Read(
            "From: a@example.com\nContent-Type: application/x; name=a.bin\nContent-Transfer-Encoding: " + encoding + "\n\n" + body);
        Assert.Equal(text, Assert.Single(mail.Attachments).Text());
    }

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("iso-8859-1", "windows-1252")]
    [InlineData("us-ascii", "utf-8")]
    [InlineData("utf-8", "windows-1252")]
    [InlineData("iso-8859-1", "utf-8")]
    [InlineData("iso-8859-15", "iso-8859-15")]
    [InlineData("klingon", "utf-8")]
    [InlineData("klingon", "windows-1252")]
    [InlineData("cp1252", "windows-1252")]
    [InlineData("\"ISO-8859-15\"", "iso-8859-15")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-7", "windows-1252")]
    public void DeclaredAndRealCharsets(string declared, string real)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var body = Convert.ToBase64String(Encoding.GetEncoding(real).GetBytes(Umlauts));
        var mail = Message.Read(
            $"Content-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: base64\n\n{body}");
        Assert.Equal(Umlauts, mail.TextBody);
    }

    [Theory]
    [InlineData("=?utf-8?Q?Gr=C3=B6=C3=9Fe_=26_Ma=C3=9F?=", "Größe & Maß")]
    [InlineData("=?UTF-8?B?R3LD?= =?utf-8?B?tsOfZQ==?=", "Größe")]
    [InlineData("=?utf-8?Q?Gr=C3?=\n =?utf-8?Q?=B6=C3=9Fe?= und mehr", "Größe und mehr")]
    [InlineData("=?iso-8859-1?Q?Gr=F6=DFe?= =?utf-8?Q?_=C3=9C?=", "Größe Ü")]
    [InlineData("a =?utf-8*de?q?b?= c", "a b c")]
    [InlineData("=?utf-8?X?abc?= und =?utf-8?Q?offen", "=?utf-8?X?abc?= und =?utf-8?Q?offen")]
    [InlineData("=?koi8-r?B?9MXT1A==?=", "Тест")]
    public void EncodedWordsInSubjects(string raw, string subject) =>
        Assert.Equal(subject, Message.Read("Subject: " + raw + "\n\n").Subject);

    [Fact]
    public void RawEightBitSubjects()
    {
        Assert.Equal("Größe", Message.Read("Subject: Größe\n\n", Encoding.UTF8).Subject);
        Assert.Equal("Größe", Message.Read("Subject: Größe\n\n", Encoding.Latin1).Subject);
    }

    [Theory]
    [InlineData("filename=\"Rechnung 1.pdf\"", "Rechnung 1.pdf")]
    [InlineData("filename=Rechnung 1.pdf", "Rechnung 1.pdf")]
    [InlineData("filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf", "Größe.pdf")]
    [InlineData("filename*0*=utf-8''Gr%C3; filename*1*=%B6%C3%9F; filename*2=\"e.pdf\"", "Größe.pdf")]
    [InlineData("filename*1=\"2.pdf\"; filename*0=\"Rechnung-\"", "Rechnung-2.pdf")]
    [InlineData("filename=x.pdf; filename*=iso-8859-1'de'Gr%F6%DFe.pdf", "Größe.pdf")]
    [InlineData("filename=\"=?utf-8?Q?Gr=C3=B6=C3=9Fe.pdf?=\"", "Größe.pdf")]
    [InlineData("filename=\"C:\\Rechnungen\\1.pdf\"", "1.pdf")]
    [InlineData("filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("filename=\"a\\\"b.pdf\"", "a\"b.pdf")]
    [InlineData("filename=\"fdp.\u202Egnp.pdf\"", "fdp.gnp.pdf")]
    public void FileNames(string parameter, string name)
    {
        var mail = Message.Read("Content-Type: application/pdf\nContent-Disposition: attachment; " + parameter + "\n\nx");
        Assert.Equal(name, Assert.Single(mail.Attachments).Name);
    }

    [Theory]
    [InlineData("<a@b.de>", null, "a@b.de")]
    [InlineData("a@b.de", null, "a@b.de")]
    [InlineData("a@b.de (Anna Beispiel)", "Anna Beispiel", "a@b.de")]
    [InlineData("\"Beispiel, Anna\" <a@b.de>", "Beispiel, Anna", "a@b.de")]
    [InlineData("=?utf-8?Q?M=C3=BCller=2C_Anna?= <a@b.de>", "Müller, Anna", "a@b.de")]
    [InlineData("Hausverwaltung: Anna <a@b.de>;", "Anna", "a@b.de")]
    public void Senders(string header, string? name, string address) =>
        Assert.Equal(new Mailbox(name, address), Assert.Single(Message.Read("From: " + header + "\n\n").From));

    [Fact]
    public void SeveralRecipients()
    {
        var mail = Message.Read("To: A <a@b.de>, \"x, y\" <c@d.de>; e@f.de,\n g@h.de\n\n");
        Assert.Equal(["a@b.de", "c@d.de", "e@f.de", "g@h.de"], mail.To.Select(to => to.Address));
    }

    [Theory]
    [InlineData("", "ohne Angabe")]
    [InlineData("; boundary=falsch", "falsche Angabe")]
    public void AMissingOrWrongBoundaryIsGuessed(string parameter, string subject)
    {
        var mail = Message.Read($"""
            Subject: {subject}
            Content-Type: multipart/mixed{parameter}

            --=_richtig
            Content-Type: text/plain

            Hallo
            --=_richtig
            Content-Type: application/pdf; name=r.pdf

            %PDF
            --=_richtig--
            """);
        Assert.Equal("Hallo", mail.TextBody);
        Assert.Equal(("r.pdf", "%PDF"), (mail.Attachments[0].Name, Assert.Single(mail.Attachments).Text()));
    }

    [Fact]
    public void AMissingLastBoundaryLosesNothing()
    {
        var mail = Message.Read(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHallo\n--b\nContent-Type: application/pdf\n\n%PDF-1.4 rest");
        Assert.Equal("Hallo", mail.TextBody);
        Assert.Equal("%PDF-1.4 rest", Assert.Single(mail.Attachments).Text());
    }

    [Fact]
    public void ABoundaryThatBeginsLikeAnotherIsAnother()
    {
        var mail = Message.Read("""
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=bb

            --bb
            Content-Type: text/plain

            innen
            --bb--
            --b
            Content-Type: application/pdf; name=r.pdf

            --bx bleibt
            --b--
            """);
        Assert.Equal("innen", mail.TextBody);
        Assert.Equal("--bx bleibt", Assert.Single(mail.Attachments).Text());
    }

    [Fact]
    public void AMultipartWithoutPartsIsText()
    {
        var mail = Message.Read("Content-Type: multipart/mixed; boundary=b\n\nNur Text, keine Teile.");
        Assert.Equal("Nur Text, keine Teile.", mail.TextBody);
    }

    [Fact]
    public void AMailWithoutAnyHeaderIsText() =>
        Assert.Equal("Sehr geehrte Damen und Herren,\nanbei", Message.Read("\nSehr geehrte Damen und Herren,\nanbei").TextBody);

    [Fact]
    public void PicturesOfTheTextAndSignaturesAreNoFiles()
    {
        var mail = Message.Read("""
            Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=s

            --s
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: text/html

            <img src="cid:Logo@x"><p>Anbei</p>
            --m
            Content-Type: image/png; name=logo.png
            Content-ID: <logo@x>
            Content-Disposition: attachment; filename=logo.png

            x
            --m
            Content-Type: image/jpeg; name=scan.jpg
            Content-Disposition: attachment; filename=scan.jpg

            y
            --m
            Content-Type: application/pdf
            Content-Disposition: inline; filename=rechnung.pdf

            z
            --m
            Content-Type: text/x-vcard; name=anna.vcf

            v
            --m--
            --s
            Content-Type: application/pkcs7-signature; name=smime.p7s
            Content-Disposition: attachment; filename=smime.p7s

            p
            --s--
            """);
        Assert.Equal(
            [
                ("logo.png", AttachmentPurpose.InlineImage), ("scan.jpg", AttachmentPurpose.File),
                ("rechnung.pdf", AttachmentPurpose.File), ("anna.vcf", AttachmentPurpose.Accessory),
                ("smime.p7s", AttachmentPurpose.Signature),
            ],
            mail.Attachments.Select(part => (part.Name, part.Purpose)));
    }

    [Fact]
    public void AMessageInAnEmlFileIsUnwrapped()
    {
        var inner = "From: a@b.de\nSubject: innen\nContent-Type: application/pdf; name=r.pdf\n\n%PDF";
        var mail = Message.Read(
            "Content-Type: application/octet-stream; name=weiter.EML\nContent-Transfer-Encoding: base64\n\n"
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(inner)));
        Assert.Equal("innen", Assert.Single(mail.Forwarded).Subject);
        Assert.Equal("r.pdf", Assert.Single(mail.AllAttachments()).Name);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated", true, false, false)]
    [InlineData("Auto-Submitted: No", false, false, false)]
    [InlineData("Auto-Submitted: auto-replied; owner-email=\"a@b.de\"", true, false, false)]
    [InlineData("List-Id: <liste.example.com>", false, true, false)]
    [InlineData("List-Unsubscribe: <mailto:x@y.de>", false, true, false)]
    [InlineData("Precedence: Bulk", false, true, false)]
    [InlineData("Precedence: first-class", false, false, false)]
    [InlineData("Return-Path: <>", false, false, true)]
    [InlineData("Return-Path: <a@b.de>", false, false, false)]
    [InlineData("Content-Type: multipart/report; boundary=x", false, false, true)]
    public void WhatMachinesSend(string header, bool automatic, bool list, bool report)
    {
        var mail = Message.Read(header + "\n\n");
        Assert.Equal((automatic, list, report), (mail.IsAutomatic, mail.IsList, mail.IsReport));
    }

    [Theory]
    [InlineData("Tue, 1 Jul 2025 08:05:09 +0200", "2025-07-01T08:05:09+02:00")]
    [InlineData("1 Jul 25 08:05 GMT", "2025-07-01T08:05:00+00:00")]
    [InlineData("Tue, 1 July 2025 08:05:60 CEST (Sommerzeit)", "2025-07-01T08:05:59+02:00")]
    public void Dates(string header, string date) =>
        Assert.Equal(DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
            Message.Read("Date: " + header + "\n\n").Date);

    [Theory]
    [InlineData("gestern")]
    [InlineData("31 Feb 2025 10:00:00 +0000")]
    [InlineData("1 Jul 2025")]
    public void NoDates(string header) => Assert.Null(Message.Read("Date: " + header + "\n\n").Date);
}
