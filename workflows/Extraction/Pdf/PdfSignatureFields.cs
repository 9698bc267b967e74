namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>The signature fields of a PDF's form (ISO 32000-1, 12.7.4.5).</summary>
internal static class PdfSignatureFields
{
    public static IReadOnlyList<PdfSignatureField> Read(PdfObjects objects, PdfDictionary catalog)
    {
        var fields = new List<PdfSignatureField>();
        var seen = new HashSet<int>();
        foreach (var field in objects.Items(objects.Dictionary(catalog["AcroForm"])?["Fields"]))
            Walk(objects, field, string.Empty, null, fields, seen, 0);
        return fields;
    }

    /// <summary>A field's type and value hold for the fields below it, too.</summary>
    private static void Walk(
        PdfObjects objects, PdfValue node, string path, string? type, List<PdfSignatureField> fields, HashSet<int> seen, int depth)
    {
        objects.Budget.Value();
        objects.Budget.Depth(depth);
        if (node is PdfReference reference && !seen.Add(reference.Number)) return;
        if (objects.Resolve(node) is not PdfDictionary field) return;
        type = objects.Name(field["FT"]) ?? type;
        if (objects.Text(field["T"]) is { } part)
        {
            path = path.Length == 0 ? PdfText.Decode(part) : path + "." + PdfText.Decode(part);
            objects.Budget.Decoded(path.Length);
        }

        var kids = objects.Items(field["Kids"]).Where(kid => objects.Dictionary(kid)?.Has("T") == true).ToList();
        if (kids.Count == 0)
        {
            if (type == "Sig") fields.Add(new PdfSignatureField(path, objects.Dictionary(field["V"]) is not null));
            return;
        }

        foreach (var kid in kids) Walk(objects, kid, path, type, fields, seen, depth + 1);
    }
}
