namespace Serverless.Workflows.Extraction.Pdf.Filters;

/// <summary>The two filters that write bytes as printable characters.</summary>
internal static class AsciiFilters
{
    public static ReadOnlyMemory<byte> Hex(ReadOnlySpan<byte> data, PdfBudget budget)
    {
        var result = new byte[(data.Length + 1) / 2];
        budget.Decoded(result.Length);
        var digits = 0;
        foreach (var b in data)
        {
            if (b == (byte)'>') break;
            var digit = PdfLexer.Hex(b);
            if (digit < 0) continue;
            result[digits / 2] |= (byte)(digits % 2 == 0 ? digit << 4 : digit);
            digits++;
        }

        return result.AsMemory(0, (digits + 1) / 2);
    }

    public static ReadOnlyMemory<byte> Base85(ReadOnlySpan<byte> data, PdfBudget budget)
    {
        var target = new Unpacked(budget);
        Span<byte> four = stackalloc byte[4];
        uint group = 0;
        var count = 0;
        foreach (var b in data)
        {
            if (b == (byte)'~') break;
            if (b == (byte)'z' && count == 0)
            {
                four.Clear();
                target.Add(four);
                continue;
            }

            if (b is < (byte)'!' or > (byte)'u') continue;
            group = unchecked(group * 85 + (uint)(b - '!'));
            if (++count < 5) continue;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, group);
            target.Add(four);
            group = 0;
            count = 0;
        }

        if (count > 1)
        {
            for (var i = count; i < 5; i++) group = unchecked(group * 85 + 84);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, group);
            target.Add(four[..(count - 1)]);
        }

        return target.Bytes;
    }
}
