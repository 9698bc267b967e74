using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Secrets;

/// <summary>Secrets of tenant files as files <c>TENANT--NAME</c>, for development without a Key Vault.</summary>
public sealed class FileTenantSecrets(string folder) : ITenantSecrets
{
    /// <inheritdoc/>
    public async Task<string?> FindAsync(string tenant, SecretReference secret, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, $"{tenant}--{secret.Name}");
        return File.Exists(path) ? (await File.ReadAllTextAsync(path, cancellation)).TrimEnd('\r', '\n') : null;
    }
}
