using System.Globalization;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Tests;

/// <summary>Records in memory, under the same contract as the real stores.</summary>
public sealed class MemoryRecordStore : IRecordStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SortedDictionary<string, Row>> _partitions = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Called before each write with its partition and rows; may throw to stand for a crash.</summary>
    public Action<string, IReadOnlyList<RowWrite>>? BeforeWrite { get; set; }

    /// <summary>Whether others may come in between, as with a real store; without it, it answers at once.</summary>
    public bool Yields { get; init; } = true;

    /// <summary>Every partition with its rows, to look at what is left.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Row>> Everything()
    {
        lock (_lock)
        {
            return _partitions.Where(partition => partition.Value.Count > 0).ToDictionary(
                partition => partition.Key, IReadOnlyList<Row> (partition) => [.. partition.Value.Values]);
        }
    }

    public async Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation)
    {
        RecordLimits.EnsureKey(partition, nameof(partition));
        RecordLimits.EnsureKey(key, nameof(key));
        if (Yields) await Task.Yield();
        lock (_lock)
        {
            return _partitions.TryGetValue(partition, out var rows) ? rows.GetValueOrDefault(key) : null;
        }
    }

    public async Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation)
    {
        RecordLimits.EnsureQuery(partition, range, pageSize);
        if (Yields) await Task.Yield();
        lock (_lock)
        {
            var page = new List<Row>();
            if (!_partitions.TryGetValue(partition, out var rows)) return new RowPage(page, null);
            var size = 0;
            foreach (var (key, row) in rows)
            {
                if (range.To is not null && string.CompareOrdinal(key, range.To) >= 0) break;
                if (range.From is not null && string.CompareOrdinal(key, range.From) < 0) continue;
                if (continuation is not null && string.CompareOrdinal(key, continuation) < 0) continue;
                if (page.Count == pageSize || size >= RecordLimits.MaxPageBytes) return new RowPage(page, key);
                page.Add(row);
                size += row.Json.Length;
            }

            return new RowPage(page, null);
        }
    }

    public async Task<WriteResult> WriteAsync(
        string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        RecordLimits.EnsureBatch(partition, writes);
        if (Yields) await Task.Yield();
        BeforeWrite?.Invoke(partition, writes);
        lock (_lock)
        {
            if (!_partitions.TryGetValue(partition, out var rows))
                _partitions.Add(partition, rows = new SortedDictionary<string, Row>(StringComparer.Ordinal));
            if (writes.FirstOrDefault(write => !Holds(rows, write)) is { } broken)
                return new WriteResult(broken.Key, []);
            return new WriteResult(null, [.. writes.Select(write => Apply(rows, write))]);
        }
    }

    private static bool Holds(SortedDictionary<string, Row> rows, RowWrite write) => write switch
    {
        RowWrite.Insert => !rows.ContainsKey(write.Key),
        RowWrite.Replace replace => rows.TryGetValue(write.Key, out var row) && row.ETag == replace.ETag,
        RowWrite.Delete { ETag: { } etag } => rows.TryGetValue(write.Key, out var row) && row.ETag == etag,
        _ => true,
    };

    private string Apply(SortedDictionary<string, Row> rows, RowWrite write)
    {
        if (write is RowWrite.Delete)
        {
            rows.Remove(write.Key);
            return string.Empty;
        }

        var json = write switch
        {
            RowWrite.Insert insert => insert.Json,
            RowWrite.Replace replace => replace.Json,
            RowWrite.Put put => put.Json,
            _ => throw new InvalidOperationException(),
        };
        var etag = (++_version).ToString(CultureInfo.InvariantCulture);
        rows[write.Key] = new Row(write.Key, json, etag);
        return etag;
    }
}
