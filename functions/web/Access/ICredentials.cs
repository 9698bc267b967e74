using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Access;

/// <summary>Resolves bearer tokens. Implementations compare in constant time and keep only hashes.</summary>
public interface ICredentials
{
    /// <summary>Whose ingest token it is, or null.</summary>
    ValueTask<IngestCaller?> IngestAsync(string token, CancellationToken cancellation);

    /// <summary>Whose API token it is, or null.</summary>
    ValueTask<Caller?> ApiAsync(string token, CancellationToken cancellation);
}

/// <summary>Who may deliver. Null sources mean every source of the tenant.</summary>
public sealed record IngestCaller(string Tenant, IReadOnlySet<string>? Sources);

/// <summary>Who calls.</summary>
/// <param name="Person">The person's id, or null for a service, which may read but never decide.</param>
/// <param name="Permissions">What it may do beside deciding what it is asked: <see cref="Permission.ReadAll"/> and
/// <see cref="Permission.DatevExport"/> count here.</param>
public sealed record Caller(string Tenant, string? Person, IReadOnlySet<Permission> Permissions)
{
    /// <summary>Whether the caller has a permission.</summary>
    public bool May(Permission permission) => Permissions.Contains(permission);
}
