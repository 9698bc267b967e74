using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Audit;

/// <summary>What is to be put on record. The time is when it is written where none is given.</summary>
/// <param name="By">The person, or the part of the system.</param>
/// <param name="What">A stable word for what was done, such as <c>decided</c>.</param>
public sealed record AuditNote(
    string By, string What, IReadOnlyDictionary<string, string>? Details = null, DateTimeOffset? AtUtc = null);

/// <summary>The end of an item's trail, kept beside its entries.</summary>
public sealed record AuditHead(int Sequence, string Hash);

/// <summary>An item's trail as stored: its entries, oldest first, and the end that was kept with them.</summary>
public sealed record AuditRecord(IReadOnlyList<AuditEntry> Entries, AuditHead? Head);

/// <summary>
/// The append-only record of what happened to an item, in the item's partition: an entry a row, inserted only if its
/// number is free, so that two writers never fork it, and a row with the trail's end.
/// </summary>
public sealed class AuditTrail(IRecordStore records, TimeProvider time)
{
    /// <summary>The writes that append notes to an item's trail. They go into one batch with what they tell of; where
    /// the batch conflicts at <see cref="IsRow"/>, somebody else appended first, and this is asked again.</summary>
    public async Task<IReadOnlyList<RowWrite>> AppendingAsync(
        string tenant, string item, IReadOnlyList<AuditNote> notes, CancellationToken cancellation)
    {
        if (notes.Count == 0) return [];
        var head = await HeadAsync(ItemKeys.Partition(tenant, item), cancellation).ConfigureAwait(false);
        return Following(tenant, item, head, notes, time.GetUtcNow());
    }

    /// <summary>The writes that append notes after an end that was read.</summary>
    /// <param name="subject">The item, or whatever else the trail is about; it is part of every hash.</param>
    internal static IReadOnlyList<RowWrite> Following(
        string tenant, string subject, AuditHead? head, IReadOnlyList<AuditNote> notes, DateTimeOffset now)
    {
        var writes = new List<RowWrite>(notes.Count + 1);
        foreach (var note in notes)
        {
            var entry = AuditChain.Next(tenant, subject, head, note, note.AtUtc ?? now);
            head = new AuditHead(entry.Sequence, entry.Hash);
            writes.Add(new RowWrite.Insert(ItemKeys.Audit(entry.Sequence), Json(entry)));
        }

        writes.Add(new RowWrite.Put(ItemKeys.AuditHead, Json(head!)));
        return writes;
    }

    /// <summary>The last entries of the trail in a partition, oldest first.</summary>
    internal async Task<IReadOnlyList<AuditEntry>> LastAsync(string partition, int most, CancellationToken cancellation)
    {
        if (await HeadAsync(partition, cancellation).ConfigureAwait(false) is not { } head) return [];
        var range = ItemKeys.AuditEntries with { From = ItemKeys.Audit(Math.Max(1, head.Sequence - most + 1)) };
        return await EntriesAsync(partition, range, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether a row is part of the trail.</summary>
    public static bool IsRow(string key) =>
        key == ItemKeys.AuditHead || key.StartsWith(ItemKeys.AuditEntries.From!, StringComparison.Ordinal);

    /// <summary>Appends notes by themselves.</summary>
    public async Task AppendAsync(
        string tenant, string item, IReadOnlyList<AuditNote> notes, CancellationToken cancellation)
    {
        if (notes.Count == 0) return;
        while (true)
        {
            var writes = await AppendingAsync(tenant, item, notes, cancellation).ConfigureAwait(false);
            var result = await records.WriteAsync(ItemKeys.Partition(tenant, item), writes, cancellation)
                .ConfigureAwait(false);
            if (result.Written) return;
        }
    }

    /// <summary>The whole trail of an item.</summary>
    public async Task<AuditRecord> ReadAsync(string tenant, string item, CancellationToken cancellation)
    {
        // Entries and end are written together, so where the end has not moved, the entries between belong to it.
        var partition = ItemKeys.Partition(tenant, item);
        var head = await HeadAsync(partition, cancellation).ConfigureAwait(false);
        while (true)
        {
            var entries = await EntriesAsync(partition, ItemKeys.AuditEntries, cancellation).ConfigureAwait(false);
            var after = await HeadAsync(partition, cancellation).ConfigureAwait(false);
            if (after == head) return new AuditRecord(entries, head);
            head = after;
        }
    }

    /// <summary>Whether an item's trail is as it was written.</summary>
    public async Task<AuditVerdict> VerifyAsync(string tenant, string item, CancellationToken cancellation)
    {
        var record = await ReadAsync(tenant, item, cancellation).ConfigureAwait(false);
        return AuditVerifier.Verify(tenant, item, record);
    }

    private async Task<List<AuditEntry>> EntriesAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        var entries = new List<AuditEntry>();
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(partition, range,
                RecordLimits.MaxPageSize, continuation, cancellation).ConfigureAwait(false);
            entries.AddRange(page.Rows.Select(row => DurableJson.Deserialize<AuditEntry>(row.Json)));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return entries;
    }

    /// <summary>The end of the trail in a partition; null where it is empty.</summary>
    internal async Task<AuditHead?> HeadAsync(string partition, CancellationToken cancellation)
    {
        var row = await records.GetAsync(partition, ItemKeys.AuditHead, cancellation).ConfigureAwait(false);
        return row is null ? null : DurableJson.Deserialize<AuditHead>(row.Json);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DurableJson.Options);
}
