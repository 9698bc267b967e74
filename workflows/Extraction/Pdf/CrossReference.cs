namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Reads the cross-reference that a PDF ends with: tables, streams, both mixed, and the chain of updates
/// (ISO 32000-1, 7.5.4 to 7.5.8). Newer sections come first and win.</summary>
internal sealed class CrossReference(PdfObjects objects)
{
    private const int TailBytes = 2048;
    private const int MaxSections = 1024;

    private readonly PdfObjects _objects = objects;
    private readonly HashSet<int> _seen = [];

    /// <exception cref="PdfException">It is damaged; a <see cref="RecoveryScan"/> may help.</exception>
    public static void Read(PdfObjects objects)
    {
        var reader = new CrossReference(objects);
        PdfDictionary? newest = null;
        for (var offset = reader.Start(); offset is { } at && reader._seen.Add(at);)
        {
            if (reader._seen.Count > MaxSections) throw PdfException.TooLarge("its cross-reference has too many sections");
            var trailer = reader.Section(at);
            newest ??= trailer;
            offset = (trailer["Prev"] as PdfNumber)?.Whole;
        }

        objects.Trailer = newest ?? throw PdfException.Damaged("it has no cross-reference");
    }

    private int? Start()
    {
        var from = Math.Max(0, _objects.Bytes.Length - TailBytes);
        var at = _objects.Bytes.Span[from..].LastIndexOf("startxref"u8);
        if (at < 0) throw PdfException.Damaged("startxref is missing");
        return new PdfLexer(_objects.Bytes, _objects.Budget) { Position = from + at + "startxref"u8.Length }.Whole();
    }

    private PdfDictionary Section(int offset)
    {
        if (offset >= _objects.Bytes.Length) throw PdfException.Damaged("the cross-reference lies behind the end");
        var parser = new PdfParser(_objects.Bytes, _objects.Budget);
        parser.Lexer.Position = offset;
        if (!parser.Lexer.Accept("xref"u8)) return Stream(offset, _objects.Places);

        var places = Table(parser.Lexer);
        if (parser.Read() is not PdfDictionary trailer) throw PdfException.Damaged("a cross-reference has no trailer");
        if (trailer["XRefStm"] is PdfNumber { Whole: { } hybrid } && _seen.Add(hybrid))
        {
            // What the table calls free may be in use for readers that know streams.
            var hidden = new Dictionary<int, PdfPlace>();
            Stream(hybrid, hidden);
            foreach (var (number, place) in hidden)
            {
                if (!places.TryGetValue(number, out var listed) || listed.IsFree) places[number] = place;
            }
        }

        foreach (var (number, place) in places) Add(_objects.Places, number, place);
        return trailer;
    }

    private Dictionary<int, PdfPlace> Table(PdfLexer lexer)
    {
        var places = new Dictionary<int, PdfPlace>();
        while (!lexer.Accept("trailer"u8))
        {
            if (lexer.Whole() is not { } first || lexer.Whole() is not { } count)
                throw PdfException.Damaged("a cross-reference table breaks off");
            for (var i = 0; i < count; i++)
            {
                _objects.Budget.Value();
                if (lexer.Whole() is not { } offset || lexer.Whole() is not { } generation)
                    throw PdfException.Damaged("a cross-reference table breaks off");
                var used = lexer.Accept("n"u8);
                if (!used && !lexer.Accept("f"u8)) throw PdfException.Damaged("a cross-reference table breaks off");
                // Some writers count the first free entry as 1.
                if (i == 0 && first == 1 && !used && offset == 0 && generation == 65535) first = 0;
                Add(places, first + i, used && offset > 0 ? new PdfPlace(0, offset) : PdfPlace.Free);
            }
        }

        return places;
    }

    private PdfDictionary Stream(int offset, Dictionary<int, PdfPlace> places)
    {
        if (_objects.ReadAt(offset, encrypted: false) is not { Value: PdfStream stream })
            throw PdfException.Damaged("no cross-reference is where one should be");
        var head = stream.Dictionary;
        if (_objects.Name(head["Type"]) != "XRef") throw PdfException.Damaged("no cross-reference is where one should be");
        var widths = _objects.Items(head["W"]).Select(_objects.Whole).ToList();
        if (widths.Count < 3 || widths.Take(3).Any(width => width is null or < 0 or > 8) || widths.Take(3).Sum() == 0)
            throw PdfException.Damaged("a cross-reference stream has impossible widths");
        var (w1, w2, w3) = (widths[0]!.Value, widths[1]!.Value, widths[2]!.Value);

        // Its bytes are plain even in an encrypted file, and the encryption is not open yet.
        var data = _objects.Decode(stream).Span;
        IReadOnlyList<int?> index = _objects.Items(head["Index"]) is { Count: > 1 } given
            ? [.. given.Select(_objects.Whole)]
            : [0, _objects.Whole(head["Size"])];
        for (var part = 0; part + 1 < index.Count; part += 2)
        {
            if (index[part] is not { } first || index[part + 1] is not { } count || first < 0)
                throw PdfException.Damaged("a cross-reference stream has an impossible index");
            for (var i = 0; i < count && data.Length >= w1 + w2 + w3; i++)
            {
                _objects.Budget.Value();
                var kind = w1 == 0 ? 1 : Number(data[..w1]);
                var place = Number(data.Slice(w1, w2));
                data = data[(w1 + w2 + w3)..];
                if (place > int.MaxValue || first > int.MaxValue - i) throw PdfException.Damaged("a cross-reference stream has an impossible entry");
                if (kind is 0 or 1 or 2) Add(places, first + i, Place(kind, (int)place));
            }
        }

        return head;
    }

    private static PdfPlace Place(long kind, int place) => kind switch
    {
        1 => new PdfPlace(0, place),
        2 => new PdfPlace(place, 0),
        _ => PdfPlace.Free,
    };

    private void Add(Dictionary<int, PdfPlace> places, int number, PdfPlace place)
    {
        if (places.Count >= _objects.Budget.Limits.Objects) throw PdfException.TooLarge("it has more than " + _objects.Budget.Limits.Objects + " objects");
        places.TryAdd(number, place);
    }

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (var b in bytes) value = value << 8 | b;
        return value < 0 ? long.MaxValue : value;
    }
}
