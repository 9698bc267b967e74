using System.Text;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Intake;

namespace Serverless.Workflows.Tests.Intake;

public class MailRejectionTests
{
    private readonly FakeHome _home = new();

    [Fact]
    public async Task AMailWithoutInvoiceIsShownAndAnswered()
    {
        var result = await _home.PostAsync(Sample.Mail("Subject: Grüße\n"));
        Assert.Empty(result.Items);
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal(("Grüße", "noInvoiceDocument"), (rejected.Name, Assert.Single(rejected.Reasons).Code));
        var item = _home.Only;
        Assert.Equal(ItemStatus.Rejected, item.Status);
        Assert.NotNull(item.EndedUtc);
        Assert.Equal(["Grüße.eml mail"], MailIntakeTests.Roles(item));
        Assert.Equal(("INTAKE-NOINVOICEDOCUMENT", Severity.Error), (item.Checks[0].Rule, Assert.Single(item.Checks).Severity));
        Assert.Empty(_home.Started);

        var reply = _home.Reply;
        Assert.Equal(("anna@handwerk.example.com", "Anna Muster", "<1@handwerk.example.com>"), (reply.ToAddress, reply.ToName, reply.InReplyTo));
        Assert.Equal("Ihre Nachricht konnte nicht verarbeitet werden: Grüße", reply.Subject);
        Assert.Equal($"demo/{item.Id}/mail/rejection/1", reply.Key);
        Assert.Equal("""
            Guten Tag,

            vielen Dank für Ihre Nachricht. Leider konnten wir sie nicht verarbeiten:

            Bitte senden Sie je E-Mail genau ein Rechnungsdokument als PDF ohne Signatur oder als E-Rechnung (XML).
            - Wir haben in Ihrer Nachricht kein Rechnungsdokument gefunden. Bitte hängen Sie die Rechnung als PDF oder als E-Rechnung (XML) an.

            Bitte senden Sie Ihre Rechnung danach erneut.

            Freundliche Grüße

            """.ReplaceLineEndings("\n"), reply.Text);
    }

    [Fact]
    public async Task EveryReasonIsNamedInOneMail()
    {
        _home.Settings = _home.Settings with { Documents = AllowedDocuments.ExactlyOnePdf };
        var result = await _home.PostAsync(Sample.Mail("",
            ("a.pdf", Sample.Pdf("a", signed: true)), ("b.pdf", Sample.Pdf("b")), ("c.docx", "PK"u8.ToArray()), ("d.pdf", "x"u8.ToArray())));
        Assert.Equal(["attachmentNotAllowed", "notAPdf", "tooManyDocuments", "signedPdf"],
            Assert.Single(result.Rejected).Reasons.Select(reason => reason.Code));
        Assert.All(result.Rejected[0].Reasons, reason => Assert.Contains("- " + reason.Text, _home.Reply.Text, StringComparison.Ordinal));
        Assert.Equal(5, _home.Only.Documents.Count);
    }

    [Theory]
    [InlineData("Return-Path: <>\n")]
    [InlineData("Auto-Submitted: auto-replied\n")]
    [InlineData("Precedence: bulk\n")]
    [InlineData("List-Id: <liste.example.com>\n")]
    [InlineData("X-Auto-Response-Suppress: OOF, AutoReply\n")]
    [InlineData("From: eingang@muster-verwaltung.example.com\n")]
    [InlineData("From: rechnung@Muster-Verwaltung.example.com\n")]
    [InlineData("From: MAILER-DAEMON@example.com\n")]
    [InlineData("From: a@example.com, b@example.com\n")]
    [InlineData("From: a@example.com\nFrom: b@example.com\n")]
    [InlineData("From: \"a b\"@example.com\n")]
    [InlineData("From: a@localhost\n")]
    public async Task WhatMustNotBeAnsweredIsNot(string headers)
    {
        var result = await _home.PostAsync(Sample.Mail(headers));
        Assert.Single(result.Rejected);
        Assert.Equal(ItemStatus.Rejected, _home.Only.Status);
        Assert.Empty(_home.Sent);
        Assert.StartsWith("Der Absender wurde nicht benachrichtigt: ", _home.Only.Checks[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInvoiceSentByAProgramIsTaken()
    {
        var result = await _home.PostAsync(Sample.Mail("Auto-Submitted: auto-generated\n", ("a.pdf", Sample.Pdf())));
        Assert.Single(result.Items);
    }

    [DataFact]
    public async Task ABounceIsNoInvoiceAndNotAnswered()
    {
        var bounce = await File.ReadAllBytesAsync(TestData.Path("mail/messages/bounce.txt"));
        var result = await _home.PostAsync(bounce, "message/rfc822", null);
        Assert.Equal("report", Assert.Single(Assert.Single(result.Rejected).Reasons).Code);
        Assert.Empty(_home.Sent);
    }

    [Fact]
    public async Task AReplyToElsewhereIsIgnored()
    {
        await _home.PostAsync(Sample.Mail("Reply-To: opfer@example.org\nReturn-Path: <rechnung@handwerk.example.com>\n"));
        Assert.Equal("rechnung@handwerk.example.com", _home.Reply.ToAddress);
    }

    [Fact]
    public async Task TwoThousandParts()
    {
        var mail = new StringBuilder("From: a@example.com\nSubject: viel\nContent-Type: multipart/mixed; boundary=b\n\n");
        for (var part = 0; part < 2000; part++) mail.Append("--b\nContent-Type: application/pdf\n\n%PDF-1.4\n");
        var result = await _home.PostAsync(mail.ToString());
        Assert.Equal("tooManyParts", Assert.Single(Assert.Single(result.Rejected).Reasons).Code);
        Assert.Equal("a@example.com", _home.Reply.ToAddress);
        Assert.Single(_home.Documents);
    }

    [Fact]
    public async Task MalwareIsNeitherShownNorAnswered()
    {
        _home.Scanner = bytes => Encoding.ASCII.GetString(bytes).Contains("EICAR", StringComparison.Ordinal) ? "Eicar" : null;
        var result = await _home.PostAsync(Sample.Mail("", ("a.pdf", Sample.Pdf("EICAR"))));
        Assert.Equal("infected", Assert.Single(Assert.Single(result.Rejected).Reasons).Code);
        Assert.Empty(_home.Only.Documents);
        Assert.Empty(_home.Sent);
    }

    [Fact]
    public async Task AnOversizedMailLeavesNothing()
    {
        _home.Settings = _home.Settings with { MaxBytes = 1000 };
        await Assert.ThrowsAsync<DocumentTooLargeException>(() => _home.PostAsync(new byte[1001], "message/rfc822", null));
        Assert.Empty(_home.Documents);
        Assert.Empty(_home.Items);
    }

    [Fact]
    public async Task SourcesThatAreNotThere()
    {
        using var desk = _home.Desk();
        await Assert.ThrowsAsync<UnknownSourceException>(() => desk.ReceiveAsync(
            new Delivery("demo", "keine", "message/rfc822", null, new MemoryStream([1])), CancellationToken.None));
        _home.Settings = _home.Settings with { Active = false };
        await Assert.ThrowsAsync<UnknownSourceException>(() => _home.PostAsync("x"));
    }

    [Fact]
    public async Task WithoutASenderNothingIsAnswered()
    {
        _home.Settings = _home.Settings with { Sender = null };
        await _home.PostAsync(Sample.Mail(""));
        Assert.Empty(_home.Sent);
    }
}
