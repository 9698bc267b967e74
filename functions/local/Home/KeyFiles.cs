using System.Collections.Concurrent;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Local.Home;

/// <summary>The tenants' key sets as files that only their owner may read; part of the backup.</summary>
public sealed class KeyFiles(string folder) : IKeySets
{
    private readonly ConcurrentDictionary<string, Lazy<KeySet>> _sets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public KeySet For(string tenant) => _sets.GetOrAdd(tenant, id => new Lazy<KeySet>(() => Load(id))).Value;

    /// <summary>Whether the tenant has a set already.</summary>
    public bool Has(string tenant) => File.Exists(PathOf(tenant));

    private string PathOf(string tenant) => System.IO.Path.Combine(folder, $"{tenant}.json");

    private KeySet Load(string tenant)
    {
        var path = PathOf(tenant);
        if (File.Exists(path)) return KeySet.FromJson(File.ReadAllText(path));
        var created = KeySet.Create();
        PrivateFile.Write(path, created.ToJson());
        return created;
    }
}
