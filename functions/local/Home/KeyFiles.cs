using System.Collections.Concurrent;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Local.Home;

/// <summary>The tenants' key sets as files that only their owner may read; part of the backup.</summary>
public sealed class KeyFiles(string folder) : IKeySets
{
    private readonly ConcurrentDictionary<string, Lazy<KeySet>> _sets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public KeySet For(string tenant) => _sets.GetOrAdd(tenant, id => new Lazy<KeySet>(() => Load(id))).Value;

    private KeySet Load(string tenant)
    {
        var path = System.IO.Path.Combine(folder, $"{tenant}.json");
        if (File.Exists(path)) return KeySet.FromJson(File.ReadAllText(path));
        var created = KeySet.Create();
        PrivateFile.Write(path, created.ToJson());
        return created;
    }
}
