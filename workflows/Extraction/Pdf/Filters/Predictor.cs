namespace Serverless.Workflows.Extraction.Pdf.Filters;

/// <summary>Undoes the prediction (TIFF or PNG) that a packer applied to rows of samples before packing.</summary>
internal static class Predictor
{
    private const int MaxRowBytes = 1 << 20;

    public static ReadOnlyMemory<byte> Undo(PdfObjects objects, PdfDictionary? parameters, ReadOnlyMemory<byte> data)
    {
        if (parameters is null) return data;
        var predictor = objects.Whole(parameters["Predictor"]) ?? 1;
        if (predictor <= 1) return data;
        long colors = objects.Whole(parameters["Colors"]) ?? 1;
        long bits = objects.Whole(parameters["BitsPerComponent"]) ?? 8;
        long columns = objects.Whole(parameters["Columns"]) ?? 1;
        if (colors is < 1 or > 32 || bits is not (1 or 2 or 4 or 8 or 16) || columns is < 1 or > MaxRowBytes
            || (colors * bits * columns + 7) / 8 > MaxRowBytes)
            throw PdfException.Damaged("a stream's predictor has impossible parameters");
        var row = (int)((colors * bits * columns + 7) / 8);
        var pixel = (int)Math.Max(1, colors * bits / 8);
        objects.Budget.Decoded(data.Length);
        return predictor == 2 ? Tiff(data.Span, row, pixel, bits) : Png(data.Span, row, pixel);
    }

    private static ReadOnlyMemory<byte> Tiff(ReadOnlySpan<byte> data, int row, int pixel, long bits)
    {
        if (bits != 8) throw new PdfException(PdfProblem.Unsupported, "The PDF packs a file with a predictor that is not for files.");
        var result = data.ToArray();
        for (var start = 0; start < result.Length; start += row)
        {
            var end = Math.Min(result.Length, start + row);
            for (var i = start + pixel; i < end; i++) result[i] += result[i - pixel];
        }

        return result;
    }

    private static ReadOnlyMemory<byte> Png(ReadOnlySpan<byte> data, int row, int pixel)
    {
        var result = new byte[data.Length];
        var written = 0;
        Span<byte> above = new byte[row];
        for (var at = 0; at < data.Length; at += row + 1)
        {
            var kind = data[at];
            var source = data[(at + 1)..Math.Min(data.Length, at + 1 + row)];
            var target = result.AsSpan(written, source.Length);
            for (var i = 0; i < source.Length; i++)
            {
                var left = i >= pixel ? target[i - pixel] : 0;
                var corner = i >= pixel ? above[i - pixel] : 0;
                target[i] = (byte)(source[i] + kind switch
                {
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    4 => Paeth(left, above[i], corner),
                    _ => 0,
                });
            }

            target.CopyTo(above);
            written += source.Length;
        }

        return result.AsMemory(0, written);
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
