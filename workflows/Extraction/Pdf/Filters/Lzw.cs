namespace Serverless.Workflows.Extraction.Pdf.Filters;

/// <summary>Undoes LZW with codes of 9 to 12 bits, 256 for clear and 257 for the end.</summary>
internal static class Lzw
{
    private const int Clear = 256;
    private const int End = 257;
    private const int MaxCodes = 4096;

    /// <param name="early">1 where the code grows one code early (the default of the format), else 0.</param>
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> data, int early, PdfBudget budget)
    {
        budget.Searched(data.Length);
        var target = new Unpacked(budget);
        var prefix = new short[MaxCodes];
        var suffix = new byte[MaxCodes];
        var length = new short[MaxCodes];
        for (var i = 0; i < 256; i++)
        {
            suffix[i] = (byte)i;
            length[i] = 1;
        }

        Span<byte> text = stackalloc byte[MaxCodes];
        var next = 258;
        var width = 9;
        var previous = -1;
        var bits = 0;
        var held = 0;
        foreach (var b in data)
        {
            bits = (bits << 8 | b) & 0xFFFFFF;
            held += 8;
            if (held < width) continue;
            held -= width;
            var code = bits >> held & (1 << width) - 1;
            if (code == End) break;
            if (code == Clear)
            {
                next = 258;
                width = 9;
                previous = -1;
                continue;
            }

            // A code that is just being defined is the previous text with its own first byte behind it.
            if (code > next || code >= next && previous < 0) break;
            var known = code < next ? code : previous;
            var size = length[known];
            for (int at = size - 1, walk = known; at >= 0; at--)
            {
                text[at] = suffix[walk];
                walk = prefix[walk];
            }

            if (code == next && size < MaxCodes) text[size++] = text[0];
            target.Add(text[..size]);
            if (previous >= 0 && next < MaxCodes)
            {
                prefix[next] = (short)previous;
                suffix[next] = text[0];
                length[next] = (short)(length[previous] + 1);
                next++;
            }

            previous = code;
            width = Width(next + early);
        }

        return target.Bytes;
    }

    private static int Width(int codes) => codes switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };
}
