using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Tenancy.Import;

/// <summary>The columns of damages, equipment, work, defects, notices, contracts and tickets. Every column beyond the known
/// ones is an attribute that rules can ask for by its name.</summary>
internal sealed class ErpRecordRows(MasterData master, string tenant, CancellationToken cancellation)
{
    // More than anybody writes rules about; each is a part of the row.
    private const int MostAttributes = 60;

    private readonly KnownNumbers _properties = new(async number => await master.PropertyAsync(tenant, number, cancellation) is not null);

    public static IReadOnlyList<Column> Columns { get; } =
    [
        new("Nummer", true),
        new("Objekt", false, "Objektnummer"),
        new("Bezeichnung", false, "Name", "Text", "Beschreibung"),
    ];

    public async Task<ErpRecord> ReadAsync(RowReader row)
    {
        var attributes = row.Columns.Except(Columns.Select(column => column.Name)).ToList();
        if (attributes.Count > MostAttributes)
            row.Fault($"Die Datei hat {attributes.Count} weitere Spalten; höchstens {MostAttributes} sind möglich.");
        var record = new ErpRecord
        {
            Number = row.Number("Nummer"),
            Property = row.OptionalNumber("Objekt"),
            Name = row.Text("Bezeichnung"),
            Attributes = attributes.Take(MostAttributes).Select(name => (name, text: row.Text(name)))
                .Where(entry => entry.text is not null).ToDictionary(entry => entry.name, entry => entry.text!),
        };
        if (record.Property is { } property && !await _properties.HasAsync(property))
            row.Fault($"Das Objekt „{property}“ gibt es nicht. Importieren Sie zuerst die Objekte.");
        return record;
    }
}
