using System.Globalization;

namespace Serverless.Workflows.Posting.Datev;

/// <summary>Writes the ledger file (Belegsatzdatendatei) of one voucher, version 060.</summary>
internal static class DatevLedgerFile
{
    private const string Namespace = "http://xml.datev.de/bedi/tps/ledger/v060";

    public static byte[] Write(DatevLedger ledger, string company)
    {
        using var xml = new DatevXml(Namespace);
        xml.Root("LedgerImport", "Belegverwaltung_online_ledger_import_v060.xsd");
        xml.Fixed("version", "6.0");
        xml.Attribute("generator_info", DatevType.Title40, company);
        xml.Attribute("generating_system", DatevType.Title40, DatevDocumentFile.GeneratingSystem);
        xml.Fixed("xml_data", "Kopie nur zur Verbuchung berechtigt nicht zum Vorsteuerabzug");
        xml.Open("consolidate");
        xml.Attribute("consolidatedAmount", DatevType.Total, Money(ledger.Total));
        xml.Attribute("consolidatedDate", DatevType.Date, Day(ledger.Date));
        xml.Attribute("consolidatedInvoiceId", DatevType.InvoiceId, ledger.InvoiceId);
        xml.Attribute("consolidatedCurrencyCode", DatevType.Currency, ledger.Currency);
        xml.Attribute("consolidatedDeliveryDate", DatevType.Date, ledger.DeliveryDate);
        xml.Attribute("consolidatedOrderId", DatevType.OrderId, ledger.OrderId);
        foreach (var row in ledger.Rows) Row(xml, ledger, row);
        return xml.ToBytes();
    }

    /// <summary>The order of the elements is the schema's.</summary>
    private static void Row(DatevXml xml, DatevLedger ledger, DatevLedgerRow row)
    {
        var payable = ledger.Book == DatevBook.Payable;
        xml.Open(payable ? "accountsPayableLedger" : "accountsReceivableLedger");
        xml.Element("date", DatevType.Date, Day(ledger.Date));
        xml.Element("amount", DatevType.Amount, Money(row.Amount));
        xml.Element("discountAmount", DatevType.DiscountAmount, row.First is { } first ? Money(first.Amount) : null);
        xml.Element("accountNo", DatevType.Account, row.AccountNo);
        xml.Element("buCode", DatevType.TaxKey, row.BuCode);
        xml.Element("costAmount", DatevType.CostQuantity, row.CostAmount);
        xml.Element("costCategoryId", DatevType.CostCentre, row.CostCategoryId);
        xml.Element("tax", DatevType.Percentage, row.Tax);
        xml.Element("information", DatevType.Information, row.Information);
        xml.Element("currencyCode", DatevType.Currency, ledger.Currency);
        xml.Element("invoiceId", DatevType.InvoiceId, ledger.InvoiceId);
        xml.Element("bookingText", DatevType.BookingText, row.BookingText);
        xml.Element("partyId", DatevType.PartyId, row.PartyId);
        xml.Element("internalInvoiceId", DatevType.InternalInvoiceId, row.InternalInvoiceId);
        xml.Element("vatId", DatevType.VatId, row.VatId);
        xml.Element("iban", DatevType.Iban, row.Iban);
        xml.Element("swiftCode", DatevType.Bic, row.Bic);
        xml.Element("discountPercentage", DatevType.Percentage, row.First is { } one ? Money(one.Percent) : null);
        xml.Element("discountPaymentDate", DatevType.Date, row.First is { } tier ? Day(tier.Until) : null);
        xml.Element("discountAmount2", DatevType.DiscountAmount, row.Second is { } second ? Money(second.Amount) : null);
        xml.Element("discountPercentage2", DatevType.Percentage, row.Second is { } two ? Money(two.Percent) : null);
        xml.Element("discountPaymentDate2", DatevType.Date, row.Second is { } next ? Day(next.Until) : null);
        xml.Element("dueDate", DatevType.Date, row.DueDate);
        xml.Element("bpAccountNo", DatevType.SubledgerAccount, row.PartnerAccount);
        xml.Element("deliveryDate", DatevType.Date, ledger.DeliveryDate);
        xml.Element("orderId", DatevType.OrderId, ledger.OrderId);
        xml.Element(payable ? "supplierName" : "customerName", DatevType.PartyName, row.PartnerName);
        xml.Element(payable ? "supplierCity" : "customerCity", DatevType.City, row.PartnerCity);
        xml.Close();
    }

    internal static string Money(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
