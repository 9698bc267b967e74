namespace Serverless.Local.Engine.Storage;

/// <summary>
/// The engine's file. A step is one row, appended in the order of commits and linked to the step before; the instance
/// row has the head. Only what is still to be done has further rows: kept messages, and work of generations that
/// have ended or children not yet created. Work of a live generation is found through <c>busy</c>.
/// </summary>
internal static class Schema
{
    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE instances(
          id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, orchestration TEXT NOT NULL,
          status INTEGER NOT NULL, generation INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL,
          due INTEGER, busy INTEGER NOT NULL, head INTEGER, parent TEXT, custom TEXT, result TEXT);
        CREATE UNIQUE INDEX instances_name ON instances(name);
        CREATE INDEX instances_due ON instances(due) WHERE due IS NOT NULL;
        CREATE INDEX instances_busy ON instances(id) WHERE busy = 1;
        CREATE INDEX instances_stopped ON instances(id) WHERE status = 6;
        CREATE TABLE steps(id INTEGER PRIMARY KEY, prev INTEGER, events TEXT NOT NULL);
        CREATE TABLE messages(
          id INTEGER PRIMARY KEY, instance INTEGER NOT NULL, fresh INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE INDEX messages_instance ON messages(instance);
        CREATE INDEX messages_fresh ON messages(instance) WHERE fresh = 1;
        CREATE TABLE work(key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Makes the tables in a new file and sets what the writing connection needs.</summary>
    /// <exception cref="InvalidDataException">The file was written by a newer version.</exception>
    public static void Ensure(Connection connection)
    {
        connection.Execute("PRAGMA journal_mode=WAL");
        connection.Execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16000");
        var version = connection.Number("PRAGMA user_version");
        if (version > Version)
        {
            throw new InvalidDataException(
                $"The engine's data have version {version}, this program knows {Version}. Use the newer program.");
        }

        if (version == 0)
            connection.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA user_version={Version}; COMMIT");
    }
}
