using System.Text.RegularExpressions;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>What an invoice says it conforms to (BT-24).</summary>
/// <param name="Id">As written, or null.</param>
/// <param name="Name">For people, or null where the id is not known.</param>
internal sealed partial record Profile(string? Id, string? Name)
{
    private const string Norm = "urn:cen.eu:en16931:2017";

    /// <summary>Recognises the ids of EN 16931, its German and European uses, Factur-X and ZUGFeRD.</summary>
    public static Profile Of(string? id)
    {
        if (string.IsNullOrWhiteSpace(id)) return new Profile(null, null);
        id = id.Trim();
        if (id == Norm) return new Profile(id, "EN 16931");
        if (XRechnung().Match(id) is { Success: true } xrechnung)
            return new Profile(id, "XRechnung " + xrechnung.Groups["version"].Value + (id.Contains(":extension:", StringComparison.Ordinal) ? " Extension" : ""));
        if (Zugferd().Match(id) is { Success: true } zugferd)
        {
            var family = zugferd.Groups["factur"].Success ? "Factur-X" : zugferd.Groups["two"].Success ? "ZUGFeRD 2.0" : null;
            var level = Level(zugferd.Groups["level"].Value);
            return new Profile(id, family is null ? level : family + " " + level);
        }

        if (id.StartsWith(Norm + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3", StringComparison.Ordinal))
            return new Profile(id, "Peppol BIS Billing 3.0");
        return new Profile(id, id.StartsWith(Norm + "#", StringComparison.Ordinal) ? "EN 16931" : null);
    }

    private static string Level(string level) => level switch
    {
        "basicwl" => "BASIC WL",
        _ => level.ToUpperInvariant(),
    };

    [GeneratedRegex(@"^urn:cen\.eu:en16931:2017#compliant#urn:(xoev-de|xeinkauf\.de):kosit:(standard:)?xrechnung_(?<version>[0-9]+\.[0-9]+)(#|$)", RegexOptions.CultureInvariant)]
    private static partial Regex XRechnung();

    [GeneratedRegex(@"^(urn:cen\.eu:en16931:2017#(compliant|conformant)#)?urn:((?<factur>factur-x\.eu):1p0|(?<two>zugferd\.de):2p0|ferd:CrossIndustryDocument:invoice:1p0|ferd:invoice:rc):(?<level>minimum|basicwl|basic|comfort|extended)$", RegexOptions.CultureInvariant)]
    private static partial Regex Zugferd();
}
