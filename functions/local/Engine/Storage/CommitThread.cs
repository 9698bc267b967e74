using Microsoft.Extensions.Logging;

namespace Serverless.Local.Engine.Storage;

/// <summary>
/// The one writer. Whatever waited while the last transaction went to disk goes into the next one together. Where a
/// transaction fails, each of its commits is tried alone, so that one bad commit does not take others with it.
/// </summary>
internal sealed class CommitThread : IDisposable
{
    private const int MaxBatch = 4096;
    private readonly Connection _connection;
    private readonly Writer _writer;
    private readonly Checkpointer _checkpointer;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly Lock _pause = new();
    private readonly object _gate = new();
    private List<Commit> _waiting = [];
    private bool _stopping;
    private bool _abandoned;

    public CommitThread(string file, ILogger logger)
    {
        _logger = logger;
        _connection = new Connection(file);
        Schema.Ensure(_connection);
        _writer = new Writer(_connection);
        _checkpointer = new Checkpointer(file, _pause, logger);
        _thread = new Thread(Loop) { IsBackground = true, Name = "engine commits" };
        _thread.Start();
    }

    public void Enqueue(Commit commit)
    {
        lock (_gate)
        {
            if (_abandoned) return;
            ObjectDisposedException.ThrowIf(_stopping, this);
            _waiting.Add(commit);
            if (_waiting.Count == 1) Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends after the transaction under way; what waits is dropped, as if the process had been killed.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            _waiting.Clear();
            Monitor.Pulse(_gate);
        }

        Dispose();
    }

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _checkpointer.Dispose();
        _connection.Dispose();
    }

    private void Loop()
    {
        var batch = new List<Commit>();
        var rows = new List<InstanceRow?>();
        while (TakeWaiting(ref batch))
        {
            for (var from = 0; from < batch.Count; from += MaxBatch)
                WriteTogether(batch.GetRange(from, Math.Min(MaxBatch, batch.Count - from)), rows);
            _checkpointer.Look(batch.Count);
            batch.Clear();
        }
    }

    private bool TakeWaiting(ref List<Commit> batch)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_stopping) return false;
                Monitor.Wait(_gate);
            }

            (batch, _waiting) = (_waiting, batch);
            return true;
        }
    }

    private void WriteTogether(List<Commit> batch, List<InstanceRow?> rows)
    {
        try
        {
            lock (_pause) Write(batch, rows);
        }
        catch (Exception failure) when (batch.Count > 1)
        {
            _logger.LogWarning(failure, "A commit of {Count} instances failed; each is tried alone.", batch.Count);
            foreach (var commit in batch) WriteTogether([commit], rows);
            return;
        }
        catch (Exception failure)
        {
            _logger.LogError(failure, "A commit failed; its instance is read again from disk.");
            batch[0].Failed(failure);
            return;
        }

        for (var i = 0; i < batch.Count; i++) batch[i].Done(rows[i]);
    }

    private void Write(List<Commit> batch, List<InstanceRow?> rows)
    {
        rows.Clear();
        _writer.Begin();
        try
        {
            foreach (var commit in batch) rows.Add(_writer.Put(commit));
            _writer.End();
        }
        catch
        {
            TryRollback();
            throw;
        }
    }

    private void TryRollback()
    {
        try
        {
            _writer.Rollback();
        }
        catch (SqliteException alreadyRolledBack)
        {
            // SQLite ends the transaction by itself after a full disk or an I/O error; there is nothing left to do.
            _logger.LogDebug(alreadyRolledBack, "The transaction had ended by itself.");
        }
    }
}
