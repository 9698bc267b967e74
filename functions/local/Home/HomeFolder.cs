namespace Serverless.Local.Home;

/// <summary>Where the local home keeps what: everything below one folder, so that a backup is a copy of it.</summary>
public sealed record HomeFolder(string Path)
{
    public string Records => In("records.db");

    public string Engine => In("engine.db");

    public string Documents => In("documents");

    public string Outbox => In("outbox");

    public string Keys => In("keys");

    public string Tenants => In("tenants");

    public string Secrets => In("secrets");

    /// <summary>What the secrets are sealed with.</summary>
    public string SecretKey => System.IO.Path.Combine(Keys, "secrets.key");

    /// <summary>The file that tells the owner of this machine how to get in.</summary>
    public string Access(string tenant) => In($"{tenant}-access.json");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
