using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing.Fields;

/// <summary>The fields that an invoice is read out into.</summary>
internal static class InvoiceFields
{
    private static readonly Dictionary<string, (string Meaning, string Example)> Words = new()
    {
        [FieldNames.InvoiceNumber] = ("Die Nummer, die der Rechnungssteller vergeben hat.", "2026-0815"),
        [FieldNames.TypeCode] = ("Die Rechnungsart nach UNTDID 1001: 380 Rechnung, 381 Gutschrift, 384 Korrektur.", "380"),
        [FieldNames.IssueDate] = ("Das Datum der Rechnung.", "2026-03-31"),
        [FieldNames.DueDate] = ("Bis wann zu zahlen ist.", "today+5"),
        [FieldNames.DeliveryDate] = ("Wann geliefert oder geleistet wurde.", "2026-03-15"),
        [FieldNames.ServicePeriodStart] = ("Der erste Tag des Leistungszeitraums.", "2026-01-01"),
        [FieldNames.ServicePeriodEnd] = ("Der letzte Tag des Leistungszeitraums.", "2026-12-31"),
        [FieldNames.Currency] = ("Die Währung nach ISO 4217.", "EUR"),
        [FieldNames.NetTotal] = ("Die Summe ohne Umsatzsteuer.", "1000.00"),
        [FieldNames.TaxTotal] = ("Die Umsatzsteuer.", "190.00"),
        [FieldNames.GrossTotal] = ("Die Summe mit Umsatzsteuer.", "1190.00"),
        [FieldNames.PrepaidAmount] = ("Was schon gezahlt ist.", "0.00"),
        [FieldNames.Payable] = ("Was noch zu zahlen ist.", "1190.00"),
        [FieldNames.SellerName] = ("Der Name des Rechnungsstellers, wie er auf der Rechnung steht.", "Stadtwerke Musterstadt"),
        [FieldNames.SellerAddress] = ("Die Anschrift des Rechnungsstellers.", "Marktplatz 3, 12345 Musterstadt"),
        [FieldNames.SellerVatId] = ("Seine Umsatzsteuer-Identifikationsnummer.", "DE123456788"),
        [FieldNames.SellerTaxNumber] = ("Seine Steuernummer.", "12/345/67890"),
        [FieldNames.SellerIban] = ("Das Konto, auf das gezahlt werden soll.", "DE02120300000000202051"),
        [FieldNames.SellerBic] = ("Die Bank dieses Kontos.", "BYLADEM1001"),
        [FieldNames.AccountHolder] = ("Der Inhaber dieses Kontos.", "Stadtwerke Musterstadt"),
        [FieldNames.PaymentMeans] = ("Die Zahlungsart nach UNTDID 4461: 58 Überweisung, 59 Lastschrift.", "58"),
        [FieldNames.MandateReference] = ("Das Mandat der Lastschrift.", "M-2026-7"),
        [FieldNames.CreditorIdentifier] = ("Die Gläubiger-Identifikationsnummer der Lastschrift.", "DE98ZZZ09999999999"),
        [FieldNames.BuyerName] = ("Der Rechnungsempfänger, wie er auf der Rechnung steht.", "WEG Lindenstraße 12"),
        [FieldNames.BuyerVatId] = ("Die USt-IdNr. des Rechnungsempfängers.", "DE271828180"),
        [FieldNames.BuyerReference] = ("Die Referenz des Empfängers, zum Beispiel eine Leitweg-ID.", "04011000-12345-34"),
        [FieldNames.OrderNumber] = ("Die Auftragsnummer, die auf der Rechnung steht.", "A-1001"),
        [FieldNames.ContractNumber] = ("Die Vertragsnummer, die auf der Rechnung steht.", "V-77"),
        [FieldNames.CustomerNumber] = ("Die Kundennummer beim Rechnungssteller.", "4711"),
        [FieldNames.PrecedingInvoice] = ("Die Rechnung, auf die sich diese bezieht.", "2026-0700"),
        [FieldNames.PaymentReference] = ("Der Verwendungszweck.", "RE 2026-0815"),
    };

    public static IEnumerable<RuleField> All => FieldNames.All.Select(name => new RuleField(name, TypeOf(name), ItemFieldLabels.Of(name))
    {
        Meaning = Words[name].Meaning,
        Example = Words[name].Example,
        Origin = "Rechnung",
        One = subject => subject.Item.Fields.TryGetValue(name, out var found) ? found.Value : null,
    });

    private static FieldType TypeOf(string name) => name switch
    {
        FieldNames.IssueDate or FieldNames.DueDate or FieldNames.DeliveryDate or FieldNames.ServicePeriodStart
            or FieldNames.ServicePeriodEnd => FieldType.Date,
        FieldNames.NetTotal or FieldNames.TaxTotal or FieldNames.GrossTotal or FieldNames.PrepaidAmount
            or FieldNames.Payable => FieldType.Money,
        _ => FieldType.Text,
    };
}
