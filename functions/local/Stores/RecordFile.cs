using Microsoft.Data.Sqlite;

namespace Serverless.Local.Stores;

/// <summary>The SQLite file of the records: how it is opened and what is in it.</summary>
internal static class RecordFile
{
    private const int Version = 1;

    /// <summary>Opens for writing and creates what is missing.</summary>
    public static SqliteConnection OpenToWrite(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // 10 000 pages (40 MB) between checkpoints, so that few commits pay for one.
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=10000;");
            var version = Convert.ToInt64(Scalar(connection, "PRAGMA user_version"), null);
            if (version is not (0 or Version))
            {
                throw new InvalidDataException(
                    $"The record file {file} has version {version}, this program knows version {Version}. "
                    + "Start the program that wrote it, or a newer one.");
            }

            Run(connection, $"""
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS records (
                    partition TEXT NOT NULL, key TEXT NOT NULL, etag INTEGER NOT NULL, json TEXT NOT NULL,
                    PRIMARY KEY (partition, key)) WITHOUT ROWID;
                PRAGMA user_version={Version};
                COMMIT;
                """);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new InvalidDataException($"The record file {file} cannot be used: {error.Message}", error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens for reading only.</summary>
    public static SqliteConnection OpenToRead(string file)
    {
        var connection = Open(file, SqliteOpenMode.ReadOnly);
        Run(connection, "PRAGMA query_only=1;");
        return connection;
    }

    /// <summary>A prepared statement with its parameters in order.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = "" });
        command.Prepare();
        return command;
    }

    /// <summary>Runs statements that answer nothing.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new InvalidDataException($"The record file {file} cannot be opened: {error.Message}", error);
        }
    }
}
