using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Serverless.Workflows.Archive.Records;

namespace Serverless.Local.Stores;

/// <summary>
/// The one connection that writes. What waited during a commit goes into the next one together, and no answer leaves
/// before its commit is on disk: not even a conflict, which may be with a row of the same commit.
/// </summary>
internal sealed class RecordWriter : IAsyncDisposable
{
    private const int MaxQueued = 4096;
    private const int MaxTogether = 1024;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _etag;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly Task _loop;

    public RecordWriter(string file)
    {
        _connection = RecordFile.OpenToWrite(file);
        _begin = RecordFile.Prepare(_connection, "BEGIN IMMEDIATE");
        _commit = RecordFile.Prepare(_connection, "COMMIT");
        _etag = RecordFile.Prepare(_connection,
            "SELECT etag FROM records WHERE partition=$p AND key=$k", "$p", "$k");
        _put = RecordFile.Prepare(_connection,
            """
            INSERT INTO records (partition, key, etag, json) VALUES ($p, $k, $e, $j)
            ON CONFLICT (partition, key) DO UPDATE SET etag=excluded.etag, json=excluded.json
            """,
            "$p", "$k", "$e", "$j");
        _delete = RecordFile.Prepare(_connection, "DELETE FROM records WHERE partition=$p AND key=$k", "$p", "$k");
        _loop = Task.Run(RunAsync);
    }

    public async Task<WriteResult> WriteAsync(
        string partition, IReadOnlyList<RowWrite> writes, CancellationToken cancellation)
    {
        var waiting = new Waiting(partition, writes);
        try
        {
            await _queue.Writer.WriteAsync(waiting, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteRecordStore));
        }

        return await waiting.Answer.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_begin, _commit, _etag, _put, _delete]) command.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var together = new List<Waiting>(MaxTogether);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (together.Count < MaxTogether && _queue.Reader.TryRead(out var waiting)) together.Add(waiting);
            Commit(together);
            together.Clear();
        }
    }

    private void Commit(List<Waiting> together)
    {
        var results = new WriteResult[together.Count];
        try
        {
            _begin.ExecuteNonQuery();
            for (var i = 0; i < results.Length; i++) results[i] = Apply(together[i]);
            _commit.ExecuteNonQuery();
        }
        catch (Exception error)
        {
            // Every one of them is told; none was written.
            var told = Rollback(error);
            foreach (var waiting in together) waiting.Answer.SetException(told);
            return;
        }

        for (var i = 0; i < results.Length; i++) together[i].Answer.SetResult(results[i]);
    }

    private WriteResult Apply(Waiting waiting)
    {
        foreach (var write in waiting.Writes)
        {
            if (!Holds(waiting.Partition, write)) return new WriteResult(write.Key, []);
        }

        var etags = new string[waiting.Writes.Count];
        for (var i = 0; i < etags.Length; i++) etags[i] = Apply(waiting.Partition, waiting.Writes[i]);
        return new WriteResult(null, etags);
    }

    private bool Holds(string partition, RowWrite write) => write switch
    {
        RowWrite.Insert => ETag(partition, write.Key) is null,
        RowWrite.Replace replace => ETag(partition, write.Key) == replace.ETag,
        RowWrite.Delete { ETag: { } expected } => ETag(partition, write.Key) == expected,
        _ => true,
    };

    private string? ETag(string partition, string key)
    {
        _etag.Parameters[0].Value = partition;
        _etag.Parameters[1].Value = key;
        return _etag.ExecuteScalar() is long version ? RecordReader.ETag(version) : null;
    }

    private string Apply(string partition, RowWrite write)
    {
        if (write is RowWrite.Delete)
        {
            _delete.Parameters[0].Value = partition;
            _delete.Parameters[1].Value = write.Key;
            _delete.ExecuteNonQuery();
            return string.Empty;
        }

        // Random, so that a row which was deleted and inserted again never has an ETag that it had before.
        var etag = Random.Shared.NextInt64();
        _put.Parameters[0].Value = partition;
        _put.Parameters[1].Value = write.Key;
        _put.Parameters[2].Value = etag;
        _put.Parameters[3].Value = write switch
        {
            RowWrite.Insert insert => insert.Json,
            RowWrite.Replace replace => replace.Json,
            RowWrite.Put put => put.Json,
            _ => throw new InvalidOperationException($"{write.GetType().Name} is no write that a store knows."),
        };
        _put.ExecuteNonQuery();
        return RecordReader.ETag(etag);
    }

    private Exception Rollback(Exception error)
    {
        // SQLite has rolled back by itself after some errors (disk full, I/O), and there is nothing to roll back then.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) != 0) return error;
        try
        {
            RecordFile.Run(_connection, "ROLLBACK");
            return error;
        }
        catch (SqliteException rollback)
        {
            // The next one cannot begin then, and says so; the loop goes on, so that nobody waits for an answer.
            return new AggregateException(error, rollback);
        }
    }

    private sealed record Waiting(string Partition, IReadOnlyList<RowWrite> Writes)
    {
        public TaskCompletionSource<WriteResult> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
