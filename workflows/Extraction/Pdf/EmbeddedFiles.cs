namespace Serverless.Workflows.Extraction.Pdf;

/// <summary>Finds the embedded files of a PDF (ISO 32000-1, 7.11.4): in the name tree, at annotations, and associated
/// with the document or a page (ISO 19005-3). A file that is named at several places comes once.</summary>
internal sealed class EmbeddedFiles(PdfObjects objects)
{
    private static readonly string[] Keys = ["F", "UF", "DOS", "Mac", "Unix"];

    private readonly PdfObjects _objects = objects;
    private readonly List<PdfAttachment> _found = [];
    private readonly HashSet<(int Number, string Name)> _known = [];

    public List<PdfAttachment> Read(PdfDictionary catalog)
    {
        NameTree(_objects.Dictionary(catalog["Names"])?["EmbeddedFiles"], [], 0);
        var pages = PdfPages.Read(_objects, catalog);
        foreach (var page in pages)
        {
            foreach (var annotation in _objects.Items(page["Annots"]))
            {
                if (_objects.Dictionary(annotation) is { } found && _objects.Name(found["Subtype"]) == "FileAttachment") Add(found["FS"], null);
            }
        }

        Associated(catalog);
        foreach (var page in pages) Associated(page);
        return _found;
    }

    private void Associated(PdfDictionary owner)
    {
        foreach (var file in _objects.Items(owner["AF"])) Add(file, null);
    }

    private void NameTree(PdfValue? node, HashSet<int> seen, int depth)
    {
        _objects.Budget.Value();
        _objects.Budget.Depth(depth);
        if (node is PdfReference reference && !seen.Add(reference.Number)) return;
        if (_objects.Dictionary(node) is not { } found) return;
        var names = _objects.Items(found["Names"]);
        for (var i = 0; i + 1 < names.Count; i += 2) Add(names[i + 1], _objects.Text(names[i]));
        foreach (var kid in _objects.Items(found["Kids"])) NameTree(kid, seen, depth + 1);
    }

    private void Add(PdfValue? specification, byte[]? treeName)
    {
        _objects.Budget.Value();
        if (_objects.Dictionary(specification) is not { } file || _objects.Dictionary(file["EF"]) is not { } embedded) return;
        foreach (var key in Keys)
        {
            if (_objects.Resolve(embedded[key]) is not PdfStream stream) continue;
            var name = FileName(file, treeName);
            if (stream.Number != 0 && !_known.Add((stream.Number, name))) return;
            if (_found.Count >= _objects.Budget.Limits.Attachments)
                throw PdfException.TooLarge("it has more than " + _objects.Budget.Limits.Attachments + " embedded files");
            _found.Add(new PdfAttachment(name, _objects.Name(stream.Dictionary["Subtype"]), _objects.Name(file["AFRelationship"]), Bytes(stream)));
            return;
        }
    }

    private ReadOnlyMemory<byte> Bytes(PdfStream stream)
    {
        try
        {
            return _objects.Decode(stream);
        }
        catch (PdfException broken) when (broken.Problem == PdfProblem.Unsupported || broken.Problem == PdfProblem.Damaged && _objects.Recovered)
        {
            return default;
        }
    }

    private string FileName(PdfDictionary file, byte[]? treeName)
    {
        var given = _objects.Text(file["UF"]) ?? _objects.Text(file["F"]) ?? _objects.Text(file["Unix"])
            ?? _objects.Text(file["DOS"]) ?? _objects.Text(file["Mac"]) ?? treeName ?? [];
        var name = PdfText.Decode(given);
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim('\0', ' ');
    }
}
