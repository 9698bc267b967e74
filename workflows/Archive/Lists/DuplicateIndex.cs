using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Finds the items of a tenant that hold the same document or the same invoice. Register an item as it is about to be
/// written, then look for others: of two that come at once at least one sees the other, though neither is written yet.
/// </summary>
public sealed class DuplicateIndex(IRecordStore records, ItemStore items)
{
    private const int Most = 20;

    /// <summary>Registers an item under what it is recognised by. Repeat it whenever its fields have changed; what it
    /// was registered under before no longer counts by itself.</summary>
    public Task RegisterAsync(Item item, CancellationToken cancellation)
    {
        var entry = JsonSerializer.Serialize(new Entry(item.Revision), DurableJson.Options);
        return Task.WhenAll(DuplicateKeys.Of(item).Keys.Select(key => records.WriteAsync(
            $"{item.Tenant}{Keys.Separator}{key}", [new RowWrite.Put(item.Id, entry)], cancellation)));
    }

    /// <summary>The other items that look like this one, at most 20; each is named for the
    /// strongest reason: the same bytes, the same invoice, the same number with another amount.</summary>
    public async Task<IReadOnlyList<Duplicate>> FindAsync(Item item, CancellationToken cancellation)
    {
        var found = new List<Duplicate>();
        foreach (var (key, why) in DuplicateKeys.Of(item).OrderBy(key => DuplicateKeys.Rank(key.Value)))
        {
            foreach (var other in await UnderAsync(item.Tenant, key, cancellation).ConfigureAwait(false))
            {
                if (found.Count == Most) return found;
                if (other.Key == item.Id || found.Any(duplicate => duplicate.Item == other.Key)) continue;
                if (await StillAsync(item.Tenant, other, key, cancellation).ConfigureAwait(false) is { } known
                    && (why != DuplicateKeys.SameNumber || !DuplicateKeys.AreLinked(item, known)))
                    found.Add(new Duplicate(known.Id, why, DuplicateName.Of(known), known.ReceivedUtc));
            }
        }

        return found;
    }

    /// <summary>The items that hold a document as their invoice, the one that came first first; at most 20.</summary>
    public async Task<IReadOnlyList<string>> FindBytesAsync(string tenant, string sha256, CancellationToken cancellation)
    {
        var key = DuplicateKeys.OfBytes(sha256);
        var found = new List<Item>();
        foreach (var row in await UnderAsync(tenant, key, cancellation).ConfigureAwait(false))
        {
            if (await StillAsync(tenant, row, key, cancellation).ConfigureAwait(false) is { } item) found.Add(item);
        }

        return [.. found.OrderBy(item => item.ReceivedUtc).Take(Most).Select(item => item.Id)];
    }

    private async Task<IReadOnlyList<Row>> UnderAsync(string tenant, string key, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(
            $"{tenant}{Keys.Separator}{key}", RowRange.All, Most + 1, null, cancellation).ConfigureAwait(false);
        return page.Rows;
    }

    // Fields may have been corrected since; what was registered and is not written yet counts as if it were.
    private async Task<Item?> StillAsync(string tenant, Row row, string key, CancellationToken cancellation) =>
        await items.GetAsync(tenant, row.Key, cancellation).ConfigureAwait(false) is { } other
        && (DuplicateKeys.Of(other).ContainsKey(key)
            || JsonSerializer.Deserialize<Entry>(row.Json, DurableJson.Options)?.Revision == other.Revision) ? other : null;

    /// <summary>What stands under a key of an item.</summary>
    /// <param name="Revision">The revision that the item had before what was registered is written.</param>
    private sealed record Entry(int? Revision);
}
