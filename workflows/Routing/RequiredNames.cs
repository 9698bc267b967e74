using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Routing;

/// <summary>What a station or a rule can demand of an item before it goes on: its fields, its links, its client, and the
/// coding as a whole.</summary>
public static class RequiredNames
{
    public const string Client = "client";

    /// <summary>The receipt or voucher number (see <see cref="CoverSheet.Number"/>).</summary>
    public const string Number = "number";

    /// <summary>At least one line, each with an account, which add up to the invoice.</summary>
    public const string Coding = "coding";

    /// <summary>Every name, those that are no field of the invoice first.</summary>
    public static IReadOnlyList<string> All { get; } = [Client, Coding, Number, .. RouteLinkNames.All];

    /// <summary>What it is called, German.</summary>
    public static string LabelOf(string name) => name switch
    {
        Client => "Mandant",
        Coding => "Vorkontierung",
        Number => "Nummer aus dem Nummernkreis",
        _ => RouteLinkNames.LabelOf(name),
    };

    /// <summary>What the item lacks of it, German; null where nothing.</summary>
    public static string? Missing(Item item, string name) => name switch
    {
        Coding => CodingGap(item),
        _ => string.IsNullOrWhiteSpace(ValueOf(item, name))
            ? $"{(FieldNames.All.Contains(name) ? "Das Feld " : string.Empty)}„{LabelOf(name)}“ muss vor der Freigabe ausgefüllt sein."
            : null,
    };

    private static string? ValueOf(Item item, string name) => name switch
    {
        Client => item.Client,
        Number => item.Cover.Number,
        RouteLinkNames.Supplier => item.Cover.Supplier,
        RouteLinkNames.Property => item.Cover.Property,
        RouteLinkNames.PurchaseOrder => item.Cover.PurchaseOrder,
        RouteLinkNames.Damage => item.Cover.Damage,
        RouteLinkNames.Equipment => item.Cover.Equipment,
        RouteLinkNames.InvoiceGroup => item.Cover.InvoiceGroup,
        _ => item.Fields.GetValueOrDefault(name)?.Value,
    };

    private static string? CodingGap(Item item)
    {
        if (item.Coding.Count == 0) return "Die Vorkontierung muss vor der Freigabe mindestens eine Zeile haben.";
        var bare = item.Coding.ToList().FindIndex(line => line.Account is null);
        if (bare >= 0) return $"Vorkontierung, Zeile {bare + 1}: Vor der Freigabe muss das Konto angegeben sein.";
        return CodingSum.Holds(item) ? null : $"Die Vorkontierung ergibt {CodingSum.Shown(item)}, die Rechnung lautet auf {CodingSum.Totals(item)}. Bitte gleichen Sie die Zeilen vor der Freigabe an.";
    }
}
