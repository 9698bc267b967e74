using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Serverless.Workflows.Tests.Intake.Mail;

public class SignedMailTests
{
    private const string Entity =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHallo\r\n--b\r\n"
        + "Content-Type: application/pdf; name=r.pdf\r\n\r\n%PDF\r\n--b--\r\n";

    [Fact]
    public void AnOpaqueSignatureIsUnwrapped()
    {
        using var certificate = Certificate();
        var signed = new SignedCms(new ContentInfo(Encoding.ASCII.GetBytes(Entity)));
        signed.ComputeSignature(new CmsSigner(certificate));
        var mail = Message.Read(Envelope("signed-data", signed.Encode()));
        Assert.Equal("Hallo", mail.TextBody);
        Assert.Equal(("r.pdf", "%PDF"), (mail.Attachments[0].Name, Assert.Single(mail.Attachments).Text()));
        Assert.False(mail.IsEncrypted);
    }

    [Theory]
    [InlineData("enveloped-data")]
    [InlineData("")]
    public void AnEncryptedMailIsRecognised(string declared)
    {
        using var certificate = Certificate();
        var enveloped = new EnvelopedCms(new ContentInfo(Encoding.ASCII.GetBytes(Entity)));
        enveloped.Encrypt(new CmsRecipient(certificate));
        var mail = Message.Read(Envelope(declared, enveloped.Encode()));
        Assert.True(mail.IsEncrypted);
        Assert.Null(mail.TextBody);
        Assert.Equal("smime.p7m", Assert.Single(mail.Attachments).Name);
    }

    [Fact]
    public void ABrokenEnvelopeIsAnAttachment()
    {
        var mail = Message.Read(Envelope("signed-data", [1, 2, 3]));
        Assert.False(mail.IsEncrypted);
        Assert.Equal([1, 2, 3], Assert.Single(mail.Attachments).Content().ToArray());
    }

    private static string Envelope(string type, byte[] content) =>
        "From: a@b.de\nContent-Type: application/pkcs7-mime; name=smime.p7m"
        + (type.Length > 0 ? "; smime-type=" + type : string.Empty)
        + "\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(content);

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
