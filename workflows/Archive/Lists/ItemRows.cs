using System.Text;
using System.Text.Json;
using Serverless.Workflows.Archive.Documents;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Extraction;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// An item as a row. What would make it too large for one (the lines and findings of an invoice of thousands of lines)
/// goes to a document, which is written again only when it changes.
/// </summary>
internal sealed class ItemRows(IRecordStore records, IDocumentStore documents)
{
    private const int LargestInline = RecordLimits.MaxRowBytes / 2;
    private const long LargestBulk = 256L * 1024 * 1024;
    private const string ArchiveClass = "items";

    /// <summary>The longest id that an item can have; ours have 32 characters.</summary>
    private const int LongestId = 80;

    /// <summary>An item; null where there is none, also where the text can be no item's id: ids come from strangers, too.</summary>
    public async Task<(Item Item, string ETag)?> ReadAsync(string tenant, string id, CancellationToken cancellation)
    {
        if (id.Length is 0 or > LongestId || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) return null;
        var row = await records.GetAsync(ItemKeys.Partition(tenant, id), ItemKeys.Item, cancellation)
            .ConfigureAwait(false);
        if (row is null) return null;
        var stored = DurableJson.Deserialize<StoredItem>(row.Json);
        if (stored.Bulk is null) return (stored.Item, row.ETag);
        var bulk = await ReadBulkAsync(tenant, id, stored.Bulk, cancellation).ConfigureAwait(false);
        return (stored.Item with { Lines = bulk.Lines, Checks = bulk.Checks }, row.ETag);
    }

    public async Task<string> JsonAsync(Item item, CancellationToken cancellation)
    {
        var json = Json(new StoredItem(item, null));
        if (Encoding.UTF8.GetByteCount(json) <= LargestInline) return json;

        var content = JsonSerializer.SerializeToUtf8Bytes(new Bulk(item.Lines, item.Checks), DurableJson.Options);
        using var stream = new MemoryStream(content, writable: false);
        var bulk = await documents.PutAsync(item.Tenant, stream, LargestBulk, cancellation).ConfigureAwait(false);

        // The intake area forgets after 90 days; an item may be open for longer, so this goes to the archive at once.
        var until = item.RetainUntil ?? DateOnly.FromDateTime(item.ReceivedUtc.UtcDateTime).AddYears(11);
        await documents.ArchiveAsync(item.Tenant, bulk.Sha256, ArchiveClass, until, cancellation).ConfigureAwait(false);
        return Json(new StoredItem(item with { Lines = [], Checks = [] }, bulk.Sha256));
    }

    private async Task<Bulk> ReadBulkAsync(string tenant, string id, string sha256, CancellationToken cancellation)
    {
        await using var stream = await documents.OpenAsync(tenant, sha256, cancellation).ConfigureAwait(false)
            ?? throw new InvalidDataException(
                $"The lines of item {id} are in document {sha256}, which is missing. Bring it back from a backup.");
        return (await JsonSerializer.DeserializeAsync<Bulk>(stream, DurableJson.Options, cancellation)
            .ConfigureAwait(false))!;
    }

    private static string Json(StoredItem item) => JsonSerializer.Serialize(item, DurableJson.Options);

    private sealed record StoredItem(Item Item, string? Bulk);

    private sealed record Bulk(IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<Check> Checks);
}
