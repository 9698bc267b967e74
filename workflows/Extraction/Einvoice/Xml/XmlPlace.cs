using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Serverless.Workflows.Extraction.Einvoice.Xml;

/// <summary>Says where an element stands, for people and for logs: with the usual prefixes whatever the document's own
/// are, and with a number (from 1) where several of the same name stand side by side.</summary>
internal static class XmlPlace
{
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"] = "cac:",
        ["urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"] = "cbc:",
        ["urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"] = "ext:",
        ["urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"] = "rsm:",
        ["urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"] = "ram:",
        ["urn:un:unece:uncefact:data:standard:QualifiedDataType:100"] = "qdt:",
        ["urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"] = "udt:",
        ["urn:ferd:CrossIndustryDocument:invoice:1p0"] = "rsm:",
        ["urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12"] = "ram:",
        ["urn:un:unece:uncefact:data:standard:QualifiedDataType:12"] = "qdt:",
        ["urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15"] = "udt:",
        ["urn:un:unece:uncefact:data:standard:CBFBUY:5"] = "rsm:",
    };

    /// <summary>For example <c>/Invoice/cac:PaymentMeans[2]/cac:PayeeFinancialAccount/cbc:ID</c>.</summary>
    public static string Of(XElement element)
    {
        var place = new StringBuilder();
        for (var at = element; at is not null; at = at.Parent) place.Insert(0, Step(at));
        return place.ToString();
    }

    private static string Step(XElement element)
    {
        if (element.Parent is null) return "/" + element.Name.LocalName;
        var step = "/" + Prefixes.GetValueOrDefault(element.Name.NamespaceName, "") + element.Name.LocalName;
        var before = element.ElementsBeforeSelf(element.Name).Count();
        return before == 0 && !element.ElementsAfterSelf(element.Name).Any()
            ? step
            : string.Create(CultureInfo.InvariantCulture, $"{step}[{before + 1}]");
    }
}
