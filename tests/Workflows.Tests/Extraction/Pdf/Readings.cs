using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Tests.Extraction.Pdf;

/// <summary>Readings as tests need them.</summary>
internal static class Readings
{
    public static Field Field(string value) => new(value, FieldSource.Einvoice, 1, null);

    /// <summary>An invoice with every field and some lines.</summary>
    public static InvoiceReading Full(int lines = 3, string description = "Brenner gereinigt, Düse getauscht")
    {
        var fields = FieldNames.All.ToDictionary(name => name, name => Field("Wert " + name));
        void Set(string name, string value) => fields[name] = Field(value);
        Set(FieldNames.InvoiceNumber, "RE-2025/0815");
        Set(FieldNames.TypeCode, "380");
        Set(FieldNames.IssueDate, "2025-03-01");
        Set(FieldNames.DueDate, "2025-03-31");
        Set(FieldNames.DeliveryDate, "2025-02-27");
        Set(FieldNames.ServicePeriodStart, "2025-02-01");
        Set(FieldNames.ServicePeriodEnd, "2025-02-28");
        Set(FieldNames.Currency, "EUR");
        Set(FieldNames.NetTotal, "3703.68");
        Set(FieldNames.TaxTotal, "703.70");
        Set(FieldNames.GrossTotal, "4407.38");
        Set(FieldNames.PrepaidAmount, "407.38");
        Set(FieldNames.Payable, "4000.00");
        Set(FieldNames.SellerName, "Müller & Söhne Heizungsbau GmbH");
        Set(FieldNames.SellerAddress, "Straße des 17. Juni 135\n10623 Berlin\nDE");
        Set(FieldNames.SellerVatId, "DE123456789");
        Set(FieldNames.SellerIban, "DE02120300000000202051");
        Set(FieldNames.SellerBic, "BYLADEM1001");
        Set(FieldNames.PaymentMeans, "58");
        return new InvoiceReading(
            "UBL 2.1 Invoice",
            fields,
            [.. Enumerable.Range(1, lines).Select(i => new InvoiceLine(
                $"{i}", $"Wartung {i}", description, "1.5", "HUR", "823.04", null, "1234.56", "S", "19", null, null, null, $"ART-{i}"))],
            [new TaxShare("S", "19.00", "3703.68", "703.70", null)],
            [new CashDiscount(10, "2025-03-11", "2.00", null, "80.00")],
            []);
    }
}
