namespace Serverless.Workflows.Extraction.Pdf.Filters;

/// <summary>Undoes the filters of a stream (ISO 32000-1, 7.4) that files are packed with. Image filters are not among them.</summary>
internal static class StreamFilters
{
    private const int MaxFilters = 8;

    public static ReadOnlyMemory<byte> Decode(PdfObjects objects, PdfStream stream)
    {
        var names = List(objects, stream.Dictionary["Filter"] ?? stream.Dictionary["F"]);
        var parameters = List(objects, stream.Dictionary["DecodeParms"] ?? stream.Dictionary["DP"]);
        if (names.Count > MaxFilters) throw PdfException.TooLarge("a stream has more than " + MaxFilters + " filters");
        var data = stream.Raw;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is not PdfName name) throw PdfException.Damaged("a stream's filter has no name");
            data = Apply(objects, name.Value, i < parameters.Count ? parameters[i] as PdfDictionary : null, data);
        }

        return data;
    }

    private static ReadOnlyMemory<byte> Apply(PdfObjects objects, string name, PdfDictionary? parameters, ReadOnlyMemory<byte> data)
    {
        var budget = objects.Budget;
        switch (name)
        {
            case "FlateDecode" or "Fl":
                return Predictor.Undo(objects, parameters, Flate.Decode(data, budget));
            case "LZWDecode" or "LZW":
                return Predictor.Undo(objects, parameters, Lzw.Decode(data.Span, Early(objects, parameters), budget));
            case "ASCIIHexDecode" or "AHx":
                return AsciiFilters.Hex(data.Span, budget);
            case "ASCII85Decode" or "A85":
                return AsciiFilters.Base85(data.Span, budget);
            case "RunLengthDecode" or "RL":
                return RunLength.Decode(data.Span, budget);
            case "Crypt" or "DCTDecode" or "DCT" or "JPXDecode":
                // Decryption comes before the filters, and a JPEG is a file as it is.
                return data;
            default:
                throw new PdfException(PdfProblem.Unsupported, "The PDF packs a file with the filter " + Printable(name) + ", which is not for files.");
        }
    }

    private static int Early(PdfObjects objects, PdfDictionary? parameters) =>
        parameters is null ? 1 : objects.Whole(parameters["EarlyChange"]) ?? 1;

    private static List<PdfValue> List(PdfObjects objects, PdfValue? value) => objects.Resolve(value) switch
    {
        PdfArray array => [.. array.Items.Select(objects.Resolve)],
        PdfNull => [],
        var one => [one],
    };

    private static string Printable(string name) =>
        new([.. name.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '?')]);
}
