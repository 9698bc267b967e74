using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing.Fields;

/// <summary>Fields that have one value per row of a list.</summary>
internal static class ListFields
{
    public static IEnumerable<RuleField> All => [.. OfLines(), .. OfCoding(), .. OfTaxes()];

    private static IEnumerable<RuleField> OfLines() =>
    [
        Line("lines.name", FieldType.Text, "Bezeichnung", "Was berechnet wird.", "Heizölpauschale", l => l.Name),
        Line("lines.description", FieldType.Text, "Beschreibung", "Nähere Beschreibung.", "Anfahrt", l => l.Description),
        Line("lines.quantity", FieldType.Number, "Menge", "Die Menge.", "12.5", l => l.Quantity),
        Line("lines.unit", FieldType.Text, "Einheit", "Die Mengeneinheit nach UN/ECE Rec. 20.", "HUR", l => l.Unit),
        Line("lines.unitPrice", FieldType.Money, "Einzelpreis", "Der Preis je Einheit, netto.", "48.00", l => l.UnitPrice),
        Line("lines.netAmount", FieldType.Money, "Nettobetrag", "Der Betrag der Position, netto.", "600.00", l => l.NetAmount),
        Line("lines.taxRate", FieldType.Number, "Steuersatz", "Der Steuersatz in Prozent.", "19", l => l.TaxRate),
        Line("lines.taxCategory", FieldType.Text, "Steuerkategorie", "Die Kategorie nach UNTDID 5305.", "S", l => l.TaxCategory),
    ];

    private static IEnumerable<RuleField> OfCoding() =>
    [
        Coding("coding.amount", FieldType.Money, "Betrag", "Der Betrag der Zeile.", "100.00", l => l.Amount),
        Coding("coding.account", FieldType.Text, "Konto", "Das Sachkonto.", "4210", l => l.Account),
        Coding("coding.taxKey", FieldType.Text, "Steuerschlüssel", "Der Steuerschlüssel.", "9", l => l.TaxKey),
        Coding("coding.costCentre", FieldType.Text, "Kostenstelle", "Die Kostenstelle.", "100", l => l.CostCentre),
        Coding("coding.costType", FieldType.Text, "Art-Kennzahl", "Die Kostenart (ArtKZ).", "10", l => l.CostType),
        Coding("coding.property", FieldType.Text, "Objekt", "Das Objekt der Zeile.", "47", l => l.Property),
        Coding("coding.unit", FieldType.Text, "Einheit", "Die Einheit der Zeile.", "3", l => l.Unit),
        Coding("coding.order", FieldType.Text, "Auftrag", "Der Auftrag der Zeile.", "A-1001", l => l.Order),
        Coding("coding.text", FieldType.Text, "Text", "Der Buchungstext.", "Wartung Heizung", l => l.Text),
    ];

    private static IEnumerable<RuleField> OfTaxes() =>
    [
        Tax("taxes.category", FieldType.Text, "Kategorie", "Die Kategorie nach UNTDID 5305.", "S", t => t.Category),
        Tax("taxes.rate", FieldType.Number, "Satz", "Der Steuersatz in Prozent.", "19", t => t.Rate),
        Tax("taxes.basis", FieldType.Money, "Basis", "Der Betrag, von dem die Steuer gerechnet ist.", "1000.00", t => t.Basis),
        Tax("taxes.amount", FieldType.Money, "Betrag", "Die Steuer.", "190.00", t => t.Amount),
    ];

    private static RuleField Line(
        string name, FieldType type, string label, string meaning, string example, Func<InvoiceLine, string?> read) =>
        OfRows(name, type, "Position: " + label, meaning, example, "Positionen der Rechnung", FieldList.Lines, item => item.Lines, read);

    private static RuleField Coding(
        string name, FieldType type, string label, string meaning, string example, Func<CodingLine, string?> read) =>
        OfRows(name, type, "Vorkontierung: " + label, meaning, example, "Vorkontierung", FieldList.Coding, item => item.Coding, read);

    private static RuleField Tax(
        string name, FieldType type, string label, string meaning, string example, Func<TaxShare, string?> read) =>
        OfRows(name, type, "Steuer: " + label, meaning, example, "Steueraufstellung der Rechnung", FieldList.Taxes, item => item.Taxes, read);

    private static RuleField OfRows<TRow>(
        string name, FieldType type, string label, string meaning, string example, string origin, FieldList list,
        Func<Item, IEnumerable<TRow>> rows, Func<TRow, string?> read) =>
        new(name, type, label)
        {
            Meaning = meaning,
            Example = example,
            Origin = origin,
            List = list,
            Many = subject => rows(subject.Item).Select(read),
        };
}
