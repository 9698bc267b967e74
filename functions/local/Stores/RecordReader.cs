using System.Globalization;
using Microsoft.Data.Sqlite;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Local.Stores;

/// <summary>A connection that reads, with its statements prepared; for one caller at a time.</summary>
internal sealed class RecordReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _query;

    public RecordReader(string file)
    {
        _connection = RecordFile.OpenToRead(file);
        _get = RecordFile.Prepare(_connection,
            "SELECT etag, json FROM records WHERE partition=$p AND key=$k", "$p", "$k");
        _query = RecordFile.Prepare(_connection,
            "SELECT key, etag, json FROM records WHERE partition=$p AND key>=$from AND key<$to ORDER BY key LIMIT $n",
            "$p", "$from", "$to", "$n");
    }

    public Row? Get(string partition, string key)
    {
        _get.Parameters[0].Value = partition;
        _get.Parameters[1].Value = key;
        using var found = _get.ExecuteReader();
        return found.Read() ? new Row(key, found.GetString(1), ETag(found.GetInt64(0))) : null;
    }

    /// <summary>The continuation is the key with which the next page begins.</summary>
    public RowPage Query(string partition, RowRange range, int pageSize, string? continuation)
    {
        _query.Parameters[0].Value = partition;
        _query.Parameters[1].Value = Later(range.From ?? string.Empty, continuation);
        _query.Parameters[2].Value = range.To ?? "\x7f";
        _query.Parameters[3].Value = pageSize + 1;
        var rows = new List<Row>();
        long size = 0;
        using var found = _query.ExecuteReader();
        while (found.Read())
        {
            var key = found.GetString(0);
            if (rows.Count == pageSize || size >= RecordLimits.MaxPageBytes) return new RowPage(rows, key);
            var json = found.GetString(2);
            size += json.Length;
            rows.Add(new Row(key, json, ETag(found.GetInt64(1))));
        }

        return new RowPage(rows, null);
    }

    public static string ETag(long version) => version.ToString("x16", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _get.Dispose();
        _query.Dispose();
        _connection.Dispose();
    }

    private static string Later(string from, string? continuation) =>
        continuation is not null && string.CompareOrdinal(continuation, from) > 0 ? continuation : from;
}
