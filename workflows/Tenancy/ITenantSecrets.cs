namespace Serverless.Workflows.Tenancy;

/// <summary>The secrets that a tenant's file refers to, as <c>secret:NAME</c>.</summary>
public interface ITenantSecrets
{
    /// <summary>The secret's value as it is now, or null where it is not set.</summary>
    Task<string?> FindAsync(string tenant, SecretReference secret, CancellationToken cancellation);
}
