using Serverless.Web.Bodies;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Items;

/// <summary>What a person changes on an item over the API.</summary>
internal sealed record EditBody(
    [property: ApiField(
        "Die „revision“ des Vorgangs, wie die Person ihn gesehen hat. Hat seither jemand etwas geändert, wird nichts "
        + "gespeichert und der Unterschied genannt.", Required = true, Minimum = 1)]
    int? Revision = null,
    [property: ApiField(
        "Neue Werte nach Feldnamen, etwa {\"invoiceNumber\":\"R-17\"}: Beträge wie 1234.56 oder 1234,56, Tage wie 2026-03-31. "
        + "null oder leer nimmt den Wert weg; was nicht genannt ist, bleibt.")]
    IReadOnlyDictionary<string, string?>? Fields = null,
    [property: ApiField("Kennung des Mandanten; ein leerer Text nimmt ihn weg.", IsId = true)]
    string? Client = null,
    [property: ApiField("Nummer des Kreditors; ein leerer Text löst die Verknüpfung, wie bei allen folgenden.", IsId = true)]
    string? Supplier = null,
    [property: ApiField("Nummer des Objekts.", IsId = true)]
    string? Property = null,
    [property: ApiField("Nummer des Auftrags.", IsId = true)]
    string? PurchaseOrder = null,
    [property: ApiField("Nummer des Schadens.", IsId = true)]
    string? Damage = null,
    [property: ApiField("Nummer der Ausstattung.", IsId = true)]
    string? Equipment = null,
    [property: ApiField("Kennung des Rechnungs- oder Postkreises.", IsId = true)]
    string? InvoiceGroup = null,
    [property: ApiField(
        "Alle Zeilen der Vorkontierung anstelle der bisherigen; eine leere Liste nimmt sie weg, ohne Angabe bleiben sie.",
        MaxItems = EditBody.MostLines)]
    IReadOnlyList<CodingLineBody>? Coding = null)
{
    public const int MostLines = 200;

    public FieldEdit ToEdit(string? address) => new(
        Fields ?? new Dictionary<string, string?>(), Client?.Trim(), Property?.Trim(), Supplier?.Trim(), PurchaseOrder?.Trim(), Revision!.Value,
        InvoiceGroup?.Trim(), Damage?.Trim(), Equipment?.Trim())
    {
        Coding = Coding?.Select(line => line.ToLine()).ToList(),
        Via = "api",
        Address = address,
    };
}

/// <summary>A line of the coding as it is sent.</summary>
internal sealed record CodingLineBody(
    [property: ApiField("Der Betrag, wie 119.00; in einer Zeile kann er fehlen, sie bekommt den Rest bis zum Bruttobetrag.")]
    string? Amount = null,
    [property: ApiField("Das Sachkonto. Ist es in der Vorkontierung neu, bringt es seinen Steuerschlüssel mit.")]
    string? Account = null,
    [property: ApiField("Der Steuerschlüssel.")]
    string? TaxKey = null,
    [property: ApiField("Die Kostenstelle.")]
    string? CostCentre = null,
    [property: ApiField("Die Kostenart (ArtKZ).")]
    string? CostType = null,
    [property: ApiField("Nummer des Objekts.")]
    string? Property = null,
    [property: ApiField("Nummer der Einheit am Objekt der Zeile, sonst am Objekt des Vorgangs.")]
    string? Unit = null,
    [property: ApiField("Nummer des Auftrags.")]
    string? Order = null,
    [property: ApiField("Der Buchungstext.")]
    string? Text = null)
{
    public CodingLine ToLine() => new(Amount ?? string.Empty, Account, TaxKey, CostCentre, CostType, Property, Unit, Order, Text);
}
