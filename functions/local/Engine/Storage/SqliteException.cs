namespace Serverless.Local.Engine.Storage;

/// <summary>SQLite refused something.</summary>
internal sealed class SqliteException(int code, string message) : IOException($"SQLite error {code}: {message}")
{
    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; } = code;
}
