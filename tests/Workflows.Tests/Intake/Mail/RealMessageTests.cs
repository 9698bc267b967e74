using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Tests.Intake.Mail;

/// <summary>The awkward messages of the test data; what must be read was written down from looking at the files.</summary>
public class RealMessageTests
{
    private const string Plain = "This is the text body.";
    private const string Html = "<html>This is an <b>html</b> body.</html>";

    public static TheoryData<string> All => TestData.Files("mail/messages", "*");

    [DataTheory]
    [MemberData(nameof(All))]
    public void EveryMessageIsReadTwiceWithTheSameResult(string file)
    {
        var first = Message.ReadFile(file);
        Assert.NotEmpty(first.Headers.Fields);
        var crlf = System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1
            .GetString(File.ReadAllBytes(TestData.Path(file))).ReplaceLineEndings("\r\n"));
        var second = Message.Read(crlf);
        Assert.Equal((first.Subject, first.TextBody, first.HtmlBody), (second.Subject, second.TextBody, second.HtmlBody));
        Assert.Equal(first.AllAttachments().Select(part => (part.Name, part.Path)),
            second.AllAttachments().Select(part => (part.Name, part.Path)));
    }

    [DataTheory]
    [InlineData(1, Plain, null, 0, 0)]
    [InlineData(2, null, Html, 0, 0)]
    [InlineData(3, Plain, Html, 0, 0)]
    [InlineData(4, null, Html, 2, 0)]
    [InlineData(5, Plain, Html, 2, 0)]
    [InlineData(6, Plain, Html, 2, 1)]
    [InlineData(7, Plain, Html, 2, 1)]
    [InlineData(8, Plain, null, 0, 1)]
    [InlineData(9, null, Html, 0, 1)]
    public void Bodies(int number, string? text, string? html, int pictures, int files)
    {
        var mail = Message.ReadFile($"mail/messages/body.{number}.txt");
        Assert.Equal("MimeMessage.TextBody and HtmlBody tests", mail.Subject);
        Assert.Equal(new Mailbox("MimeKit Unit Tests", "mimekit@mimekit.net"), Assert.Single(mail.From));
        Assert.Equal(new DateTimeOffset(2016, 1, 2, 17, 42, 0, TimeSpan.FromHours(-4)), mail.Date);
        Assert.Equal(text, mail.TextBody?.TrimEnd());
        Assert.Equal(html, mail.HtmlBody?.TrimEnd());
        Assert.Equal(pictures, mail.Attachments.Count(part => part.Purpose == AttachmentPurpose.InlineImage));
        Assert.Equal(files, mail.Attachments.Count(part => part.Purpose == AttachmentPurpose.File));
    }

    [DataFact]
    public void AnAttachedTextIsNoBody()
    {
        var file = Assert.Single(Message.ReadFile("mail/messages/body.6.txt").Attachments,
            part => part.Purpose == AttachmentPurpose.File);
        Assert.Equal(("document.txt", "text/plain", "attachment", "2"), (file.Name, file.DeclaredType, file.Disposition, file.Path));
        Assert.Equal("This is an attached document.", file.Text());
    }

    [DataFact]
    public void ABounce()
    {
        var mail = Message.ReadFile("mail/messages/bounce.txt");
        Assert.Equal("Undelivered Mail Returned to Sender", mail.Subject);
        Assert.Equal(new Mailbox("Mail Delivery System", "MAILER-DAEMON@hmail.jitbit.com"), Assert.Single(mail.From));
        Assert.Equal(string.Empty, mail.ReturnPath);
        Assert.True(mail.IsReport && mail.IsAutomatic);
        Assert.StartsWith("This is the mail system at host", mail.TextBody, StringComparison.Ordinal);
        var returned = Assert.Single(mail.Forwarded);
        Assert.StartsWith("FILE-SRV | FILE-SRV | Ellern Mede | eventlog | Security -", returned.Subject, StringComparison.Ordinal);
        Assert.Equal("helpdesk@netecgc.com", returned.ReturnPath);
        Assert.NotNull(returned.TextBody);
        Assert.NotNull(returned.HtmlBody);
    }

    [DataTheory]
    [InlineData("delivery-status.txt")]
    [InlineData("delivery-status-no-blank-line.txt")]
    public void DeliveryReports(string file)
    {
        var mail = Message.ReadFile("mail/messages/" + file);
        Assert.Equal("email delivery error", mail.Subject);
        Assert.True(mail.IsReport && mail.IsList);
        Assert.Equal("The Post Office", Assert.Single(mail.From).Name);
        var status = Assert.Single(mail.Attachments);
        Assert.Equal(("message/delivery-status", AttachmentPurpose.Accessory), (status.DeclaredType, status.Purpose));
        Assert.Contains("Final-Recipient: RFC822; newsletter-request@imusic.com", status.Text(), StringComparison.Ordinal);
        var returned = Assert.Single(mail.Forwarded);
        Assert.Equal(("unsubscribe", "<31FC7EB4.41C6@netscape.com>"), (returned.Subject, returned.MessageId));
        Assert.Equal("unsubscribe", returned.TextBody);
    }

    [DataFact]
    public void ADeliveryReportCutOffInItsStatus()
    {
        var mail = Message.ReadFile("mail/messages/delivery-status-multiple-blank-lines.txt");
        Assert.True(mail.IsReport);
        Assert.Empty(mail.From);
        Assert.Equal("This is human readable text about the bounce information\n", mail.TextBody);
        Assert.Contains("Status:5.5.0", Assert.Single(mail.Attachments).Text(), StringComparison.Ordinal);
    }

    [DataFact]
    public void AReportWithUnquotedBoundaryAndEmptyReturnPath()
    {
        var mail = Message.ReadFile("mail/messages/delivery-status2.txt");
        Assert.Equal((string.Empty, true), (mail.ReturnPath, mail.IsReport));
        Assert.Contains("source@domain.com\n    Unknown user", mail.TextBody, StringComparison.Ordinal);
        var returned = Assert.Single(mail.Forwarded);
        Assert.Equal(("delivery@domain.fr", "TEXTE"), (returned.ReturnPath, returned.TextBody?.Trim()));
        Assert.Contains("<html lang=\"fr\"", returned.HtmlBody, StringComparison.Ordinal);
    }

    [DataFact]
    public void AnonymizedMessagesKeepTheirShape()
    {
        var report = Message.ReadFile("mail/messages/delivery-status.anonymized.eml");
        Assert.True(report.IsReport);
        Assert.Equal("xxxxxxxxxxx", Assert.Single(report.Forwarded).TextBody);
        var receipt = Message.ReadFile("mail/messages/disposition-notification.anonymized.eml");
        Assert.True(receipt.IsReport);
        Assert.Single(receipt.Forwarded);
        var forwarded = Message.ReadFile("mail/messages/simple-embedded-message.anonymized.eml");
        Assert.Equal("xxxxxxxx xxxxxxx", Assert.Single(forwarded.Forwarded).Subject);
        var simple = Message.ReadFile("mail/messages/simple-multipart.anonymized.eml");
        Assert.Equal("xxxxxxxxxxxxxx", Assert.Single(simple.Attachments).Name);
    }

    [DataFact]
    public void AReadReceipt()
    {
        var mail = Message.ReadFile("mail/messages/disposition-notification.txt");
        Assert.Equal(("Disposition notification", true), (mail.Subject, mail.IsReport));
        Assert.Equal(new DateTimeOffset(1995, 9, 20, 0, 19, 0, TimeSpan.FromHours(-4)), mail.Date);
        Assert.StartsWith("The message sent on 1995 Sep 19", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("First draft of report", Assert.Single(mail.Forwarded).Subject);
    }

    [DataFact]
    public void AComplaintThatBeginsWithAByteOrderMark()
    {
        var mail = Message.ReadFile("mail/messages/feedback-report.txt");
        Assert.Equal("abusedesk@example.com", Assert.Single(mail.From).Address);
        Assert.Equal(("FW: Earn money", true), (mail.Subject, mail.IsReport));
        Assert.Equal(new DateTimeOffset(2005, 3, 8, 17, 40, 36, TimeSpan.FromHours(-4)), mail.Date);
        var spam = Assert.Single(mail.Forwarded);
        Assert.Equal("Earn money", spam.Subject);
        Assert.Null(spam.MessageId);
        Assert.Equal("Undisclosed Recipients", Assert.Single(spam.To).Address);
        Assert.StartsWith("Spam Spam Spam\nSpam", spam.TextBody, StringComparison.Ordinal);
    }

    [DataFact]
    public void AMultipartWithoutAnyPart()
    {
        var mail = Message.ReadFile("mail/messages/empty-multipart.txt");
        Assert.Equal("test of empty multipart/alternative", mail.Subject);
        Assert.Equal("This part should be on the same level as the multipart/alternative and not a child.", mail.TextBody?.Trim());
        Assert.Empty(mail.Attachments);
    }

    [DataFact]
    public void AnEpilogueIsNoPart()
    {
        var mail = Message.ReadFile("mail/messages/epilogue.txt");
        Assert.Equal("Re: The Once and Future OS", mail.Subject);
        Assert.Equal(new DateTimeOffset(1995, 5, 7, 16, 21, 3, TimeSpan.Zero), mail.Date);
        Assert.Equal("pcu@umich.edu", Assert.Single(mail.ReplyTo).Address);
        Assert.EndsWith("NEXTSTEP...\"?", mail.TextBody?.TrimEnd(), StringComparison.Ordinal);
        var file = Assert.Single(mail.Attachments);
        Assert.Equal("application/postscript", file.DeclaredType);
        Assert.True(file.Content().IsEmpty);
    }

    [DataFact]
    public void FlowedText()
    {
        var mail = Message.ReadFile("mail/messages/issue1130.txt");
        Assert.Equal("Test of text body with format=flowed; delsp=yes", mail.Subject);
        Assert.Equal("We should have access, and apparently did a few months ago, but now there is"
            + "a \"You do not currently have access to this content.\" at the bottom of the"
            + "record\n\nThe URL in question URL:\nhttps://example.com/", mail.TextBody?.TrimEnd());
    }

    [DataFact]
    public void ManyHeaders()
    {
        var mail = Message.ReadFile("mail/messages/issue358.txt");
        Assert.Equal(("R: R: R: I: FR-selca LA selcaE", "jang.abcdef@xyzlinux12345678.it"), (mail.Subject, mail.ReturnPath));
        Assert.Equal("jang12@linux12.org.new", Assert.Single(mail.To).Name);
        Assert.Equal("Test headers", mail.TextBody?.Trim());
        Assert.Contains("<BODY bgColor=#ffffff>", mail.HtmlBody, StringComparison.Ordinal);
    }

    [DataFact]
    public void Japanese()
    {
        var mail = Message.ReadFile("mail/messages/japanese.txt");
        Assert.Equal("日本語メールテスト (testing Japanese emails)", mail.Subject);
        Assert.Equal("Let's see if both subject and body works fine...\n\n日本語が\n正常に\n送れているか\nテスト.\n", mail.TextBody);
    }

    [DataFact]
    public void ATypeWithoutSubtype()
    {
        var mail = Message.ReadFile("mail/messages/missing-subtype.txt");
        Assert.Equal("Test of an invalid mime-type", mail.Subject);
        Assert.Null(mail.TextBody);
        var file = Assert.Single(mail.Attachments);
        Assert.Equal(("document.xml.gz", "blah blah blah"), (file.Name, file.Text().TrimEnd()));
    }

    [DataFact]
    public void ADigestBehindAMailboxLine()
    {
        var mail = Message.ReadFile("mail/messages/multipart-digest.txt");
        Assert.Equal("user@domain.org", Assert.Single(mail.From).Address);
        var digest = Assert.Single(mail.Forwarded);
        Assert.Equal("submsg", digest.Subject);
        Assert.Equal(["m1", "m2"], digest.Forwarded.Select(inner => inner.Subject));
        Assert.Equal(["m1 body", "m2 body"], digest.Forwarded.Select(inner => inner.TextBody?.Trim()));
    }

    [DataFact]
    public void AWebPageWithItsPictureFirst()
    {
        var mail = Message.ReadFile("mail/messages/multipart-related-mhtml.txt");
        Assert.Contains("<img src=\"image1\" width=\"267\"", mail.HtmlBody, StringComparison.Ordinal);
        var picture = Assert.Single(mail.Attachments);
        Assert.Equal(("image/png", AttachmentPurpose.InlineImage), (picture.DeclaredType, picture.Purpose));
        Assert.True(picture.Content().Span[1..].StartsWith("PNG\r\n"u8));
        Assert.True(picture.Content().Span[^8..].StartsWith("IEND"u8));
    }

    [DataFact]
    public void PartsWithinMessagesWithinParts()
    {
        var mail = Message.ReadFile("mail/messages/rfc2060.txt");
        Assert.Equal("This part specifier should be: 1", mail.TextBody?.Trim());
        Assert.Equal(["2", "4.1", "3.2", "4.2.2.1", "4.2.2.2"],
            mail.AllAttachments().Select(part => part.Text().Trim().Replace("This part specifier should be: ", "", StringComparison.Ordinal)));
        Assert.All(mail.AllAttachments(), part => Assert.EndsWith(": " + part.Path, part.Text().Trim(), StringComparison.Ordinal));
        Assert.Equal(["3.1", "4.2.1"], mail.Forwarded.Select(inner => inner.TextBody!.Trim().Split(": ")[1]));
    }

    [DataFact]
    public void AForwardedMessage()
    {
        var mail = Message.ReadFile("mail/messages/simple-embedded-message.eml");
        Assert.Equal(("test of simple embedded message/rfc822 part", "This is the message body."),
            (mail.Subject, mail.TextBody?.Trim()));
        var inner = Assert.Single(mail.Forwarded);
        Assert.Equal(("embedded message", "This is the embedded message body."), (inner.Subject, inner.TextBody?.Trim()));
    }

    [DataFact]
    public void PreambleAndEpilogue()
    {
        var mail = Message.ReadFile("mail/messages/simple-multipart.eml");
        Assert.Equal(("this is a simple multipart message", "This is the message body."), (mail.Subject, mail.TextBody?.Trim()));
        Assert.Equal("<54AD68C9E3B0184CAC6041320424FD1B5B81E74D@localhost.localdomain>", mail.MessageId);
        var file = Assert.Single(mail.Attachments);
        Assert.Equal(("attachment.txt", "This is the base64 encoded attachment."), (file.Name, file.Text()));
    }

    [DataFact]
    public void AHeaderOfAHundredKilobytes()
    {
        var mail = Message.ReadFile("mail/messages/stack-overflow.txt");
        Assert.Equal(("Message Subject", "<aasfasdfasdfa@bb>"), (mail.Subject, mail.MessageId));
        Assert.Equal("Message Body", mail.TextBody?.Trim());
        Assert.Equal("test@test.com", mail.To[0].Address);
        Assert.StartsWith("date>2017-08-20T10:08:28.617</pr", EncodedWordsOf(mail.To[1].Address), StringComparison.Ordinal);
    }

    private static string EncodedWordsOf(string text) => EncodedWords.Decode(text);
}
