using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Approval;

/// <summary>The rows of review statuses in an item's partition, in the order in which they were given.</summary>
public static class StatusRows
{
    /// <summary>How a changed review status is named in a difference; its values are ids.</summary>
    public const string StatusField = "reviewStatus";

    /// <summary>How a note that came with a status is named in a difference.</summary>
    public const string NoteField = "note";

    /// <summary>Keeps a status that is given with a revision of the item.</summary>
    public static RowWrite Insert(int revision, GivenStatus status) => new RowWrite.Insert(
        ItemKeys.Status(revision), JsonSerializer.Serialize(status, DurableJson.Options));

    /// <summary>A status as its row says.</summary>
    public static GivenStatus Read(Row row) => DurableJson.Deserialize<GivenStatus>(row.Json);

    /// <summary>What others have given since a revision: the status, where it is another and the person has not given one
    /// after it, and each comment.</summary>
    /// <param name="rows">All of an item, in their order.</param>
    public static IEnumerable<FieldChange> Unseen(IReadOnlyList<Row> rows, int revision, string person)
    {
        var seen = rows.TakeWhile(row => string.CompareOrdinal(row.Key, ItemKeys.Status(revision)) <= 0).ToList();
        var since = rows.Skip(seen.Count).Select(Read).ToList();
        var before = seen.Count == 0 ? null : Read(seen[^1]).Status;
        if (since is [.., var last] && last.By != person && last.Status != before)
            yield return new FieldChange(StatusField, before, last.Status);
        foreach (var given in since.Where(given => given.By != person && given.Comment is not null))
            yield return new FieldChange(NoteField, null, given.Comment);
    }
}
