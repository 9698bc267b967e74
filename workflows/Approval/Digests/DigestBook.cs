using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Approval.Digests;

/// <summary>Remembers the last digest of each person, one row each.</summary>
public sealed class DigestBook(IRecordStore records)
{
    /// <summary>The last one, or null.</summary>
    public async Task<DigestMade?> LastAsync(string tenant, string person, CancellationToken cancellation) =>
        await records.GetAsync(Partition(tenant), Keys.Escape(person), cancellation) is { } row
            ? DurableJson.Deserialize<DigestMade>(row.Json)
            : null;

    /// <summary>Notes one.</summary>
    public Task NoteAsync(string tenant, string person, DigestMade made, CancellationToken cancellation) =>
        records.WriteAsync(
            Partition(tenant), [new RowWrite.Put(Keys.Escape(person), DurableJson.Serialize(made))], cancellation);

    private static string Partition(string tenant) => Keys.Join(tenant, "digest");
}

/// <summary>A digest that was made.</summary>
/// <param name="Day">The tenant's day.</param>
/// <param name="AtUtc">When its items were gathered: what came after it is new in the next.</param>
/// <param name="Items">How many were waiting; with none there was no mail.</param>
public sealed record DigestMade(DateOnly Day, DateTimeOffset AtUtc, int Items);
