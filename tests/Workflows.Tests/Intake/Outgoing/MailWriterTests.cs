using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Intake.Outgoing;
using Serverless.Workflows.Tests.Intake.Mail;

namespace Serverless.Workflows.Tests.Intake.Outgoing;

public class MailWriterTests
{
    private static readonly MailWriter Writer = new(new FixedTime());

    private static readonly OutgoingMail Mail = new(
        "demo", "demo/1/a/b/1", "Muster & Söhne", "post@muster.example.com", "Anna", "anna@example.org", "Betreff", "Text", null, null);

    [Fact]
    public void WhatIsWrittenIsReadAgain() => Prop.ForAll<string?, string?, string?>((subject, text, html) =>
    {
        var written = Writer.Write(Mail with { FromName = subject ?? "", Subject = subject ?? "", Text = text ?? "", Html = html });
        var read = Message.Read(written);
        return read.Subject == MailNames.Line(Clean(subject))
            && read.From.Single().Address == Mail.FromAddress && read.To.Single() == new Mailbox("Anna", "anna@example.org")
            && read.TextBody?.TrimEnd('\n') == Body(text).TrimEnd('\n')
            && (html is null ? read.HtmlBody is null : read.HtmlBody == Body(html))
            && read.Attachments.Count == 0 && LinesAreRight(written);
    }).Hold(500);

    [Theory]
    [InlineData("Zeile\n.\nFrom hier\n...\n- Ende  \n\n", null)]
    [InlineData("Ein sehr langes Wort: Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselbundanhängerverkäufergewerkschaft", "<p>Größe =_ 5 €</p>")]
    public void AwkwardTexts(string text, string? html)
    {
        var written = Writer.Write(Mail with { Text = text, Html = html });
        var read = Message.Read(written);
        Assert.Equal((text.TrimEnd('\n'), html), (read.TextBody!.TrimEnd('\n'), read.HtmlBody));
        Assert.True(LinesAreRight(written));
        Assert.DoesNotContain("\r\n.", Encoding.ASCII.GetString(written), StringComparison.Ordinal);
    }

    [Fact]
    public void LongSubjectsAreFolded()
    {
        var subject = string.Join(' ', Enumerable.Repeat("Rechnung für die Größenänderung 😀", 5));
        var written = Writer.Write(Mail with { Subject = subject });
        Assert.Equal(subject, Message.Read(written).Subject);
        Assert.True(LinesAreRight(written));
    }

    [Fact]
    public void NothingIsInjected()
    {
        var written = Writer.Write(Mail with
        {
            Subject = "x\r\nBcc: opfer@example.org\r\n\r\nText",
            ToName = "a\nBcc: opfer@example.org",
            FromName = "\"\r\nX: y\\",
            InReplyTo = "<a@b>\r\nBcc: opfer@example.org",
        });
        var read = Message.Read(written);
        Assert.Null(read.Headers["Bcc"]);
        Assert.Null(read.Headers["X"]);
        Assert.Null(read.Headers["In-Reply-To"]);
        Assert.Equal("x  Bcc: opfer@example.org    Text", read.Subject);
        Assert.Equal("Text", read.TextBody?.TrimEnd());
        Assert.Equal("\"  X: y\\", read.From.Single().Name);
    }

    [Theory]
    [InlineData("a@b.de\r\nBcc: x@y.de")]
    [InlineData("a@b.de>, <x@y.de")]
    [InlineData("")]
    public void WrongAddressesAreRefused(string address)
    {
        Assert.Throws<ArgumentException>(() => Writer.Write(Mail with { ToAddress = address }));
        Assert.Throws<ArgumentException>(() => Writer.Write(Mail with { FromAddress = address }));
    }

    [Fact]
    public void HeadersOfANotice()
    {
        var read = Message.Read(Writer.Write(Mail));
        Assert.Equal("auto-generated", read.Headers["Auto-Submitted"]);
        Assert.Equal(new DateTimeOffset(2025, 7, 1, 8, 5, 9, TimeSpan.Zero), read.Date);
        Assert.Equal($"<{MailWriter.KeyHash(Mail.Key)}@muster.example.com>", read.MessageId);
        Assert.Null(read.Headers["In-Reply-To"]);
        Assert.True(read.IsAutomatic);
    }

    [Theory]
    [InlineData("<1@example.org>", "<1@example.org>")]
    [InlineData("", null)]
    public void HeadersOfAnAnswer(string inReplyTo, string? written)
    {
        var read = Message.Read(Writer.Write(Mail with { InReplyTo = inReplyTo }));
        Assert.Equal("auto-replied", read.Headers["Auto-Submitted"]);
        Assert.Equal((written, written), (read.Headers["In-Reply-To"], read.Headers["References"]));
    }

    private static string Clean(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));

    private static string Body(string? text)
    {
        var clean = Clean(text).ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);
        return clean.StartsWith('\uFEFF') ? clean[1..] : clean;
    }

    private static bool LinesAreRight(byte[] message)
    {
        var text = Encoding.ASCII.GetString(message);
        return message.All(octet => octet is (>= 32 and < 127) or 9 or 13 or 10)
            && text.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']) < 0
            && text.Split("\r\n").All(line => line.Length <= 76);
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 7, 1, 8, 5, 9, TimeSpan.Zero);
    }
}
