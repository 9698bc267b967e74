using System.Text;

namespace Serverless.Workflows.Intake.Zip;

/// <summary>Names without the UTF-8 mark: macOS writes UTF-8 nevertheless, everything else the DOS code page (APPNOTE
/// appendix D).</summary>
internal sealed class ZipNameEncoding : Encoding
{
    static ZipNameEncoding() => RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Encoding Dos => GetEncoding(437);

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) =>
        For(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        For(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => UTF8.GetMaxCharCount(byteCount);

    private static Encoding For(ReadOnlySpan<byte> name) => System.Text.Unicode.Utf8.IsValid(name) ? UTF8 : Dos;
}
