namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Finds the objects of a PDF whose cross-reference is damaged by reading the whole file. Where a number
/// occurs more than once, the last one counts, as in a file that was updated.</summary>
internal sealed class RecoveryScan(PdfObjects objects)
{
    private readonly PdfObjects _objects = objects;
    private readonly SortedDictionary<int, int> _containers = [];
    private readonly Dictionary<string, PdfValue> _trailer = new(StringComparer.Ordinal);

    /// <summary>First part: what lies openly in the file, and the trailer, which says how the rest is encrypted.</summary>
    public static RecoveryScan Start(PdfObjects objects)
    {
        var scan = new RecoveryScan(objects);
        scan.Objects();
        scan.Trailers();
        objects.Trailer = new PdfDictionary(scan._trailer);
        objects.Forget();
        return scan;
    }

    /// <summary>Second part: what lies in object streams, and the catalogue where no trailer names it.</summary>
    public void Finish()
    {
        foreach (var (offset, container) in _containers)
        {
            try
            {
                foreach (var number in _objects.Container(container).Numbers)
                {
                    if (!_objects.Places.TryGetValue(number, out var known) || known.Offset < offset)
                        Add(number, new PdfPlace(container, offset));
                }
            }
            catch (PdfException broken) when (broken.Problem is PdfProblem.Damaged or PdfProblem.Unsupported)
            {
                // The objects of this one stream are lost; those of the others are not.
                continue;
            }
        }

        if (_objects.Dictionary(_objects.Trailer["Root"]) is not null) return;
        foreach (var number in _objects.Places.Keys.ToList())
        {
            if (_objects.Resolve(new PdfReference(number, 0)) is PdfDictionary found && _objects.Name(found["Type"]) == "Catalog")
                _trailer["Root"] = new PdfReference(number, 0);
        }
    }

    private void Objects()
    {
        var span = _objects.Bytes.Span;
        for (var at = 0; at < span.Length;)
        {
            var next = span[at..].IndexOf("obj"u8);
            if (next < 0) break;
            _objects.Budget.Value();
            var start = HeadBefore(span, at + next);
            at += next + 3;
            if (start < 0 || _objects.ReadAt(start, encrypted: false) is not { } found) continue;
            Add(found.Number, new PdfPlace(0, start));
            if (found.Value is not PdfStream stream) continue;

            // Over the stream's bytes: what they hold may look like objects.
            at = Math.Max(at, found.End);
            switch ((stream.Dictionary["Type"] as PdfName)?.Value)
            {
                case "ObjStm":
                    _containers[start] = found.Number;
                    break;
                case "XRef":
                    Keep(stream.Dictionary);
                    break;
            }
        }
    }

    private void Trailers()
    {
        var span = _objects.Bytes.Span;
        for (var at = 0; ;)
        {
            var next = span[at..].IndexOf("trailer"u8);
            if (next < 0) break;
            at += next + "trailer"u8.Length;
            var parser = new PdfParser(_objects.Bytes, _objects.Budget);
            parser.Lexer.Position = at;
            if (parser.Read() is PdfDictionary trailer) Keep(trailer);
        }
    }

    private void Keep(PdfDictionary trailer)
    {
        foreach (var key in (ReadOnlySpan<string>)["Root", "Encrypt", "ID"])
        {
            if (trailer.TryGet(key, out var value)) _trailer[key] = value;
        }
    }

    private void Add(int number, PdfPlace place)
    {
        if (_objects.Places.Count >= _objects.Budget.Limits.Objects) throw PdfException.TooLarge("it has more than " + _objects.Budget.Limits.Objects + " objects");
        _objects.Places[number] = place;
    }

    /// <summary>Where <c>12 0 obj</c> begins if <c>obj</c> is at an offset; -1 where this is no head.</summary>
    private static int HeadBefore(ReadOnlySpan<byte> span, int at)
    {
        var generation = Back(span, at, PdfLexer.IsSpace);
        var beforeGeneration = Back(span, generation, PdfLexer.IsDigit);
        if (beforeGeneration == generation) return -1;
        var number = Back(span, beforeGeneration, PdfLexer.IsSpace);
        if (number == beforeGeneration) return -1;
        var start = Back(span, number, PdfLexer.IsDigit);
        return start == number ? -1 : start;
    }

    private static int Back(ReadOnlySpan<byte> span, int from, Func<byte, bool> over)
    {
        var lowest = Math.Max(0, from - 32);
        while (from > lowest && over(span[from - 1])) from--;
        return from;
    }
}
