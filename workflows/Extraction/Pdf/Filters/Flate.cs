using System.IO.Compression;

namespace Serverless.Workflows.Extraction.Pdf.Filters;

/// <summary>Inflates. What can be unpacked before an error or a cut is kept, as other readers do; checksums are not looked at.</summary>
internal static class Flate
{
    private const int Chunk = 16 * 1024;

    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> data, PdfBudget budget)
    {
        budget.Searched(data.Length);
        // Two bytes of zlib header, where there are any.
        var span = data.Span;
        var header = span.Length >= 2 && (span[0] & 0x0F) == 8 && (span[0] << 8 | span[1]) % 31 == 0 ? 2 : 0;
        var target = new Unpacked(budget);
        using var packed = new MemoryStream(data[header..].ToArray(), writable: false);
        using var inflater = new DeflateStream(packed, CompressionMode.Decompress);
        var chunk = new byte[Chunk];
        try
        {
            for (int read; (read = inflater.Read(chunk)) > 0;) target.Add(chunk.AsSpan(0, read));
        }
        catch (InvalidDataException) when (target.Length > 0)
        {
            return target.Bytes;
        }
        catch (InvalidDataException broken)
        {
            throw new PdfException(PdfProblem.Damaged, "The PDF is damaged: a stream does not inflate.", broken);
        }

        return target.Bytes;
    }
}
