using Azure.Security.KeyVault.Secrets;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;

namespace Serverless.Connectors.Secrets;

/// <summary>
/// Secrets in a Key Vault, named <c>purpose-tenant</c>. A Key Vault cannot write if absent, so a row names the version
/// that counts: whoever inserts it has won. A version that lost is never used. Whoever writes a new version by hand, to
/// rotate, points the row to it.
/// </summary>
public sealed class VaultSecrets(SecretClient vault, IRecordStore records) : ISecretStore
{
    /// <inheritdoc/>
    public async Task<string> GetOrCreateAsync(
        string tenant, string purpose, Func<string> create, CancellationToken cancellation)
    {
        var partition = Keys.Join(tenant, "secrets");
        if (await PointedAsync(partition, purpose, cancellation) is { } pointed) return pointed;

        var created = create();
        KeyVaultSecret secret = await vault.SetSecretAsync(
            new KeyVaultSecret($"{purpose}-{tenant}", created), cancellation);
        var pointer = DurableJson.Serialize(new Pointer(secret.Name, secret.Properties.Version));
        var inserted = await records.WriteAsync(partition, [new RowWrite.Insert(purpose, pointer)], cancellation);
        return inserted.Written ? created : (await PointedAsync(partition, purpose, cancellation))!;
    }

    private async Task<string?> PointedAsync(string partition, string purpose, CancellationToken cancellation)
    {
        if (await records.GetAsync(partition, purpose, cancellation) is not { } row) return null;
        var pointer = DurableJson.Deserialize<Pointer>(row.Json);
        KeyVaultSecret secret = await vault.GetSecretAsync(pointer.Secret, pointer.Version, cancellation);
        return secret.Value;
    }

    private sealed record Pointer(string Secret, string Version);
}
