using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Archive.Lists;

/// <summary>Reads a page of a list, dropping the rows that are no place of their item. Whatever moves within the list
/// while a page is read is on it; what moves between two pages may come twice, or on neither where it moved to the front.
/// </summary>
internal sealed class ItemListReader(IRecordStore records, ItemRows items, ICursorSigner cursors)
{
    private const int LargestPage = 200;
    private const int ReadAtOnce = 16;
    private const int LongestName = 300;

    // A call looks at no more than this many rows per item wanted, and then hands back what it has with a cursor.
    private const int RowsPerItem = 10;

    public async Task<ItemPage> ReadAsync(string tenant, ItemQuery query, CancellationToken cancellation)
    {
        if (query.PageSize is < 1 or > LargestPage)
        {
            throw new ArgumentOutOfRangeException(
                nameof(query), query.PageSize, $"A page has 1 to {LargestPage} items.");
        }

        var words = string.IsNullOrWhiteSpace(query.Query) ? [] : SearchWords.Parse(query.Query);
        var wordless = words.Count == 0 && !string.IsNullOrWhiteSpace(query.Query);
        if (wordless || TooLong(query.Assignee) || TooLong(query.Involved) || TooLong(query.Station)) return new ItemPage([], null);

        var lead = words.Count > 0 ? Keys.Escape(words.MaxBy(word => word.Length)!) : null;
        var list = ListOf(query, lead);
        var range = lead is null ? RowRange.All : RowRange.Prefix(lead);
        if (query.Cursor is not null) range = range with { From = After(tenant, query, list) };

        var found = new List<Item>(query.PageSize);
        var met = new HashSet<string>(StringComparer.Ordinal);
        string? continuation = null;
        string? last = null;
        for (var looked = 0; looked < query.PageSize * RowsPerItem;)
        {
            var page = await records.QueryAsync(
                ItemLists.Partition(tenant, list), range, query.PageSize, continuation, cancellation)
                .ConfigureAwait(false);
            var end = page.Continuation is null || page.Rows.Count == 0 ? null : page.Rows[^1].Key;
            var current = await ItemsOfAsync(tenant, page.Rows, cancellation).ConfigureAwait(false);
            for (var i = 0; i < current.Length; i++)
            {
                last = page.Rows[i].Key;
                if (current[i] is { } item && Belongs(item, list, last, lead, end) && Matches(item, query, words)
                    && met.Add(item.Id))
                {
                    found.Add(item);
                }

                if (found.Count < query.PageSize) continue;
                return i == current.Length - 1 && page.Continuation is null
                    ? new ItemPage(found, null)
                    : new ItemPage(found, Cursor(tenant, query, list, last));
            }

            continuation = page.Continuation;
            if (continuation is null) return new ItemPage(found, null);
            looked += Math.Max(1, page.Rows.Count);
        }

        return new ItemPage(found, last is null ? query.Cursor : Cursor(tenant, query, list, last));
    }

    private static string ListOf(ItemQuery query, string? lead)
    {
        if (lead is not null) return ItemLists.Term;
        if (query.Assignee is not null) return ItemLists.Inbox(query.Assignee);
        if (query.Involved is not null) return ItemLists.With(query.Involved);
        if (query.Station is not null) return ItemLists.Open(query.Station);
        if (query.Held) return ItemLists.Held;
        if (query.Owed) return ItemLists.Owed;
        if (query.ByDeadline) return ItemLists.Deadline;
        return query.Status is { } status ? ItemLists.Status(status) : ItemLists.All;
    }

    // No person or station has such a name, and no list could have its key.
    private static bool TooLong(string? name) => name is not null && Keys.Escape(name).Length > LongestName;

    /// <summary>Whether the item is to be taken at that row: at its place in the list, the first of several that fit one
    /// search. Where it has moved since the row was read it is taken here, unless its place is yet to be read.</summary>
    /// <param name="end">The last row that was read with this one; null where there is none after it.</param>
    private static bool Belongs(Item item, string list, string key, string? lead, string? end)
    {
        var (prefix, row) = (ItemLists.Row(list, lead ?? string.Empty), ItemLists.Row(list, key));
        var place = item.ListRows.Where(own => own.StartsWith(prefix, StringComparison.Ordinal)).Min(StringComparer.Ordinal);
        if (place is null || place == row) return place is not null;
        return !item.ListRows.Contains(row, StringComparer.Ordinal)
            && (end is null || string.CompareOrdinal(place, ItemLists.Row(list, end)) <= 0);
    }

    private static bool Matches(Item item, ItemQuery query, IReadOnlyList<string> words) =>
        (query.Status is null || item.Status == query.Status)
        && (!query.ByDeadline || ItemLists.IsOpen(item))
        && (!query.Held || (ItemLists.IsOpen(item) && item.IsHeld))
        && (!query.Owed || ItemLists.Owes(item))
        && (query.Assignee is null || (ItemLists.IsOpen(item) && item.Assignee?.User == query.Assignee))
        && (query.Involved is null || item.People.Contains(query.Involved, StringComparer.Ordinal))
        && (query.Station is null || (ItemLists.IsOpen(item) && item.Station?.Name == query.Station))
        && (words.Count < 2 || SearchWords.Match(words, SearchWords.Of(item)));

    private async Task<Item?[]> ItemsOfAsync(string tenant, IReadOnlyList<Row> rows, CancellationToken cancellation)
    {
        var read = new Item?[rows.Count];
        await Parallel.ForAsync(0, rows.Count, new ParallelOptions
        {
            MaxDegreeOfParallelism = ReadAtOnce,
            CancellationToken = cancellation,
        }, async (i, stop) =>
        {
            var row = DurableJson.Deserialize<ListRow>(rows[i].Json);
            read[i] = (await items.ReadAsync(tenant, row.Item, stop).ConfigureAwait(false))?.Item;
        }).ConfigureAwait(false);
        return read;
    }

    // Keys that follow a key begin with it and the first character there is, or are greater.
    private string After(string tenant, ItemQuery query, string list)
    {
        var text = cursors.Read(tenant, query.Cursor!);
        var filters = Filters(query, list);
        return text is not null && text.StartsWith(filters, StringComparison.Ordinal)
            ? text[filters.Length..] + "-"
            : throw new InvalidCursorException();
    }

    private string Cursor(string tenant, ItemQuery query, string list, string last) =>
        cursors.Sign(tenant, Filters(query, list) + last);

    private static string Filters(ItemQuery query, string list)
    {
        var json = JsonSerializer.Serialize(
            new[] { list, query.Status?.ToString(), query.Assignee, query.Station, query.Query, query.ByDeadline ? "open" : null, query.Held ? "held" : null, query.Involved, query.Owed ? "owed" : null });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16] + "|";
    }
}
