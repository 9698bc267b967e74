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
/// <param name="Permissions">See <see cref="Access.Permissions"/>.</param>
public sealed record Caller(string Tenant, string? Person, IReadOnlySet<string> Permissions)
{
    /// <summary>Whether the caller has a permission.</summary>
    public bool May(string permission) => Permissions.Contains(permission);
}

/// <summary>Permissions that pages and API ask for. A person who is asked to decide needs none of them.</summary>
public static class Permissions
{
    /// <summary>See the tenant's items and their documents.</summary>
    public const string ReadItems = "items.read";

    /// <summary>Get DATEV document packages.</summary>
    public const string ExportDatev = "datev.export";

    /// <summary>Have invoices checked.</summary>
    public const string CheckInvoices = "invoices.check";
}
