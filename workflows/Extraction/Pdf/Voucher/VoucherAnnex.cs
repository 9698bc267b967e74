using System.Xml;

namespace Serverless.Workflows.Extraction.Pdf.Voucher;

/// <summary>Every value of the received XML, by the path of its element, so that nothing the file says is missing from
/// the voucher.</summary>
internal static class VoucherAnnex
{
    private const int MaxValues = 20_000;
    private const int MaxDepth = 100;
    private const int MaxBinaryShown = 60;

    public static void Write(VoucherLayout layout, VoucherSource source)
    {
        layout.Heading("Anhang: alle Angaben der elektronischen Rechnung");
        var parent = string.Empty;
        var count = 0;
        try
        {
            foreach (var (path, name, value) in Values(source.Bytes))
            {
                if (++count > MaxValues)
                {
                    layout.Paragraph(new("Die Datei enthält weitere Angaben; sie stehen nur in der eingebetteten Datei.", Bold: true));
                    break;
                }

                if (path != parent)
                {
                    layout.Reserve(24);
                    layout.Space(3);
                    layout.Paragraph(new(path, Small: true, Bold: true));
                    parent = path;
                }

                layout.Paragraph(new(name + ": " + value, Small: true), left: VoucherLayout.Left + 10);
            }
        }
        catch (XmlException)
        {
            layout.Paragraph(new("Die Datei ist ab hier kein lesbares XML.", Bold: true));
        }
    }

    /// <summary>The path of the parent, the element's name with its attributes, and its text.</summary>
    private static IEnumerable<(string Path, string Name, string Value)> Values(ReadOnlyMemory<byte> xml)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var stream = new MemoryStream(xml.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, settings);
        var open = new List<(string Name, bool Binary)>();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count >= MaxDepth) throw new XmlException("too deep");
                    var (name, binary) = Element(reader);
                    if (!reader.IsEmptyElement) open.Add((name, binary));
                    break;
                case XmlNodeType.EndElement:
                    open.RemoveAt(open.Count - 1);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when !string.IsNullOrWhiteSpace(reader.Value):
                    // The root's name is the same everywhere and tells nothing.
                    var path = string.Join(" / ", open.Skip(1).SkipLast(1).Select(part => part.Name));
                    yield return (path, open[^1].Name, Shown(reader.Value.Trim(), open[^1].Binary));
                    break;
            }
        }
    }

    private static (string Name, bool Binary) Element(XmlReader reader)
    {
        var name = reader.LocalName;
        var attributes = new List<string>();
        var binary = reader.GetAttribute("mimeCode") is not null;
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.Name is not ("xmlns" or "xsi:schemaLocation")) attributes.Add(reader.LocalName + "=" + reader.Value);
        }

        reader.MoveToElement();
        return (attributes.Count == 0 ? name : name + " [" + string.Join(", ", attributes) + "]", binary);
    }

    private static string Shown(string value, bool binary) => binary && value.Length > MaxBinaryShown
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"(eingebettete Datei, {value.Length / 4 * 3} Bytes; in der XML-Datei)")
        : value;
}
