using System.Collections.Concurrent;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Local.Stores;

/// <summary>
/// Records in one SQLite file in WAL mode. Concurrent writes share commits, each on disk before it is answered; readers
/// have connections of their own and never wait for the writer.
/// </summary>
public sealed class SqliteRecordStore : IRecordStore, IAsyncDisposable
{
    private const int KeptReaders = 16;

    private readonly string _file;
    private readonly RecordWriter _writer;
    private readonly ConcurrentBag<RecordReader> _readers = [];
    private volatile bool _disposed;

    /// <summary>Opens the file, creating it where it is absent.</summary>
    /// <exception cref="InvalidDataException">The file is no record file of this version.</exception>
    public SqliteRecordStore(string file)
    {
        _file = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        _writer = new RecordWriter(_file);
    }

    /// <inheritdoc/>
    public Task<Row?> GetAsync(string partition, string key, CancellationToken cancellation)
    {
        RecordLimits.EnsureKey(partition, nameof(partition));
        RecordLimits.EnsureKey(key, nameof(key));
        return ReadAsync(reader => reader.Get(partition, key), cancellation);
    }

    /// <inheritdoc/>
    public Task<RowPage> QueryAsync(
        string partition, RowRange range, int pageSize, string? continuation, CancellationToken cancellation)
    {
        RecordLimits.EnsureQuery(partition, range, pageSize);
        if (continuation is not null) RecordLimits.EnsureKey(continuation, nameof(continuation));
        return ReadAsync(reader => reader.Query(partition, range, pageSize, continuation), cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>Once it is queued it is written, even where the caller has stopped waiting.</remarks>
    public Task<WriteResult> WriteAsync(
        string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        RecordLimits.EnsureBatch(partition, writes);
        return _writer.WriteAsync(partition, writes, cancellation);
    }

    /// <summary>Writes what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _writer.DisposeAsync().ConfigureAwait(false);
        while (_readers.TryTake(out var reader)) reader.Dispose();
    }

    private Task<T> ReadAsync<T>(Func<RecordReader, T> read, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<T>(cancellation);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var reader = _readers.TryTake(out var idle) ? idle : new RecordReader(_file);
        var kept = false;
        try
        {
            var result = read(reader);
            if (!_disposed && _readers.Count < KeptReaders)
            {
                kept = true;
                _readers.Add(reader);
            }

            return Task.FromResult(result);
        }
        finally
        {
            // A reader that failed in the middle of a statement is not used again.
            if (!kept) reader.Dispose();
        }
    }
}
