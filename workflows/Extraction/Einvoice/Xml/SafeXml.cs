using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Serverless.Workflows.Extraction.Einvoice.Xml;

/// <summary>A document that was read, or why it was not.</summary>
/// <param name="Root">Null where the document could not be read; then a check says why.</param>
internal sealed record LoadedXml(XElement? Root, IReadOnlyList<Check> Checks);

/// <summary>Reads XML from strangers: no document type declaration, nothing fetched, bounded in size, depth and number of
/// elements. Whatever the bytes are, it ends with a document or with a finding.</summary>
/// <remarks>Embedded files are left out of the tree (their attributes stay): they make up most of the size and no
/// field is in them.</remarks>
internal static class SafeXml
{
    private const int CancellationEvery = 4096;

    private static readonly HashSet<string> EmbeddedFiles = new(StringComparer.Ordinal)
    {
        "EmbeddedDocumentBinaryObject", "AttachmentBinaryObject",
    };

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    public static LoadedXml Load(ReadOnlyMemory<byte> bytes, XmlLimits limits, CancellationToken cancellationToken)
    {
        if (bytes.Length > limits.MaxBytes) return Refused(XmlFindings.TooLarge(limits.MaxBytes));
        try
        {
            var (characters, passedOver) = XmlCharacters.Open(bytes);
            using var reader = XmlReader.Create(characters, Settings);
            var (root, finding) = Tree(reader, limits, cancellationToken);
            return finding is not null ? Refused(finding)
                : new LoadedXml(root, passedOver is null ? [] : [XmlFindings.Encoding(passedOver)]);
        }
        catch (XmlException unreadable)
        {
            return Refused(HasDocumentType(bytes) ? XmlFindings.DocumentType() : XmlFindings.Unreadable(unreadable));
        }
        catch (DecoderFallbackException)
        {
            return Refused(XmlFindings.Characters());
        }
    }

    private static LoadedXml Refused(Check finding) => new(null, [finding]);

    private static (XElement? Root, Check? Finding) Tree(XmlReader reader, XmlLimits limits, CancellationToken cancellationToken)
    {
        XElement? root = null, current = null;
        var text = new StringBuilder();
        var elements = 0;
        for (var node = 0; reader.Read(); node++)
        {
            if (node % CancellationEvery == 0) cancellationToken.ThrowIfCancellationRequested();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= limits.MaxDepth) return (null, XmlFindings.TooDeep(limits.MaxDepth));
                    if (++elements > limits.MaxElements) return (null, XmlFindings.TooManyElements(limits.MaxElements));
                    if (reader.AttributeCount > limits.MaxAttributes) return (null, XmlFindings.TooManyAttributes(limits.MaxAttributes));
                    Flush(text, current);
                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    var isEmpty = reader.IsEmptyElement;
                    AddAttributes(reader, element);
                    current?.Add(element);
                    root ??= element;
                    if (!isEmpty) current = element;
                    break;
                case XmlNodeType.EndElement:
                    Flush(text, current);
                    current = current!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when !EmbeddedFiles.Contains(current!.Name.LocalName):
                    text.Append(reader.Value);
                    break;
            }
        }

        return (root, null);
    }

    private static void Flush(StringBuilder text, XElement? element)
    {
        if (text.Length == 0) return;
        element!.Add(text.ToString());
        text.Clear();
    }

    private static void AddAttributes(XmlReader reader, XElement element)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                element.Add(new XAttribute(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value));
        }
    }

    /// <summary>Whether the document can be read up to its root once its document type is skipped: then that was the reason.</summary>
    private static bool HasDocumentType(ReadOnlyMemory<byte> bytes)
    {
        var (characters, _) = XmlCharacters.Open(bytes);
        var settings = Settings.Clone();
        settings.DtdProcessing = DtdProcessing.Ignore;
        using var lenient = XmlReader.Create(characters, settings);
        using var strict = XmlReader.Create(XmlCharacters.Open(bytes).Reader, Settings);
        return ReachesRoot(lenient) && !ReachesRoot(strict);
    }

    private static bool ReachesRoot(XmlReader reader)
    {
        try
        {
            return reader.MoveToContent() == XmlNodeType.Element;
        }
        catch (Exception unreadable) when (unreadable is XmlException or DecoderFallbackException)
        {
            return false;
        }
    }
}
