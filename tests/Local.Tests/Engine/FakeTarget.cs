using Serverless.Local.Engine.Storage;

namespace Serverless.Local.Tests.Engine;

/// <summary>A system outside: it applies each business key once and counts how often it was asked.</summary>
internal sealed class FakeTarget : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Connection _connection;
    private readonly Statement _apply;

    public FakeTarget(string file)
    {
        _connection = new Connection(file);
        _connection.Execute("PRAGMA journal_mode=WAL");
        _connection.Execute("PRAGMA synchronous=OFF; "
            + "CREATE TABLE IF NOT EXISTS effects(key TEXT PRIMARY KEY, asked INTEGER NOT NULL)");
        _apply = _connection.Prepare(
            "INSERT INTO effects VALUES(?1,1) ON CONFLICT(key) DO UPDATE SET asked=asked+1");
    }

    public void Apply(string key)
    {
        lock (_gate) _apply.Bind(1, key).Run();
    }

    public Dictionary<string, long> Effects()
    {
        var select = _connection.Prepare("SELECT key,asked FROM effects");
        var effects = new Dictionary<string, long>(StringComparer.Ordinal);
        while (select.Step()) effects.Add(select.Text(0)!, select.Long(1));
        return effects;
    }

    public void Dispose() => _connection.Dispose();
}
