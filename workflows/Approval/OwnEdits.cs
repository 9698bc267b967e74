using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Approval;

/// <summary>What a person changed on an item themselves.</summary>
public static class OwnEdits
{
    private static readonly string[] Amounts = [FieldNames.GrossTotal, FieldNames.Payable, FieldNames.Currency];

    /// <summary>The item with its amounts as they were before the person first changed them. What was empty then stays as
    /// it is now: filling in what nobody could read is no way around a limit.</summary>
    /// <param name="edits">Of all persons, oldest first.</param>
    public static Item Before(Item item, string person, IReadOnlyList<Edit> edits)
    {
        var found = edits.Where(edit => edit.By == person).SelectMany(edit => edit.Changes)
            .Where(change => Amounts.Contains(change.Field)).DistinctBy(change => change.Field)
            .Where(change => !string.IsNullOrEmpty(change.Before)).ToList();
        if (found.Count == 0) return item;
        var fields = new Dictionary<string, Field>(item.Fields);
        foreach (var change in found) fields[change.Field] = new Field(change.Before!, FieldSource.User, 1, null);
        return item with { Fields = fields };
    }
}
