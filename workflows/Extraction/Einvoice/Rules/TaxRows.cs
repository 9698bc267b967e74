using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>BR-CO-17: each row's tax is its basis times its rate. A cent more or less comes from rounding line by line and
/// is let pass.</summary>
internal static class TaxRows
{
    private const decimal Tolerance = 0.02m;

    public static IEnumerable<Check> Check(EInvoice invoice) =>
        from row in invoice.Taxes
        let basis = row.Number("BT-116")
        let rate = row.Number("BT-119")
        let tax = row.Number("BT-117")
        where basis is not null && rate is not null && tax is not null
        let computed = Math.Round(basis.Value * rate.Value / 100, 2, MidpointRounding.AwayFromZero)
        where Math.Abs(computed - tax.Value) > Tolerance
        select new Check("BR-CO-17", Severity.Warning,
            $"{WrittenNumber.German(rate.Value)} % Steuer auf {WrittenNumber.German(basis.Value)} ergibt {WrittenNumber.German(computed)}, angegeben ist {WrittenNumber.German(tax.Value)}. Bitte prüfen Sie die Steuer.",
            XmlPlace.Of(row.Element));
}
