using System.Globalization;
using System.Text;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Tests.Intake.Mail;

public class MailLimitTests
{
    [Fact]
    public void TwoThousandParts()
    {
        var text = new StringBuilder("From: a@b.de\nSubject: viel\nContent-Type: multipart/mixed; boundary=b\n\n");
        for (var part = 0; part < 2000; part++) text.Append("--b\nContent-Type: application/pdf\n\n%PDF\n");
        Refused("tooManyParts", "500 Teilen", text + "--b--\n");
    }

    [Fact]
    public void AHundredLevelsOfMultiparts()
    {
        var text = new StringBuilder("From: a@b.de\nSubject: viel\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (var level = 0; level < 100; level++)
            text.Append(CultureInfo.InvariantCulture, $"--b{level}\nContent-Type: multipart/mixed; boundary=b{level + 1}\n\n");
        Refused("nestedTooDeep", "40 Ebenen", text.ToString());
    }

    [Fact]
    public void AHundredThousandLevelsOfMessages()
    {
        var text = "From: a@b.de\nSubject: viel\n"
            + string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 100_000));
        Refused("nestedTooDeep", "40 Ebenen", text);
    }

    [Fact]
    public void ThirtyForwardsAreStillRead()
    {
        var text = string.Concat(Enumerable.Repeat("Subject: weiter\nContent-Type: message/rfc822\n\n", 15)) + "Subject: innen\n\nHallo";
        var mail = Message.Read(text);
        for (var level = 0; level < 15; level++) mail = Assert.Single(mail.Forwarded);
        Assert.Equal(("innen", "Hallo"), (mail.Subject, mail.TextBody));
    }

    [Fact]
    public void AMegabyteOfHeaders() => Assert.Equal("headersTooLarge", Assert.Throws<MailLimitException>(
        () => Message.Read("From: a@b.de\nX-Junk: " + string.Concat(Enumerable.Repeat("junk\n ", 200_000)) + "\n\n")).Code);

    [Fact]
    public void TooManyBytes()
    {
        var refused = Assert.Throws<MailLimitException>(
            () => Message.Read(new byte[1025], new MailLimits { MaxBytes = 1024 }));
        Assert.Equal("mailTooLarge", refused.Code);
    }

    [Fact]
    public void AVeryLongTextIsCutOff()
    {
        var mail = Message.Read(Encoding.ASCII.GetBytes("\n" + new string('x', 5000)), new MailLimits { MaxTextBytes = 1000 });
        Assert.Equal(1000, mail.TextBody!.Length);
    }

    private static void Refused(string code, string says, string message)
    {
        var refused = Assert.Throws<MailLimitException>(() => Message.Read(message));
        Assert.Equal(code, refused.Code);
        Assert.Contains(says, refused.Text, StringComparison.Ordinal);
        Assert.Equal(("viel", "a@b.de"), (refused.Envelope.Subject, refused.Envelope.From[0].Address));
    }
}
