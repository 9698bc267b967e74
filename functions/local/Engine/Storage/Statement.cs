using SQLitePCL;

namespace Serverless.Local.Engine.Storage;

/// <summary>A prepared statement: bind, step or run, and it is ready for the next use.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int at, long value)
    {
        raw.sqlite3_bind_int64(handle, at, value);
        return this;
    }

    public Statement Bind(int at, long? value)
    {
        if (value is { } known) raw.sqlite3_bind_int64(handle, at, known);
        else raw.sqlite3_bind_null(handle, at);
        return this;
    }

    public Statement Bind(int at, string? value)
    {
        if (value is null) raw.sqlite3_bind_null(handle, at);
        else raw.sqlite3_bind_text(handle, at, value);
        return this;
    }

    /// <summary>Binds UTF-8 text.</summary>
    public Statement Bind(int at, ReadOnlySpan<byte> utf8)
    {
        raw.sqlite3_bind_text(handle, at, utf8);
        return this;
    }

    /// <summary>Moves to the next row; at the end it resets the statement and answers false.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        raw.sqlite3_reset(handle);
        return code == raw.SQLITE_DONE ? false : throw connection.Error(code);
    }

    /// <summary>Runs a statement without rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public long? LongOrNull(int column) =>
        raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : Long(column);

    public string? Text(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL
        ? null
        : raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>The bytes of a text, good until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose()
    {
        raw.sqlite3_finalize(handle);
        handle.Dispose();
    }
}
