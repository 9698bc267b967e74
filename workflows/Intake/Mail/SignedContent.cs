using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Opens S/MIME envelopes that are signed but not encrypted (RFC 8551 section 3.5.2). The signature itself is
/// not checked here: the content counts as any other mail's.</summary>
internal static class SignedContent
{
    private const string EnvelopedData = "1.2.840.113549.1.7.3";
    private const string AuthEnvelopedData = "1.2.840.113549.1.9.16.1.23";

    /// <summary>The MIME entity inside, or null where it is no signed content.</summary>
    public static ReadOnlyMemory<byte>? Unwrap(ReadOnlyMemory<byte> envelope)
    {
        try
        {
            var signed = new SignedCms();
            signed.Decode(envelope.Span);
            var content = signed.ContentInfo.Content;
            if (content.Length == 0) return null;
            return content;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether it is an envelope that only the recipient's key opens.</summary>
    public static bool IsEncrypted(ReadOnlyMemory<byte> envelope, string? declared)
    {
        if (declared is "enveloped-data" or "authEnveloped-data" or "authenveloped-data") return true;
        try
        {
            var type = new AsnReader(envelope, AsnEncodingRules.BER).ReadSequence().ReadObjectIdentifier();
            return type is EnvelopedData or AuthEnvelopedData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
