using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Routing.Fields;

/// <summary>What is known of records that an item or its order is linked with, such as <c>ticket.Priorität</c>. Which
/// attributes there are depends on the ERP that delivers them; one that nobody delivers is empty.</summary>
internal static class AttributeFields
{
    private static readonly Dictionary<string, (ErpRecordKind Kind, string Label, bool OfItem)> Records = new()
    {
        ["damage"] = (ErpRecordKind.Damage, "Schaden", true),
        ["equipment"] = (ErpRecordKind.Equipment, "Ausstattung", true),
        ["work"] = (ErpRecordKind.Work, "Arbeit", false),
        ["defect"] = (ErpRecordKind.Defect, "Mangel", false),
        ["notice"] = (ErpRecordKind.Notice, "Bescheid", false),
        ["contract"] = (ErpRecordKind.Contract, "Vertrag", false),
        ["ticket"] = (ErpRecordKind.Ticket, "Ticket", false),
    };

    /// <summary>The records there are.</summary>
    public static IEnumerable<string> Prefixes => Records.Keys;

    /// <summary>The attribute of that name, or null where no record is called so.</summary>
    public static RuleField? Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Records.TryGetValue(name[..dot], out var record)) return null;
        var attribute = name[(dot + 1)..];
        if (!ErpRecord.IsAttributeName(attribute)) return null;
        return new RuleField(name, FieldType.Text, $"{record.Label}: {attribute}")
        {
            Meaning = $"Eine Angabe zum verknüpften Datensatz „{record.Label}“.",
            Example = "hoch",
            Origin = record.OfItem ? "Deckblatt, sonst Auftrag" : "Auftrag",
            One = subject => subject.Linked.Record(record.Kind)?.Value(attribute),
        };
    }
}
