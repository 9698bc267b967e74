using System.Text.RegularExpressions;

namespace Serverless.Workflows.Extraction.Einvoice;

/// <summary>The element names of ZUGFeRD 1 where they differ from those of CII D16B.</summary>
internal static partial class Zugferd1Names
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["ExchangedDocumentContext"] = "SpecifiedExchangedDocumentContext",
        ["ExchangedDocument"] = "HeaderExchangedDocument",
        ["SupplyChainTradeTransaction"] = "SpecifiedSupplyChainTradeTransaction",
        ["ApplicableHeaderTradeAgreement"] = "ApplicableSupplyChainTradeAgreement",
        ["ApplicableHeaderTradeDelivery"] = "ApplicableSupplyChainTradeDelivery",
        ["ApplicableHeaderTradeSettlement"] = "ApplicableSupplyChainTradeSettlement",
        ["SpecifiedTradeSettlementHeaderMonetarySummation"] = "SpecifiedTradeSettlementMonetarySummation",
        ["SpecifiedLineTradeAgreement"] = "SpecifiedSupplyChainTradeAgreement",
        ["SpecifiedLineTradeDelivery"] = "SpecifiedSupplyChainTradeDelivery",
        ["SpecifiedLineTradeSettlement"] = "SpecifiedSupplyChainTradeSettlement",
        ["SpecifiedTradeSettlementLineMonetarySummation"] = "SpecifiedTradeSettlementMonetarySummation",
        ["RateApplicablePercent"] = "ApplicablePercent",
        ["IssuerAssignedID"] = "ID",
    };

    /// <summary>Renames every step of a path.</summary>
    public static string Rename(string path) =>
        Step().Replace(path, step => Names.TryGetValue(step.Value, out var name) ? name : step.Value);

    [GeneratedRegex(@"(?<=:)\w+")]
    private static partial Regex Step();
}
