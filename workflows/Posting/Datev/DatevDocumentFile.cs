using System.Globalization;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>A document of a package: its ledger file and its voucher images.</summary>
internal sealed record DatevDocumentEntry(
    Guid Guid, DatevBook Book, string Period, string Description, string? Keywords, string LedgerFile, IReadOnlyList<string> Images);

/// <summary>Writes <c>document.xml</c>, version 060: which files of the package belong together.</summary>
internal static class DatevDocumentFile
{
    public const string Name = "document.xml";
    public const string GeneratingSystem = "Serverless";
    private const string Namespace = "http://xml.datev.de/bedi/tps/document/v06.0";

    public static byte[] Write(DatevClient client, Guid package, DateTime created, IEnumerable<DatevDocumentEntry> documents)
    {
        using var xml = new DatevXml(Namespace);
        xml.Root("archive", "Document_v060.xsd");
        xml.Fixed("version", "6.0");
        xml.Attribute("guid", DatevType.Guid, package.ToString());
        xml.Attribute("generatingSystem", DatevType.Title40, GeneratingSystem);
        xml.Open("header");
        xml.Element("date", DatevType.DateTime, created.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        xml.Element("consultantNumber", DatevType.ConsultantNumber, client.Settings.ConsultantNumber.ToString(CultureInfo.InvariantCulture));
        xml.Element("clientNumber", DatevType.ClientNumber, client.Settings.ClientNumber.ToString(CultureInfo.InvariantCulture));
        xml.Element("clientName", DatevType.Name36, DatevText.Cut(client.ClientName, DatevType.Name36));
        xml.Close();
        xml.Open("content");
        foreach (var document in documents) Document(xml, document);
        return xml.ToBytes();
    }

    /// <summary>Without <c>processID</c>: 1 is not allowed beside a ledger file, and 2 would close the voucher against
    /// posting and paying.</summary>
    private static void Document(DatevXml xml, DatevDocumentEntry document)
    {
        var payable = document.Book == DatevBook.Payable;
        xml.Open("document");
        xml.Attribute("guid", DatevType.Guid, document.Guid.ToString());
        xml.Fixed("type", payable ? "1" : "2");
        xml.Element("description", DatevType.Description, document.Description);
        xml.Element("keywords", DatevType.Keywords, document.Keywords);
        xml.Open("extension");
        xml.Kind(payable ? "accountsPayableLedger" : "accountsReceivableLedger");
        xml.Attribute("datafile", DatevType.FileName, document.LedgerFile);
        Property(xml, DatevType.YearMonth, document.Period, "1");
        Property(xml, DatevType.Title40, payable ? "Eingangsrechnungen" : "Ausgangsrechnungen", "3");
        xml.Close();
        foreach (var image in document.Images)
        {
            xml.Open("extension");
            xml.Kind("File");
            xml.Attribute("name", DatevType.FileName, image);
            xml.Close();
        }

        xml.Close();
    }

    private static void Property(DatevXml xml, DatevType type, string value, string key)
    {
        xml.Open("property");
        xml.Attribute("value", type, value);
        xml.Fixed("key", key);
        xml.Close();
    }
}
