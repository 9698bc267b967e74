using Serverless.Workflows.Tenancy.Identifiers;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>The columns of suppliers.</summary>
internal static class SupplierRows
{
    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("Nummer", true, "Kreditor", "Kreditornummer", "Kreditorennummer", "Lieferantennummer"),
        new("Name", true, "Firma", "Name 1"),
        new("USt-IdNr.", false, "USt-IdNr", "USt-ID", "UStID", "Umsatzsteuer-ID", "UID"),
        new("Steuernummer", false, "Steuer-Nr.", "St.-Nr."),
        new("IBAN", false, "IBANs"),
        new("Mail-Domain", false, "E-Mail-Domain", "Maildomain", "Domain"),
        new("Straße", false, "Strasse", "Straße und Hausnummer"),
        new("PLZ", false, "Postleitzahl"),
        new("Ort", false, "Stadt"),
        new("Land", false, "Länderkürzel"),
        new("Konto", false, "Kreditorenkonto", "Personenkonto"),
        new("Digitale Rechnungen", false, "Digitaler Rechnungsversand"),
        new("Zustimmung am"),
        new("Zustimmung Text"),
        new("Ohne Auftrag", false, "Auch Rechnungen ohne Auftrag akzeptieren"),
    ];

    public static Supplier Read(RowReader row)
    {
        var supplier = new Supplier
        {
            Number = row.Number("Nummer"),
            Name = row.Required("Name"),
            VatId = row.Text("USt-IdNr.") is { } vatId ? VatId.Normalize(vatId) : null,
            TaxNumber = row.Text("Steuernummer"),
            Ibans = [.. row.List("IBAN").Select(Iban.Normalize)],
            MailDomains = [.. row.List("Mail-Domain").Select(domain => domain.TrimStart('@').ToLowerInvariant())],
            Street = row.Text("Straße"),
            PostCode = row.Text("PLZ"),
            City = row.Text("Ort"),
            Country = row.Country("Land"),
            Account = row.Text("Konto"),
            DigitalInvoices = row.YesNo("Digitale Rechnungen"),
            ConsentDate = row.Day("Zustimmung am"),
            ConsentText = row.Text("Zustimmung Text"),
            AcceptsWithoutOrder = row.YesNo("Ohne Auftrag"),
        };
        if (supplier.VatId is { } id && !VatId.IsValid(id))
            row.Fault($"„USt-IdNr.“: „{id}“ ist nicht gültig; Länge oder Prüfziffer passt nicht.");
        foreach (var iban in supplier.Ibans.Where(iban => !Iban.IsValid(iban)))
            row.Fault($"„IBAN“: „{iban}“ ist nicht gültig; Länge oder Prüfziffer passt nicht.");
        foreach (var domain in supplier.MailDomains.Where(domain => !MailAddress.IsDomain(domain)))
            row.Fault($"„Mail-Domain“: „{domain}“ ist keine Domain. Erwartet wird der Teil nach dem @, zum Beispiel firma.de.");
        return supplier;
    }
}
