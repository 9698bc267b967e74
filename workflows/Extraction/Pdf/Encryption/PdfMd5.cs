using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Serverless.Workflows.Extraction.Pdf.Encryption;

internal static class PdfMd5
{
    [SuppressMessage("Security", "CA5351", Justification = "The format prescribes it; it only opens what others have closed with it.")]
    public static byte[] Hash(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
}
