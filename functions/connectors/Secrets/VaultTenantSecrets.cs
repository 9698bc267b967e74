using Azure;
using Azure.Security.KeyVault.Secrets;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Secrets;

/// <summary>
/// Secrets of tenant files in a Key Vault, put there by an administrator as <c>TENANT--NAME</c>. A vault's names have no
/// dot and no underscore; a dash stands for both.
/// </summary>
public sealed class VaultTenantSecrets(SecretClient vault) : ITenantSecrets
{
    /// <inheritdoc/>
    public async Task<string?> FindAsync(string tenant, SecretReference secret, CancellationToken cancellation)
    {
        try
        {
            KeyVaultSecret found = await vault.GetSecretAsync(NameOf(tenant, secret), cancellationToken: cancellation);
            return found.Value;
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return null;
        }
    }

    /// <summary>What the secret is called in the vault.</summary>
    public static string NameOf(string tenant, SecretReference secret) =>
        $"{tenant}--{secret.Name.Replace('.', '-').Replace('_', '-')}";
}
