using static Serverless.Workflows.Extraction.Einvoice.Terms.TermKind;

namespace Serverless.Workflows.Extraction.Einvoice.Terms;

/// <summary>The terms of one row of the tax breakdown, from the row's element.</summary>
internal static class TaxTerms
{
    public static IReadOnlyList<Term> All { get; } =
    [
        new("BT-116", "Bemessungsgrundlage", Amount, "cbc:TaxableAmount", "ram:BasisAmount"),
        new("BT-117", "Steuerbetrag des Steuersatzes", Amount, "cbc:TaxAmount", "ram:CalculatedAmount"),
        new("BT-118", "Steuerkategorie", Text, "cac:TaxCategory/cbc:ID", "ram:CategoryCode"),
        new("BT-119", "Steuersatz", Number, "cac:TaxCategory/cbc:Percent", "ram:RateApplicablePercent"),
        // The reason in words (BT-120), or its code (BT-121) where there are none.
        new("BT-120", "Grund der Steuerbefreiung", Text,
            "cac:TaxCategory/cbc:TaxExemptionReason else cac:TaxCategory/cbc:TaxExemptionReasonCode",
            "ram:ExemptionReason else ram:ExemptionReasonCode"),
    ];
}
