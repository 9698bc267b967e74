using System.Globalization;
using System.Xml;

namespace Serverless.Workflows.Extraction.Einvoice.Xml;

/// <summary>What can be wrong with an XML document before it is known what it is.</summary>
internal static class XmlFindings
{
    private const string AskAgain = " Bitten Sie den Absender um eine gültige E-Rechnung.";

    public static Check Unreadable(XmlException error) => new("XML-UNREADABLE", Severity.Error,
        string.Create(CultureInfo.InvariantCulture,
            $"Die XML-Datei ist beschädigt oder unvollständig (Zeile {error.LineNumber}, Stelle {error.LinePosition}) und wurde nicht gelesen.") + AskAgain);

    public static Check Characters() => new("XML-UNREADABLE", Severity.Error,
        "Die XML-Datei enthält Zeichen, die nicht zu ihrer Zeichenkodierung passen, und wurde nicht gelesen." + AskAgain);

    public static Check DocumentType() => new("XML-DTD", Severity.Error,
        "Die XML-Datei enthält eine Dokumenttyp-Deklaration (DTD). Sie ist in E-Rechnungen nicht erlaubt und kann Schaden anrichten, die Datei wurde deshalb nicht gelesen." + AskAgain);

    public static Check TooLarge(int maxBytes) => new("XML-TOO-LARGE", Severity.Error,
        string.Create(CultureInfo.InvariantCulture,
            $"Die XML-Datei ist größer als {maxBytes / (1024 * 1024)} MB und wurde nicht gelesen. Bitten Sie den Absender, Anlagen getrennt zu senden."));

    public static Check TooDeep(int maxDepth) => new("XML-TOO-DEEP", Severity.Error,
        string.Create(CultureInfo.InvariantCulture,
            $"Die XML-Datei ist tiefer als {maxDepth} Ebenen verschachtelt und wurde nicht gelesen.") + AskAgain);

    public static Check TooManyElements(int maxElements) => new("XML-TOO-MANY", Severity.Error,
        string.Create(CultureInfo.InvariantCulture,
            $"Die XML-Datei hat mehr als {maxElements} Elemente und wurde nicht gelesen. Bitten Sie den Absender, die Rechnung aufzuteilen."));

    public static Check TooManyAttributes(int maxAttributes) => new("XML-TOO-MANY", Severity.Error,
        string.Create(CultureInfo.InvariantCulture,
            $"Ein Element der XML-Datei hat mehr als {maxAttributes} Attribute, die Datei wurde nicht gelesen.") + AskAgain);

    public static Check Encoding(string declared) => new("XML-ENCODING", Severity.Warning,
        $"Die XML-Datei nennt eine Zeichenkodierung, die es nicht gibt oder die nicht zutrifft („{declared}“). Sie wurde als UTF-8 gelesen. Bitte prüfen Sie Umlaute und Sonderzeichen.");
}
