using System.Text.RegularExpressions;

namespace Serverless.Workflows.Routing.Fields;

/// <summary>Attributes of records that an item or its order is linked with, such as <c>ticket.priority</c>. Which there
/// are depends on the ERP that delivers them; one that nobody delivers is empty.</summary>
internal static partial class AttributeFields
{
    private static readonly Dictionary<string, (string Label, bool OfItem)> Records = new()
    {
        ["damage"] = ("Schaden", true),
        ["equipment"] = ("Ausstattung", true),
        ["work"] = ("Arbeit", false),
        ["defect"] = ("Mangel", false),
        ["notice"] = ("Bescheid", false),
        ["contract"] = ("Vertrag", false),
        ["ticket"] = ("Ticket", false),
    };

    /// <summary>The records there are.</summary>
    public static IEnumerable<string> Prefixes => Records.Keys;

    /// <summary>The attribute of that name, or null where no record is called so.</summary>
    public static RuleField? Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Records.TryGetValue(name[..dot], out var record) || !Form().IsMatch(name[(dot + 1)..])) return null;
        return new RuleField(name, FieldType.Text, $"{record.Label}: {name[(dot + 1)..]}")
        {
            Meaning = $"Eine Angabe zum verknüpften Datensatz „{record.Label}“.",
            Example = "hoch",
            Origin = record.OfItem ? "Deckblatt, sonst Auftrag" : "Auftrag",
            One = subject =>
                (record.OfItem ? subject.Item.Cover.Attributes.GetValueOrDefault(name) : null)
                ?? subject.Linked.PurchaseOrder?.Attributes.GetValueOrDefault(name),
        };
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    private static partial Regex Form();
}
