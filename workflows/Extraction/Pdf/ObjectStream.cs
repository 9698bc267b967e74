namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>A stream that holds several indirect objects (ISO 32000-1, 7.5.7).</summary>
internal sealed class ObjectStream
{
    private readonly PdfBudget _budget;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<int, int> _offsets = [];

    private ObjectStream(PdfBudget budget, ReadOnlyMemory<byte> bytes) => (_budget, _bytes) = (budget, bytes);

    /// <summary>The numbers of its objects.</summary>
    public IEnumerable<int> Numbers => _offsets.Keys;

    public static ObjectStream Open(PdfObjects objects, PdfStream stream)
    {
        var count = objects.Whole(stream.Dictionary["N"]) ?? 0;
        var first = objects.Whole(stream.Dictionary["First"]) ?? 0;
        var bytes = objects.Decode(stream);
        if (first < 0 || first > bytes.Length || count < 0 || count > objects.Budget.Limits.Objects)
            throw PdfException.Damaged("an object stream has an impossible head");
        var opened = new ObjectStream(objects.Budget, bytes);
        var head = new PdfLexer(bytes[..first], objects.Budget);
        for (var i = 0; i < count && head.Whole() is { } number && head.Whole() is { } offset; i++)
        {
            objects.Budget.Value();
            opened._offsets[number] = offset > bytes.Length - first ? bytes.Length : first + offset;
        }

        return opened;
    }

    public PdfValue Read(int number)
    {
        if (!_offsets.TryGetValue(number, out var offset)) throw PdfException.Damaged("object " + number + " is not in its object stream");
        var parser = new PdfParser(_bytes, _budget);
        parser.Lexer.Position = offset;
        return parser.Read() is var value and not PdfKeyword ? value : PdfNull.Instance;
    }
}
