using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>
/// Finds the items of a tenant that hold the same document or the same invoice. Register an item, write it, then look for
/// others: of two that come at once at least one sees the other.
/// </summary>
public sealed class DuplicateIndex(IRecordStore records, ItemStore items)
{
    private const int Most = 20;

    /// <summary>Registers an item under what it is recognised by. Repeat it whenever its fields have changed; what it
    /// was registered under before no longer counts by itself.</summary>
    public Task RegisterAsync(Item item, CancellationToken cancellation) =>
        Task.WhenAll(DuplicateKeys.Of(item).Keys.Select(key => records.WriteAsync(
            $"{item.Tenant}{Keys.Separator}{key}", [new RowWrite.Put(item.Id, "{}")], cancellation)));

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
                if (other == item.Id || found.Any(duplicate => duplicate.Item == other)) continue;
                if (await StillAsync(item.Tenant, other, key, cancellation).ConfigureAwait(false) is { } known
                    && (why != DuplicateKeys.SameNumber || !DuplicateKeys.AreLinked(item, known)))
                    found.Add(new Duplicate(other, why, DuplicateName.Of(known), known.ReceivedUtc));
            }
        }

        return found;
    }

    /// <summary>The items that hold a document as their invoice, the one that came first first; at most 20.</summary>
    public async Task<IReadOnlyList<string>> FindBytesAsync(string tenant, string sha256, CancellationToken cancellation)
    {
        var key = DuplicateKeys.OfBytes(sha256);
        var found = new List<Item>();
        foreach (var id in await UnderAsync(tenant, key, cancellation).ConfigureAwait(false))
        {
            if (await StillAsync(tenant, id, key, cancellation).ConfigureAwait(false) is { } item) found.Add(item);
        }

        return [.. found.OrderBy(item => item.ReceivedUtc).Take(Most).Select(item => item.Id)];
    }

    private async Task<IReadOnlyList<string>> UnderAsync(string tenant, string key, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(
            $"{tenant}{Keys.Separator}{key}", RowRange.All, Most + 1, null, cancellation).ConfigureAwait(false);
        return [.. page.Rows.Select(row => row.Key)];
    }

    // Fields may have been corrected since.
    private async Task<Item?> StillAsync(string tenant, string id, string key, CancellationToken cancellation) =>
        await items.GetAsync(tenant, id, cancellation).ConfigureAwait(false) is { } other
        && DuplicateKeys.Of(other).ContainsKey(key) ? other : null;
}
