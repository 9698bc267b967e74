using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Serverless.Workflows.Extraction.Pdf.Writing;

/// <summary>A file to embed.</summary>
/// <param name="Name">Shown to the reader; folders are not allowed in it.</param>
/// <param name="Relationship">See <see cref="PdfAttachment"/>.</param>
public sealed record PdfEmbedding(string Name, string MimeType, string Relationship, ReadOnlyMemory<byte> Bytes);

/// <summary>A PDF 1.7 that is generated. The same pages and files give the same bytes: no clock, no chance, nothing
/// packed by a library whose packing may change.</summary>
public sealed class PdfDocument(string title)
{
    private readonly List<PdfPage> _pages = [];
    private readonly List<PdfEmbedding> _files = [];
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly SortedDictionary<int, int> _places = [];

    public IReadOnlyList<PdfPage> Pages => _pages;

    public PdfPage AddPage()
    {
        var page = new PdfPage();
        _pages.Add(page);
        return page;
    }

    public void Embed(PdfEmbedding file) => _files.Add(file);

    /// <summary>Catalogue 1, pages 2, fonts 3 and 4, information 5, then two per page and two per file.</summary>
    public byte[] ToBytes()
    {
        _bytes.Clear();
        _places.Clear();
        // Four bytes above 127 tell programs that this is no text.
        Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        var firstFile = 6 + 2 * _pages.Count;
        var specifications = Enumerable.Range(0, _files.Count).Select(i => (File: _files[i], Number: firstFile + 2 * i)).ToList();
        Put(1, Catalog(specifications));
        Put(2, Invariant($"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Concat(_pages.Select((_, i) => Invariant($"{6 + 2 * i} 0 R ")))}] >>"));
        Put(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        Put(4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        Put(5, "<< /Title " + Text(title) + " /Producer (Serverless) >>");
        for (var i = 0; i < _pages.Count; i++)
        {
            Put(6 + 2 * i, Invariant(
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {7 + 2 * i} 0 R >>"));
            Stream(7 + 2 * i, string.Empty, _pages[i].Content());
        }

        foreach (var (file, number) in specifications)
        {
            Put(number, Invariant(
                $"<< /Type /Filespec /F {Text(file.Name)} /UF {Text(file.Name)} /AFRelationship /{Name(file.Relationship)} /EF << /F {number + 1} 0 R /UF {number + 1} 0 R >> >>"));
            Stream(number + 1, Invariant($"/Type /EmbeddedFile /Subtype /{Name(file.MimeType)} /Params << /Size {file.Bytes.Length} >>"), file.Bytes.Span);
        }

        return Finish();
    }

    private static string Catalog(List<(PdfEmbedding File, int Number)> files)
    {
        var catalog = new StringBuilder("<< /Type /Catalog /Pages 2 0 R /Lang (de-DE) /ViewerPreferences << /DisplayDocTitle true >>");
        if (files.Count > 0)
        {
            // A name tree is in the order of its keys.
            var names = files.OrderBy(f => Text(f.File.Name), StringComparer.Ordinal).Select(f => Invariant($"{Text(f.File.Name)} {f.Number} 0 R "));
            catalog.Append("\n/Names << /EmbeddedFiles << /Names [").Append(string.Concat(names)).Append("] >> >>\n/AF [");
            foreach (var file in files) catalog.Append(CultureInfo.InvariantCulture, $"{file.Number} 0 R ");
            catalog.Append(']');
        }

        return catalog.Append(" >>").ToString();
    }

    private byte[] Finish()
    {
        var id = Convert.ToHexString(SHA256.HashData(_bytes.WrittenSpan))[..32];
        var start = _bytes.WrittenCount;
        Write(Invariant($"xref\n0 {_places.Count + 1}\n0000000000 65535 f \n"));
        foreach (var (_, place) in _places) Write(Invariant($"{place:0000000000} 00000 n \n"));
        Write(Invariant($"trailer\n<< /Size {_places.Count + 1} /Root 1 0 R /Info 5 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n"));
        return _bytes.WrittenSpan.ToArray();
    }

    private void Put(int number, string value)
    {
        _places[number] = _bytes.WrittenCount;
        Write(Invariant($"{number} 0 obj\n{value}\nendobj\n"));
    }

    private void Stream(int number, string entries, ReadOnlySpan<byte> data)
    {
        _places[number] = _bytes.WrittenCount;
        Write(Invariant($"{number} 0 obj\n<< {entries} /Length {data.Length} >>\nstream\n"));
        _bytes.Write(data);
        Write("\nendstream\nendobj\n");
    }

    private void Write(string latin1) => _bytes.Write(Encoding.Latin1.GetBytes(latin1));

    private static string Text(string value) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value)) + ">";

    private static string Name(string value)
    {
        var name = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_') name.Append((char)b);
            else name.Append(CultureInfo.InvariantCulture, $"#{b:X2}");
        }

        return name.ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
