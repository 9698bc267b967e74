using System.Xml;

namespace Serverless.Workflows.Intake.Documents;

/// <summary>
/// Knows invoices by their root: UBL invoice and credit note, UN/CEFACT CII, ZUGFeRD 1.0 and ebInterface, bare or in a
/// Peppol envelope. It reads no further than to the number, so that a broken invoice still counts as one.
/// </summary>
public sealed class XmlInvoiceDetector : IInvoiceDetector
{
    // How far into the document its number may come; in real ones it is within the first 100.
    private const int MaxNodes = 5000;

    private static readonly Dictionary<(string Namespace, string Root), (string Parent, string Number)> Roots = new()
    {
        [("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "Invoice")] = ("Invoice", "ID"),
        [("urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", "CreditNote")] = ("CreditNote", "ID"),
        [("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "CrossIndustryInvoice")] =
            ("ExchangedDocument", "ID"),
        [("urn:ferd:CrossIndustryDocument:invoice:1p0", "CrossIndustryDocument")] = ("HeaderExchangedDocument", "ID"),
        [("urn:un:unece:uncefact:data:standard:CBFBUY:5", "Invoice")] = ("HeaderExchangedDocument", "ID"),
    };

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        MaxCharactersInDocument = 4 * 1024 * 1024,
    };

    /// <inheritdoc/>
    public InvoiceIdentity? Identify(ReadOnlyMemory<byte> xml)
    {
        var seenRoot = false;
        InvoiceIdentity? found = null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml.ToArray(), writable: false), Settings);
            (string Parent, string Number) wanted = default;
            var parentDepth = -1;
            for (var nodes = 0; nodes < MaxNodes && reader.Read(); nodes++)
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (found is null)
                {
                    if (KindOf(reader) is { } kind)
                    {
                        wanted = kind;
                        found = new InvoiceIdentity(null);
                        parentDepth = reader.LocalName == wanted.Parent ? reader.Depth : int.MinValue;
                    }
                    else if (!seenRoot && reader.LocalName != "StandardBusinessDocument")
                    {
                        return null;
                    }

                    seenRoot = true;
                    continue;
                }

                if (reader.LocalName == wanted.Number && reader.Depth == parentDepth + 1)
                    return new InvoiceIdentity(reader.ReadElementContentAsString().Trim());
                if (parentDepth < 0 && reader.LocalName == wanted.Parent) parentDepth = reader.Depth;
            }

            return found;
        }
        catch (XmlException) when (!seenRoot && HasDocumentType(xml.Span))
        {
            throw new UnsafeXmlException();
        }
        catch (XmlException)
        {
            return found;
        }
    }

    private static (string Parent, string Number)? KindOf(XmlReader reader)
    {
        if (Roots.TryGetValue((reader.NamespaceURI, reader.LocalName), out var kind)) return kind;
        var ebInterface = reader.LocalName == "Invoice"
            && reader.NamespaceURI.StartsWith("http://www.ebinterface.at/schema/", StringComparison.Ordinal);
        return ebInterface ? ("Invoice", "InvoiceNumber") : null;
    }

    // The declaration stands before the root; UTF-16 has a zero between the letters.
    private static bool HasDocumentType(ReadOnlySpan<byte> xml)
    {
        var start = xml[..Math.Min(xml.Length, 64 * 1024)];
        return start.IndexOf("<!DOCTYPE"u8) >= 0 || start.IndexOf("<\0!\0D\0O\0C\0T\0Y\0P\0E"u8) >= 0;
    }
}
