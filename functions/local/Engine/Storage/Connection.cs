using SQLitePCL;

namespace Serverless.Local.Engine.Storage;

/// <summary>One SQLite connection with prepared statements, for one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Connection() => Batteries_V2.Init();

    public Connection(string file, bool readOnly = false)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX
            | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(file, out _handle, flags, null);
        if (code != raw.SQLITE_OK) throw new SqliteException(code, $"'{file}' cannot be opened.");
        raw.sqlite3_extended_result_codes(_handle, 1);
        raw.sqlite3_busy_timeout(_handle, 10_000);
    }

    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK) throw Error(code);
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        if (code != raw.SQLITE_OK) throw Error(code);
        var prepared = new Statement(this, statement);
        _statements.Add(prepared);
        return prepared;
    }

    public long Number(string sql)
    {
        var code = raw.sqlite3_prepare_v2(_handle, sql, out var handle);
        if (code != raw.SQLITE_OK) throw Error(code);
        using var statement = new Statement(this, handle);
        return statement.Step() ? statement.Long(0) : 0;
    }

    public SqliteException Error(int code) => new(code, raw.sqlite3_errmsg(_handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }
}
