using System.Buffers;

namespace Serverless.Workflows.Extraction.Pdf.Filters;

/// <summary>Collects what a filter gives, paid for from the budget before it is kept.</summary>
internal sealed class Unpacked(PdfBudget budget)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Length => _bytes.WrittenCount;

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        budget.Decoded(bytes.Length);
        _bytes.Write(bytes);
    }
}
