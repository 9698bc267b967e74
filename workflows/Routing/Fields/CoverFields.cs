using System.Globalization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing.Fields;

/// <summary>Fields of the item itself and its cover sheet.</summary>
internal static class CoverFields
{
    private const string Cover = "Deckblatt";
    private const string Intake = "Eingang";

    public static IEnumerable<RuleField> All =>
    [
        Text("kind", "Leitungswegart", "Die Art des Vorgangs.", "invoice", Intake, item => item.Kind, FieldRefersTo.RouteKind),
        Text("source", "Dokumentquelle", "Das Postfach, Verzeichnis oder der Pool, aus dem er kam.", "mail", Intake,
            item => item.Origin.Source, FieldRefersTo.Source),
        Text("sender", "Absender der Mail", "Die Mailadresse des Absenders.", "rechnung@stadtwerke.example", Intake,
            item => item.Origin.From),
        Text("subject", "Betreff", "Der Betreff der Mail oder der Name der Datei.", "Ihre Rechnung", Intake,
            item => item.Origin.Subject),
        Text("client", "Mandant", "In wessen Bücher der Vorgang gehört.", "verwaltung", Cover, item => item.Client,
            FieldRefersTo.Client),
        Text("supplier", "Kreditornummer", "Der zugeordnete Kreditor.", "70001", Cover, item => item.Cover.Supplier),
        Text("purchaseOrder", "Auftragsnummer", "Der zugeordnete Auftrag.", "A-1001", Cover, item => item.Cover.PurchaseOrder),
        Text("property", "Objektnummer", "Das zugeordnete Objekt.", "47", Cover, item => item.Cover.Property),
        Text("invoiceGroup", "Rechnungskreis", "Der Rechnungs- oder Postkreis.", "betriebskosten", Cover,
            item => item.Cover.InvoiceGroup, FieldRefersTo.InvoiceGroup),
        Text("numberRange", "Nummernkreis", "Der Nummernkreis der Eingangsnummer.", "re-verwaltung", Cover,
            item => item.Cover.NumberRange, FieldRefersTo.NumberRange),
        Text("reviewStatus", "Status", "Der Status, den jemand oder eine Regel vergeben hat.", "geprüft", Cover,
            item => item.ReviewStatus),
        Text("format", "Format der E-Rechnung", "Syntax und Profil; leer, wenn es keine E-Rechnung ist.",
            "UBL 2.1 Invoice (XRechnung 3.0)", Intake, item => item.Format),
        new("isDuplicate", FieldType.YesNo, "Dublette")
        {
            Meaning = "Ob dasselbe Dokument oder dieselbe Rechnung (Lieferant, Nummer, Betrag) schon vorliegt.",
            Example = "true",
            Origin = "Prüfung",
            One = subject => subject.Item.Duplicates.Any(DuplicateKeys.IsSame) ? "true" : "false",
        },
        new("hasSameNumber", FieldType.YesNo, "Dieselbe Nummer, anderer Betrag")
        {
            Meaning = "Ob vom selben Lieferanten schon ein Vorgang mit derselben Rechnungsnummer und anderem Betrag vorliegt.",
            Example = "false",
            Origin = "Prüfung",
            One = subject => subject.Item.Duplicates.All(DuplicateKeys.IsSame) ? "false" : "true",
        },
        new("isRejected", FieldType.YesNo, "Abgelehnt")
        {
            Meaning = "Ob jemand den Vorgang abgelehnt hat und das noch gilt.",
            Example = "false",
            Origin = "Entscheidung",
            One = subject => subject.Item.Rejection is null ? "false" : "true",
        },
        Count("errors", "Anzahl der Fehler", "Wie viele Prüfungen einen Fehler gefunden haben.",
            item => item.Checks.Count(check => check.Severity == Severity.Error)),
        Count("warnings", "Anzahl der Warnungen", "Wie viele Prüfungen eine Warnung ergeben haben.",
            item => item.Checks.Count(check => check.Severity == Severity.Warning)),
        Day("receivedDate", "Eingegangen am", "Der Tag des Eingangs in der Zeitzone der Verwaltung.", Intake,
            subject => subject.Settings.DateAt(subject.Item.ReceivedUtc)),
        Day("payBy", "Zahlen bis", "Der letzte Banktag vor der Frist.", "Berechnet",
            subject => subject.Item.Deadlines?.PayBy),
        Day("today", "Heute", "Der Tag der Prüfung in der Zeitzone der Verwaltung.", "Kalender", subject => subject.Today),
        Day("cashDiscountUntil", "Skonto bis", "Bis wann das nächste Skonto gezogen werden kann.", "Rechnung",
            subject => subject.Item.Deadlines?.CashDiscounts
                .Select(tier => Scalar.Read(FieldType.Date, tier.Until))
                .Where(until => until.Kind == ScalarKind.Date && until.Date >= subject.Today)
                .Select(until => (DateOnly?)until.Date).Min()),
    ];

    private static RuleField Text(
        string name, string label, string meaning, string example, string origin, Func<Item, string?> read,
        FieldRefersTo to = FieldRefersTo.Nothing) => new(name, FieldType.Text, label)
        {
            Meaning = meaning,
            Example = example,
            Origin = origin,
            RefersTo = to,
            One = subject => read(subject.Item),
        };

    private static RuleField Count(string name, string label, string meaning, Func<Item, int> read) =>
        new(name, FieldType.Number, label)
        {
            Meaning = meaning,
            Example = "0",
            Origin = "Prüfung",
            One = subject => read(subject.Item).ToString(CultureInfo.InvariantCulture),
        };

    private static RuleField Day(
        string name, string label, string meaning, string origin, Func<RuleSubject, DateOnly?> read) =>
        new(name, FieldType.Date, label)
        {
            Meaning = meaning,
            Example = "today+3wd",
            Origin = origin,
            One = subject => read(subject)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
}
