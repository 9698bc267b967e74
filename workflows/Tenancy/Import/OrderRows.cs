using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>The columns of purchase orders.</summary>
internal sealed class PurchaseOrderRows(MasterData master, string tenant, CancellationToken cancellation)
{
    private readonly KnownNumbers _suppliers = new(async number => await master.SupplierAsync(tenant, number, cancellation) is not null);
    private readonly KnownNumbers _properties = new(async number => await master.PropertyAsync(tenant, number, cancellation) is not null);

    private static readonly Dictionary<ErpRecordKind, string> RecordColumns = new()
    {
        [ErpRecordKind.Damage] = "Schaden",
        [ErpRecordKind.Equipment] = "Ausstattung",
        [ErpRecordKind.Work] = "Arbeit",
        [ErpRecordKind.Defect] = "Mangel",
        [ErpRecordKind.Notice] = "Bescheid",
        [ErpRecordKind.Contract] = "Vertrag",
        [ErpRecordKind.Ticket] = "Ticket",
    };

    private readonly Dictionary<ErpRecordKind, KnownNumbers> _records = Enum.GetValues<ErpRecordKind>().ToDictionary(
        kind => kind,
        kind => new KnownNumbers(async number => await master.Records(tenant, kind).FindAsync([number], cancellation) is not null));

    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("Nummer", true, "Auftrag", "Auftragsnummer", "Bestellnummer"),
        new("Kreditor", true, "Kreditornummer", "Lieferant", "Firma"),
        new("Objekt", false, "Objektnummer"),
        new("Einheit"),
        new("Datum", false, "Auftragsdatum"),
        new("Text", false, "Beschreibung", "Leistung"),
        new("Wert", false, "Auftragswert", "Betrag", "Brutto"),
        new("Erledigt", false, "Abgeschlossen"),
        .. RecordColumns.Values.Select(name => new Column(name)),
    ];

    public async Task<PurchaseOrder> ReadAsync(RowReader row)
    {
        var order = new PurchaseOrder
        {
            Number = row.Number("Nummer"),
            Supplier = row.Number("Kreditor"),
            Property = row.OptionalNumber("Objekt"),
            Unit = row.OptionalNumber("Einheit"),
            Date = row.Day("Datum"),
            Text = row.Text("Text"),
            Value = row.Decimal("Wert"),
            Closed = row.YesNo("Erledigt"),
            Records = RecordColumns.Select(column => (column.Key, Number: row.OptionalNumber(column.Value)))
                .Where(link => link.Number is not null).ToDictionary(link => link.Key, link => link.Number!),
        };
        if (order.Supplier.Length > 0 && !await _suppliers.HasAsync(order.Supplier))
            row.Fault($"Den Kreditor „{order.Supplier}“ gibt es nicht. Importieren Sie zuerst die Kreditoren.");
        if (order.Property is { } property && !await _properties.HasAsync(property))
            row.Fault($"Das Objekt „{property}“ gibt es nicht. Importieren Sie zuerst die Objekte.");
        foreach (var (kind, number) in order.Records)
        {
            if (!await _records[kind].HasAsync(number))
                row.Fault($"„{RecordColumns[kind]}“ {number} gibt es nicht. Importieren Sie diese Datensätze zuerst.");
        }

        if (order is { Unit: not null, Property: null }) row.Fault("Zur Einheit fehlt das Objekt.");
        return order;
    }
}

/// <summary>The columns of units.</summary>
internal sealed class UnitRows(MasterData master, string tenant, CancellationToken cancellation)
{
    private readonly KnownNumbers _properties = new(async number => await master.PropertyAsync(tenant, number, cancellation) is not null);

    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("Objekt", true, "Objektnummer"),
        new("Nummer", true, "Einheit", "Einheitsnummer"),
        new("Bezeichnung", false, "Name"),
        new("Fläche", false, "Wohnfläche", "m²", "qm"),
    ];

    public async Task<Unit> ReadAsync(RowReader row)
    {
        var unit = new Unit
        {
            Property = row.Number("Objekt"),
            Number = row.Number("Nummer"),
            Name = row.Text("Bezeichnung"),
            Area = row.Decimal("Fläche"),
        };
        if (unit.Property.Length > 0 && !await _properties.HasAsync(unit.Property))
            row.Fault($"Das Objekt „{unit.Property}“ gibt es nicht. Importieren Sie zuerst die Objekte.");
        if (unit.Area < 0) row.Fault("„Fläche“ ist negativ.");
        return unit;
    }
}

/// <summary>Asks for each number once, however many rows name it.</summary>
internal sealed class KnownNumbers(Func<string, Task<bool>> ask)
{
    private readonly Dictionary<string, bool> _asked = [];

    public async Task<bool> HasAsync(string number)
    {
        if (!_asked.TryGetValue(number, out var known)) _asked[number] = known = await ask(number);
        return known;
    }
}
