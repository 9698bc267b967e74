using System.Collections.Concurrent;
using Azure.Security.KeyVault.Secrets;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Connectors.Secrets;

/// <summary>
/// Key sets as secrets of a Key Vault. A row names the version that counts: of several workers that create a tenant's
/// first set at once, the one that inserts the row wins, and all sign with its keys. Rotation writes a new version and
/// points the row to it; every worker has it after <see cref="Life"/>.
/// </summary>
public sealed class VaultKeySets(SecretClient vault, IRecordStore records, TimeProvider time) : IKeySets
{
    private const string RowKey = "keyset";
    private readonly ConcurrentDictionary<string, (KeySet Set, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>How long a set is used before the row is looked at again.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public KeySet For(string tenant)
    {
        if (_known.TryGetValue(tenant, out var known) && known.Until > time.GetUtcNow()) return known.Set;

        // The port is synchronous because sets are all but always known; only this call waits, once in a while.
        var set = Task.Run(() => LoadAsync(tenant, CancellationToken.None)).GetAwaiter().GetResult();
        _known[tenant] = (set, time.GetUtcNow() + Life);
        return set;
    }

    private async Task<KeySet> LoadAsync(string tenant, CancellationToken cancellation)
    {
        var partition = Keys.Join(tenant, "keys");
        if (await PointedAsync(partition, cancellation) is { } pointed) return pointed;

        var created = KeySet.Create();
        KeyVaultSecret secret = await vault.SetSecretAsync(
            new KeyVaultSecret(SecretOf(tenant), created.ToJson()), cancellation);
        var pointer = new Pointer(secret.Name, secret.Properties.Version);
        var inserted = await records.WriteAsync(
            partition, [new RowWrite.Insert(RowKey, DurableJson.Serialize(pointer))], cancellation);
        return inserted.Written ? created : (await PointedAsync(partition, cancellation))!;
    }

    private async Task<KeySet?> PointedAsync(string partition, CancellationToken cancellation)
    {
        if (await records.GetAsync(partition, RowKey, cancellation) is not { } row) return null;
        var pointer = DurableJson.Deserialize<Pointer>(row.Json);
        KeyVaultSecret secret = await vault.GetSecretAsync(pointer.Secret, pointer.Version, cancellation);
        return KeySet.FromJson(secret.Value);
    }

    private static string SecretOf(string tenant) => "keyset-" + tenant;

    private sealed record Pointer(string Secret, string Version);
}
