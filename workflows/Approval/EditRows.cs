using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Approval;

/// <summary>The rows <c>edit/revision</c> of an item's partition: what was read from the document, and what persons changed,
/// so that whoever decides on an older revision can be shown the difference. Whatever raises
/// <see cref="Item.ContentRevision"/> writes one.</summary>
public static class EditRows
{
    private const string Part = "edit";

    /// <summary>Records an edit that makes a revision.</summary>
    public static RowWrite Insert(int revision, Edit edit) =>
        new RowWrite.Insert(Key(revision), JsonSerializer.Serialize(edit, DurableJson.Options));

    /// <summary>The edits that made the revisions above one.</summary>
    public static RowRange After(int revision) => new(Key(revision + 1), RowRange.Prefix(Keys.Prefix(Part)).To);

    /// <summary>What the edits changed in all: the oldest value before and the newest after, without what is back to
    /// where it was.</summary>
    public static IReadOnlyList<FieldChange> Sum(IEnumerable<Edit> edits)
    {
        var sum = new Dictionary<string, FieldChange>(StringComparer.Ordinal);
        foreach (var change in edits.SelectMany(edit => edit.Changes))
        {
            sum[change.Field] = sum.TryGetValue(change.Field, out var earlier)
                ? change with { Before = earlier.Before }
                : change;
        }

        return [.. sum.Values.Where(change => change.Before != change.After)];
    }

    /// <summary>The edit of a row.</summary>
    public static Edit Read(Row row) => DurableJson.Deserialize<Edit>(row.Json) with
    {
        Revision = int.Parse(Keys.Split(row.Key)[^1], NumberStyles.None, CultureInfo.InvariantCulture),
    };

    private static string Key(int revision) => Keys.Join(Part, Keys.Number(revision, 9));
}

/// <summary>What was changed at once.</summary>
/// <param name="By">A person's id, or <c>system</c> for what was read from the document or matched.</param>
public sealed record Edit(string By, DateTimeOffset AtUtc, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>The revision of the item that it made; 0 where it was not read from its row.</summary>
    [JsonIgnore]
    public int Revision { get; init; }
}
