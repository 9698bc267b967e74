using System.Globalization;
using System.Text;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

/// <summary>Writes PDFs by hand, for what no tool would write.</summary>
internal sealed class PdfSketch
{
    private readonly MemoryStream _bytes = new();
    private Dictionary<int, long> _section = [];

    public PdfSketch() => Text("%PDF-1.7\n");

    public byte[] Bytes => _bytes.ToArray();

    public long Position => _bytes.Position;

    public void Text(string text) => _bytes.Write(Encoding.Latin1.GetBytes(text));

    public void Object(int number, string value)
    {
        _section[number] = Position;
        Text(FormattableString.Invariant($"{number} 0 obj\n{value}\nendobj\n"));
    }

    public void Stream(int number, string entries, byte[] data, string? length = null)
    {
        _section[number] = Position;
        Text(FormattableString.Invariant($"{number} 0 obj\n<< {entries} /Length {length ?? data.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n"));
        _bytes.Write(data);
        Text("\nendstream\nendobj\n");
    }

    /// <summary>The catalogue 1, the pages 2 and 3, and one embedded file of that name in object 4's specification.</summary>
    public void Document(string stream, string more = "")
    {
        Object(1, "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(x) 4 0 R] >> >> " + more + " >>");
        Object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Object(3, "<< /Type /Page /Parent 2 0 R >>");
        Object(4, "<< /Type /Filespec /F (a.xml) /EF << /F " + stream + " >> >>");
    }

    /// <summary>A table over the objects since the last one; answers where it begins.</summary>
    public long Table(string trailer, string free = "")
    {
        var start = Position;
        Text("xref\n" + free);
        foreach (var (number, offset) in _section) Text(FormattableString.Invariant($"{number} 1\n{offset:0000000000} 00000 n \n"));
        Text(FormattableString.Invariant($"trailer\n<< /Size 100 /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"));
        _section = [];
        return start;
    }

    /// <summary>A cross-reference stream with one entry per object: kind, place, index.</summary>
    public long CrossReferenceStream(int number, string more, params (int Number, int Kind, long Place, int Index)[] entries)
    {
        var start = Position;
        var data = new MemoryStream();
        var index = new StringBuilder();
        foreach (var entry in entries)
        {
            index.Append(CultureInfo.InvariantCulture, $"{entry.Number} 1 ");
            data.Write([(byte)entry.Kind, (byte)(entry.Place >> 16), (byte)(entry.Place >> 8), (byte)entry.Place, (byte)entry.Index]);
        }

        Stream(number, "/Type /XRef /W [1 3 1] /Size 100 /Index [" + index + "] " + more, data.ToArray());
        _section = [];
        return start;
    }

    public long PlaceOf(int number) => _section[number];
}
