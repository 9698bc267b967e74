namespace Serverless.Workflows.Extraction.Pdf.Filters;

/// <summary>Undoes the run length filter: 0 to 127 copies, 129 to 255 repeats, 128 ends.</summary>
internal static class RunLength
{
    public static ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> data, PdfBudget budget)
    {
        var target = new Unpacked(budget);
        Span<byte> run = stackalloc byte[128];
        for (var i = 0; i < data.Length && data[i] != 128;)
        {
            var length = data[i++];
            if (length < 128)
            {
                var end = Math.Min(data.Length, i + length + 1);
                target.Add(data[i..end]);
                i = end;
            }
            else if (i < data.Length)
            {
                var repeated = run[..(257 - length)];
                repeated.Fill(data[i++]);
                target.Add(repeated);
            }
        }

        return target.Bytes;
    }
}
