using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Approval;

/// <summary>The rows of review statuses in an item's partition, in the order in which they were given.</summary>
public static class StatusRows
{
    /// <summary>Keeps a status that is given with a revision of the item.</summary>
    public static RowWrite Insert(int revision, GivenStatus status) => new RowWrite.Insert(
        ItemKeys.Status(revision), JsonSerializer.Serialize(status, DurableJson.Options));

    /// <summary>A status as its row says.</summary>
    public static GivenStatus Read(Row row) => DurableJson.Deserialize<GivenStatus>(row.Json);
}
