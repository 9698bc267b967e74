using System.Text;
using System.Xml;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>Writes XML of which every value is checked against its type, so that no file leaves that DATEV's schema
/// would refuse. What is not given is not written.</summary>
internal sealed class DatevXml : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly XmlWriter _writer;
    private readonly string _namespace;

    public DatevXml(string xmlNamespace)
    {
        _namespace = xmlNamespace;
        _writer = XmlWriter.Create(_bytes, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        });
    }

    public void Root(string name, string schemaFile)
    {
        _writer.WriteStartElement(null, name, _namespace);
        _writer.WriteAttributeString("xmlns", "xsi", null, XmlSchemaInstance);
        _writer.WriteAttributeString("xsi", "schemaLocation", XmlSchemaInstance, _namespace + " " + schemaFile);
    }

    public void Open(string name) => _writer.WriteStartElement(name, _namespace);

    public void Close() => _writer.WriteEndElement();

    /// <summary>The derived type of the open element.</summary>
    public void Kind(string type) => _writer.WriteAttributeString("xsi", "type", XmlSchemaInstance, type);

    /// <summary>A value that the schema fixes.</summary>
    public void Fixed(string name, string value) => _writer.WriteAttributeString(name, value);

    public void Attribute(string name, DatevType type, string? value)
    {
        if (value is not null) _writer.WriteAttributeString(name, Checked(name, type, value));
    }

    public void Element(string name, DatevType type, string? value)
    {
        if (value is not null) _writer.WriteElementString(name, _namespace, Checked(name, type, value));
    }

    /// <summary>The whole file.</summary>
    public byte[] ToBytes()
    {
        _writer.WriteEndDocument();
        _writer.Flush();
        return _bytes.ToArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _bytes.Dispose();
    }

    private const string XmlSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <exception cref="InvalidOperationException">A value was not checked before; a mistake in the program.</exception>
    private static string Checked(string name, DatevType type, string value) => type.Allows(value)
        ? value
        : throw new InvalidOperationException("DATEV's type " + type.Name + " does not allow this value of " + name + ": " + value);
}
