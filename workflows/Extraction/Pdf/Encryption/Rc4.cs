namespace Serverless.Workflows.Extraction.Pdf.Encryption;

/// <summary>The stream cipher of old PDFs. It only opens what others have closed with it.</summary>
internal static class Rc4
{
    public static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (var i = 0; i < 256; i++) state[i] = (byte)i;
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = j + state[i] + key[i % key.Length] & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
        }

        var result = new byte[data.Length];
        for (int n = 0, i = 0, j = 0; n < data.Length; n++)
        {
            i = i + 1 & 0xFF;
            j = j + state[i] & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
            result[n] = (byte)(data[n] ^ state[state[i] + state[j] & 0xFF]);
        }

        return result;
    }
}
