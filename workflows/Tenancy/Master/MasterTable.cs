using System.Runtime.CompilerServices;
using System.Text.Json;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Tenancy.Master;

/// <summary>A row with the version it was read in.</summary>
public sealed record Stored<T>(T Row, string ETag);

/// <summary>One kind of master data of one tenant. A row and what it is found by are written together.</summary>
public sealed class MasterTable<T>
    where T : class
{
    private const string Rows = "row";

    // More rows than this under one VAT id or IBAN tell nothing; a person has to look.
    private const int MostFound = 20;

    private readonly IRecordStore _records;
    private readonly MasterKind<T> _kind;
    private readonly string _partition;

    internal MasterTable(IRecordStore records, string tenant, MasterKind<T> kind)
    {
        _records = records;
        _kind = kind;
        _partition = Keys.Join(tenant, "master", kind.Name);
    }

    /// <summary>The row with that key (the parts that make it unique), or null.</summary>
    public async Task<T?> FindAsync(IReadOnlyList<string> key, CancellationToken cancellation) =>
        (await ReadAsync(key, cancellation))?.Row;

    /// <summary>The row with the version it is in, or null.</summary>
    public async Task<Stored<T>?> ReadAsync(IReadOnlyList<string> key, CancellationToken cancellation)
    {
        // What is too long to be a key is the key of nothing.
        if (key.Any(part => part.Length is 0 || Keys.Escape(part).Length > MasterKinds.LongestPart)) return null;
        return await _records.GetAsync(_partition, RowKey(key), cancellation) is { } row ? Parse(row) : null;
    }

    /// <summary>The rows with these first parts of their key, in order of the key.</summary>
    public async IAsyncEnumerable<Stored<T>> BelowAsync(
        IReadOnlyList<string> start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in Query(RowRange.Prefix(Keys.Prefix([Rows, .. start])), cancellation))
            yield return Parse(row);
    }

    /// <summary>Every row, in order of the key.</summary>
    public IAsyncEnumerable<Stored<T>> AllAsync(CancellationToken cancellation) => BelowAsync([], cancellation);

    /// <summary>Puts a row in place of whatever is there.</summary>
    public async Task PutAsync(T row, CancellationToken cancellation)
    {
        while (true)
        {
            var before = await ReadAsync(_kind.Key(row), cancellation);
            if ((await WriteAsync([new MasterChange<T>(before, row)], cancellation)).Count == 0) return;
        }
    }

    /// <summary>Removes a row; does nothing where there is none.</summary>
    public async Task RemoveAsync(IReadOnlyList<string> key, CancellationToken cancellation)
    {
        while (await ReadAsync(key, cancellation) is { } before)
        {
            if ((await WriteAsync([new MasterChange<T>(before, null)], cancellation)).Count == 0) return;
        }
    }

    /// <summary>The rows with that value, at most twenty, in order of the key.</summary>
    internal async Task<IReadOnlyList<T>> ByAsync(string index, string value, CancellationToken cancellation)
    {
        if (value.Length == 0) return [];
        var prefix = Keys.Prefix(index, value);
        var found = new List<T>();
        var page = await _records.QueryAsync(_partition, RowRange.Prefix(prefix), MostFound, null, cancellation);
        foreach (var entry in page.Rows)
        {
            // The rest of an index row's key is the key of the row it points to.
            var key = Rows + Keys.Separator + entry.Key[prefix.Length..];
            if (await _records.GetAsync(_partition, key, cancellation) is { } row) found.Add(Parse(row).Row);
        }

        return found;
    }

    /// <summary>Rows whose key comes at or after these first parts.</summary>
    internal async IAsyncEnumerable<Stored<T>> StoredFromAsync(
        string start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = new RowRange(Keys.Join(Rows, start), RowRange.Prefix(Keys.Prefix(Rows)).To);
        await foreach (var row in Query(range, cancellation)) yield return Parse(row);
    }

    /// <summary>Writes changes, each together with what it is found by; many to a batch.</summary>
    /// <returns>The changes that did not fit the row as it is now; they were not written, all others were.</returns>
    internal async Task<IReadOnlyList<MasterChange<T>>> WriteAsync(
        IReadOnlyList<MasterChange<T>> changes, CancellationToken cancellation)
    {
        var refused = new List<MasterChange<T>>();
        var batch = new List<(MasterChange<T> Change, List<RowWrite> Writes)>();
        foreach (var change in changes)
        {
            var writes = WritesOf(change);
            if (batch.Count > 0 && batch.Sum(entry => entry.Writes.Count) + writes.Count > RecordLimits.MaxRows)
            {
                await FlushAsync(batch, refused, cancellation);
                batch.Clear();
            }

            batch.Add((change, writes));
        }

        if (batch.Count > 0) await FlushAsync(batch, refused, cancellation);
        return refused;
    }

    /// <summary>Where its rows lie.</summary>
    internal string Partition => _partition;

    internal string[] KeyOf(T row) => _kind.Key(row);

    internal static string Json(T row) => JsonSerializer.Serialize(row, DurableJson.Options);

    private async Task FlushAsync(
        List<(MasterChange<T> Change, List<RowWrite> Writes)> batch, List<MasterChange<T>> refused,
        CancellationToken cancellation)
    {
        var result = await _records.WriteAsync(_partition, [.. batch.SelectMany(entry => entry.Writes)], cancellation);
        if (result.Written) return;
        if (batch.Count == 1)
        {
            refused.Add(batch[0].Change);
            return;
        }

        // One row was changed meanwhile; the others need not wait for it.
        foreach (var entry in batch) await FlushAsync([entry], refused, cancellation);
    }

    /// <summary>The writes of a change that leaves the row's key as it is, with what it is found by.</summary>
    internal List<RowWrite> WritesOf(MasterChange<T> change)
    {
        var (before, after) = (change.Before?.Row, change.After);
        var key = RowKey(_kind.Key(after ?? before!));
        var writes = new List<RowWrite>
        {
            (change.Before, after) switch
            {
                (null, not null) => new RowWrite.Insert(key, Json(after)),
                (not null, not null) => new RowWrite.Replace(key, Json(after), change.Before.ETag),
                _ => new RowWrite.Delete(key, change.Before!.ETag),
            },
        };
        var (old, now) = (IndexKeys(before), IndexKeys(after));
        writes.AddRange(now.Except(old).Select(entry => new RowWrite.Put(entry, "{}")));
        writes.AddRange(old.Except(now).Select(entry => new RowWrite.Delete(entry)));
        return writes;
    }

    private HashSet<string> IndexKeys(T? row) => row is null
        ? []
        : [.. _kind.Indexes(row).Where(entry => entry.Value.Length > 0)
            .Select(entry => Keys.Join([entry.Index, entry.Value, .. _kind.Key(row)]))];

    private static string RowKey(IReadOnlyList<string> key) => Keys.Join([Rows, .. key]);

    private static Stored<T> Parse(Row row) =>
        new(JsonSerializer.Deserialize<T>(row.Json, DurableJson.Options)!, row.ETag);

    private async IAsyncEnumerable<Row> Query(
        RowRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await _records.QueryAsync(_partition, range, 500, continuation, cancellation);
            foreach (var row in page.Rows) yield return row;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}

/// <summary>A change of a row: new where there is nothing before, removed where there is nothing after.</summary>
public sealed record MasterChange<T>(Stored<T>? Before, T? After)
    where T : class;
