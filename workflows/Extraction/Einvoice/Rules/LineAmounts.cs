using Serverless.Workflows.Extraction.Einvoice.Xml;

namespace Serverless.Workflows.Extraction.Einvoice.Rules;

/// <summary>A line's amount is quantity times price, less its allowances, plus its charges (as Peppol's R120 has it, with
/// the same tolerance). A price that was rounded for printing may be wrong by half of its last place.</summary>
internal static class LineAmounts
{
    private const decimal Tolerance = 0.02m;

    public static IEnumerable<Check> Check(EInvoice invoice)
    {
        foreach (var line in invoice.Lines)
        {
            if (line.Terms.Number("BT-129") is not { } quantity || line.Terms.Number("BT-146") is not { } price
                || line.Terms.Number("BT-131") is not { } stated)
                continue;
            var per = line.Terms.Number("BT-149") ?? 1;
            if (per <= 0) continue;

            // Multiplied out, since a division by a small quantity could leave the range of decimal.
            var goods = stated + line.Allowances - line.Charges;
            var rounding = Math.Abs(quantity) * HalfOfLastPlace(price);
            if (Math.Abs((quantity * price) - (goods * per)) <= (Tolerance * per) + rounding) continue;
            yield return new Check("LINE-AMOUNT", Severity.Warning,
                $"Position {line.Terms["BT-126"] ?? "ohne Nummer"}: Menge {WrittenNumber.German(quantity)} zum Preis von {WrittenNumber.German(price)}"
                + (per == 1 ? "" : $" je {WrittenNumber.German(per)}")
                + $" passt nicht zum Positionsbetrag {WrittenNumber.German(stated)}. Bitte prüfen Sie die Position.",
                XmlPlace.Of(line.Terms.Element));
        }
    }

    private static decimal HalfOfLastPlace(decimal price) => new(5, 0, 0, false, (byte)(Math.Clamp((int)price.Scale, 2, 27) + 1));
}
