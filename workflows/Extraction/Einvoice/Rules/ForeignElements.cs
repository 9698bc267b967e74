using System.Xml.Linq;
using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>Elements that the syntax does not have are not read; the sender may have meant something by them.</summary>
internal static class ForeignElements
{
    private const int Named = 3;

    public static IEnumerable<Check> Check(EInvoice invoice)
    {
        var foreign = Foreign(invoice.Root, invoice.Syntax.Namespaces).Take(Named + 1).ToList();
        foreach (var element in foreign.Take(Named))
        {
            yield return new Check("XML-FOREIGN", Severity.Warning,
                $"Das Element „{element.Name.LocalName}“ gehört nicht zu diesem Rechnungsformat und wurde nicht gelesen. Bitte prüfen Sie, ob eine Angabe fehlt.",
                XmlPlace.Of(element));
        }

        if (foreign.Count > Named)
            yield return new Check("XML-FOREIGN", Severity.Warning, "Weitere Elemente gehören nicht zu diesem Rechnungsformat und wurden nicht gelesen.");
    }

    /// <summary>The outermost ones; UBL's extensions may hold anything.</summary>
    private static IEnumerable<XElement> Foreign(XElement root, IReadOnlySet<string> namespaces)
    {
        var open = new Stack<XElement>([root]);
        while (open.TryPop(out var element))
        {
            if (!namespaces.Contains(element.Name.NamespaceName)) yield return element;
            else if (element.Name.LocalName != "UBLExtensions")
                foreach (var child in element.Elements()) open.Push(child);
        }
    }
}
