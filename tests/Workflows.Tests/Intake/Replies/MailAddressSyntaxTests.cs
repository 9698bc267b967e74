using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Tests.Intake.Replies;

public class MailAddressSyntaxTests
{
    [Theory]
    [InlineData("a@b.de", "a@b.de")]
    [InlineData("Anna.Muster+rechnung@Example.COM", "Anna.Muster+rechnung@example.com")]
    [InlineData("info@müller-bau.de", "info@xn--mller-bau-q9a.de")]
    public void Addresses(string written, string normalized) => Assert.Equal(normalized, MailAddressSyntax.Normalize(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@b.de")]
    [InlineData("a@")]
    [InlineData("a@localhost")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a b@c.de")]
    [InlineData("\"a b\"@c.de")]
    [InlineData("a@b.de\r\nBcc: x@y.de")]
    [InlineData("a@b.de, x@y.de")]
    [InlineData("a@b@c.de")]
    [InlineData(".a@b.de")]
    [InlineData("a..b@c.de")]
    [InlineData("ä@b.de")]
    [InlineData("a@-b.de")]
    [InlineData("a@b..de")]
    [InlineData("a(x)@b.de")]
    [InlineData("<a@b.de>")]
    public void NoAddresses(string? written) => Assert.Null(MailAddressSyntax.Normalize(written));
}
