using System.Globalization;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing.Fields;

/// <summary>Fields of the master data that the cover sheet names.</summary>
internal static class MasterFields
{
    public static IEnumerable<RuleField> All => [.. OfSupplier(), .. OfOrder(), .. OfProperty(), .. OfClient()];

    private static IEnumerable<RuleField> OfSupplier() =>
    [
        Supplier("supplier.name", FieldType.Text, "Name", "Der Name im Stamm.", "Stadtwerke Musterstadt", s => s.Name),
        Supplier("supplier.country", FieldType.Text, "Land", "Das Land nach ISO 3166.", "AT", s => s.Country),
        Supplier("supplier.city", FieldType.Text, "Ort", "Der Ort.", "Musterstadt", s => s.City),
        Supplier("supplier.postCode", FieldType.Text, "Postleitzahl", "Die Postleitzahl.", "12345", s => s.PostCode),
        Supplier("supplier.vatId", FieldType.Text, "USt-IdNr.", "Die USt-IdNr. im Stamm.", "DE123456788", s => s.VatId),
        Supplier("supplier.account", FieldType.Text, "Konto", "Das Kreditorenkonto.", "70001", s => s.Account),
        Supplier("supplier.digitalInvoices", FieldType.YesNo, "digitale Rechnungen",
            "Ob er digitale Rechnungen senden darf.", "true", s => YesNo(s.DigitalInvoices)),
        Supplier("supplier.acceptsWithoutOrder", FieldType.YesNo, "auch ohne Auftrag",
            "Ob Rechnungen ohne Auftrag angenommen werden.", "true", s => YesNo(s.AcceptsWithoutOrder)),
    ];

    private static IEnumerable<RuleField> OfOrder() =>
    [
        Order("purchaseOrder.number", FieldType.Text, "Nummer", "Die Nummer im Stamm.", "A-1001", o => o.Number),
        Order("purchaseOrder.value", FieldType.Money, "Wert", "Der Auftragswert, brutto.", "5000.00", o => Number(o.Value)),
        Order("purchaseOrder.date", FieldType.Date, "Datum", "Das Datum des Auftrags.", "2026-02-01",
            o => o.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Order("purchaseOrder.text", FieldType.Text, "Text", "Was beauftragt ist.", "Heizungswartung", o => o.Text),
        Order("purchaseOrder.supplier", FieldType.Text, "Kreditor", "Bei wem beauftragt ist.", "70001", o => o.Supplier),
        Order("purchaseOrder.property", FieldType.Text, "Objekt", "Für welches Objekt.", "47", o => o.Property),
        Order("purchaseOrder.unit", FieldType.Text, "Einheit", "Für welche Einheit.", "3", o => o.Unit),
        Order("purchaseOrder.closed", FieldType.YesNo, "erledigt", "Ob er abgeschlossen ist.", "false", o => YesNo(o.Closed)),
    ];

    private static IEnumerable<RuleField> OfProperty() =>
    [
        Of("property.number", "Nummer", "Die Nummer des Objekts.", "47", p => p.Number),
        Of("property.name", "Name", "Der Name des Objekts.", "Lindenstraße 12–16", p => p.Name),
        Of("property.street", "Straße", "Straße und Hausnummer.", "Lindenstraße 12", p => p.Street),
        Of("property.city", "Ort", "Der Ort.", "Musterstadt", p => p.City),
        Of("property.postCode", "Postleitzahl", "Die Postleitzahl.", "12345", p => p.PostCode),
        Of("property.country", "Land", "Das Land nach ISO 3166.", "DE", p => p.Country),
        Of("property.client", "Mandant", "In wessen Bücher das Objekt gehört.", "weg-lindenstrasse", p => p.Client)
            with { RefersTo = FieldRefersTo.Client },
    ];

    private static IEnumerable<RuleField> OfClient() =>
    [
        new("client.kind", FieldType.Text, "Mandant: Art")
        {
            Meaning = "manager, ownersAssociation oder landlord.",
            Example = "ownersAssociation",
            Origin = "tenant.json, settings.clients",
            One = subject => subject.Settings.Client(subject.Item.Client)?.Kind switch
            {
                ClientKind.Manager => "manager",
                ClientKind.OwnersAssociation => "ownersAssociation",
                ClientKind.Landlord => "landlord",
                _ => null,
            },
        },
    ];

    private static RuleField Supplier(
        string name, FieldType type, string label, string meaning, string example, Func<Supplier, string?> read) =>
        new(name, type, "Kreditor: " + label)
        {
            Meaning = meaning,
            Example = example,
            Origin = "Stammdaten, Kreditor",
            One = subject => subject.Linked.Supplier is { } found ? read(found) : null,
        };

    private static RuleField Order(
        string name, FieldType type, string label, string meaning, string example, Func<PurchaseOrder, string?> read) =>
        new(name, type, "Auftrag: " + label)
        {
            Meaning = meaning,
            Example = example,
            Origin = "Stammdaten, Auftrag",
            One = subject => subject.Linked.PurchaseOrder is { } found ? read(found) : null,
        };

    private static RuleField Of(
        string name, string label, string meaning, string example, Func<Property, string?> read) =>
        new(name, FieldType.Text, "Objekt: " + label)
        {
            Meaning = meaning,
            Example = example,
            Origin = "Stammdaten, Objekt (ohne Zuordnung das des Auftrags)",
            One = subject => subject.Linked.PropertyInForce is { } found ? read(found) : null,
        };

    private static string YesNo(bool value) => value ? "true" : "false";

    private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}
