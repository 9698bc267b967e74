using Serverless.Workflows.Extraction.Pdf.Encryption;
using Serverless.Workflows.Extraction.Pdf.Filters;

namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Where an indirect object lies.</summary>
/// <param name="Container">The object stream that holds it, or 0.</param>
/// <param name="Offset">The offset in the file (of the container, where there is one); -1 where the object is free.</param>
internal readonly record struct PdfPlace(int Container, int Offset)
{
    public static PdfPlace Free { get; } = new(0, -1);

    public bool IsFree => Offset < 0;
}

/// <summary>The indirect objects of a PDF, loaded when they are asked for and then kept.</summary>
internal sealed class PdfObjects(ReadOnlyMemory<byte> bytes, PdfBudget budget)
{
    private readonly Dictionary<int, PdfValue> _loaded = [];
    private readonly Dictionary<int, ObjectStream> _containers = [];
    private readonly HashSet<int> _loading = [];

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public PdfBudget Budget { get; } = budget;

    /// <summary>The cross-reference: filled by <see cref="CrossReference"/> or <see cref="RecoveryScan"/>.</summary>
    public Dictionary<int, PdfPlace> Places { get; } = [];

    public PdfDictionary Trailer { get; set; } = new([]);

    /// <summary>Whether the cross-reference was damaged and the objects were found by searching.</summary>
    public bool Recovered { get; init; }

    /// <summary>Set once the encryption is known and open; null where the file is plain.</summary>
    public StandardSecurity? Security { get; set; }

    /// <summary>Follows references to a value; <see cref="PdfNull"/> where there is none, or where they go in a circle.</summary>
    public PdfValue Resolve(PdfValue? value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            if (hops > Budget.Limits.Depth) return PdfNull.Instance;
            value = Load(reference.Number);
        }

        return value ?? PdfNull.Instance;
    }

    public PdfDictionary? Dictionary(PdfValue? value) => Resolve(value) switch
    {
        PdfDictionary dictionary => dictionary,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    public int? Whole(PdfValue? value) => (Resolve(value) as PdfNumber)?.Whole;

    public string? Name(PdfValue? value) => (Resolve(value) as PdfName)?.Value;

    public byte[]? Text(PdfValue? value) => (Resolve(value) as PdfString)?.Bytes;

    public IReadOnlyList<PdfValue> Items(PdfValue? value) => (Resolve(value) as PdfArray)?.Items ?? [];

    /// <summary>The stream's bytes, decrypted and unpacked.</summary>
    public ReadOnlyMemory<byte> Decode(PdfStream stream)
    {
        if (Security is not null && stream.Number > 0)
            stream = new PdfStream(stream.Dictionary, Security.Stream(this, stream), 0, 0);
        return StreamFilters.Decode(this, stream);
    }

    /// <summary>Reads an indirect object at an offset of the file.</summary>
    /// <returns>Its number and value, or null where none begins there.</returns>
    public (int Number, PdfValue Value, int End)? ReadAt(int offset, bool encrypted = true)
    {
        if (offset < 0 || offset >= Bytes.Length) return null;
        var lexer = new PdfLexer(Bytes, Budget) { Position = offset };
        if (lexer.Whole() is not { } number || lexer.Whole() is not { } generation) return null;
        lexer.SkipSpace();
        if (!lexer.Bytes.Span[lexer.Position..].StartsWith("obj"u8)) return null;
        Func<byte[], byte[]>? decrypt = encrypted && Security is { } security ? text => security.Text(number, generation, text) : null;
        var parser = new PdfParser(Bytes, Budget, decrypt);
        parser.Lexer.Position = lexer.Position + 3;
        var value = parser.Read();
        if (value is PdfKeyword) value = PdfNull.Instance;
        if (value is PdfDictionary dictionary && parser.Lexer.Accept("stream"u8))
        {
            var raw = StreamBytes(parser.Lexer, dictionary);
            return (number, new PdfStream(dictionary, raw, number, generation), parser.Lexer.Position);
        }

        return (number, value, parser.Lexer.Position);
    }

    public PdfValue Load(int number)
    {
        if (_loaded.TryGetValue(number, out var known)) return known;
        if (!Places.TryGetValue(number, out var place) || place.IsFree) return PdfNull.Instance;
        if (!_loading.Add(number)) return PdfNull.Instance;
        Budget.Depth(_loading.Count);
        try
        {
            return _loaded[number] = place.Container == 0 ? FromFile(number, place.Offset) : Container(place.Container).Read(number);
        }
        finally
        {
            _loading.Remove(number);
        }
    }

    /// <summary>Drops what was loaded while the places were not all known.</summary>
    public void Forget() => _loaded.Clear();

    /// <summary>An object stream (ISO 32000-1, 7.5.7).</summary>
    public ObjectStream Container(int number)
    {
        if (_containers.TryGetValue(number, out var known)) return known;
        if (Places.TryGetValue(number, out var place) && place.Container != 0)
            throw PdfException.Damaged("object stream " + number + " lies in an object stream");
        if (Load(number) is not PdfStream stream) throw PdfException.Damaged("object stream " + number + " is missing");
        return _containers[number] = ObjectStream.Open(this, stream);
    }

    private PdfValue FromFile(int number, int offset)
    {
        if (ReadAt(offset) is not { } found || found.Number != number)
            throw PdfException.Damaged("object " + number + " is not where the cross-reference says");
        return found.Value;
    }

    private ReadOnlyMemory<byte> StreamBytes(PdfLexer lexer, PdfDictionary dictionary)
    {
        if (lexer.Peek() == 13) lexer.Position++;
        if (lexer.Peek() == 10) lexer.Position++;
        var start = lexer.Position;
        if (Whole(dictionary["Length"]) is { } length and >= 0 && length <= Bytes.Length - start)
        {
            lexer.Position = start + length;
            if (lexer.Accept("endstream"u8)) return Bytes.Slice(start, length);
        }

        // The length is wrong: the end is the next keyword, without the line end before it.
        var rest = Bytes.Span[start..];
        var end = rest.IndexOf("endstream"u8);
        Budget.Searched(end < 0 ? rest.Length : end);
        lexer.Position = end < 0 ? Bytes.Length : start + end + "endstream"u8.Length;
        if (end < 0) end = rest.Length;
        if (end > 0 && rest[end - 1] == 10) end--;
        if (end > 0 && rest[end - 1] == 13) end--;
        return Bytes.Slice(start, end);
    }
}
