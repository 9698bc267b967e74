using Microsoft.Extensions.Logging;

namespace Serverless.Local.Engine.Storage;

/// <summary>
/// Moves the write-ahead log into the file on a thread and connection of its own. Most is moved beside the writer;
/// only for the rest it holds the writer, so that the log can begin anew and does not grow without end.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private const long LookAbove = 16L << 20;
    private const int LookAfter = 1024;
    private readonly string _log;
    private readonly Connection _connection;
    private readonly Lock _pauseWriter;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wanted = new(false);
    private volatile bool _stopping;
    private volatile bool _running;
    private int _commits;

    public Checkpointer(string file, Lock pauseWriter, ILogger logger)
    {
        _log = file + "-wal";
        _pauseWriter = pauseWriter;
        _logger = logger;
        _connection = new Connection(file);

        // A reader in the way makes this checkpoint a smaller one, not the writer wait.
        _connection.Execute("PRAGMA cache_size=-2000; PRAGMA synchronous=FULL; PRAGMA busy_timeout=100");
        _thread = new Thread(Loop) { IsBackground = true, Name = "engine checkpoints" };
        _thread.Start();
    }

    /// <summary>Called by the writer after commits; cheap.</summary>
    /// <param name="commits">How many.</param>
    public void Look(int commits)
    {
        _commits += commits;
        if (_commits < LookAfter || _running) return;
        _commits = 0;
        _running = true;
        _wanted.Set();
    }

    public void Dispose()
    {
        _stopping = true;
        _wanted.Set();
        _thread.Join();
        Checkpoint("TRUNCATE");
        _connection.Dispose();
        _wanted.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _wanted.WaitOne();
            if (_stopping) return;
            var size = new FileInfo(_log) is { Exists: true } file ? file.Length : 0;

            if (size > LookAbove)
            {
                Checkpoint("PASSIVE");
                lock (_pauseWriter) Checkpoint("TRUNCATE");
            }

            _running = false;
        }
    }

    private void Checkpoint(string kind)
    {
        try
        {
            _connection.Execute($"PRAGMA wal_checkpoint({kind})");
        }
        catch (SqliteException failure)
        {
            _logger.LogWarning(failure, "The engine's log could not be moved into its file; tried again later.");
        }
    }
}
