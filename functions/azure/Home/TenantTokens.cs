using System.Security.Cryptography;
using System.Text;
using Serverless.Connectors.Secrets;
using Serverless.Web.Access;
using Serverless.Workflows.Tenancy;

namespace Serverless.Functions.Home;

/// <summary>Bearer tokens for deliveries and for the API, as secrets <c>ingest-TENANT</c> and <c>api-TENANT</c> that
/// are made at the tenant's first start. Only their hashes stay in memory.</summary>
public sealed class TenantTokens(TenantFiles tenants, ISecretStore secrets) : ICredentials
{
    private static readonly IReadOnlySet<Permission> Service =
        new HashSet<Permission> { Permission.ReadAll, Permission.DatevExport, Permission.RoutesList, Permission.ManageAbsences };

    private volatile IReadOnlyList<(string Tenant, byte[] Ingest, byte[] Api)> _known = [];

    /// <summary>Reads or makes the tokens of every tenant.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var known = new List<(string, byte[], byte[])>();
        foreach (var tenant in tenants.All)
        {
            var ingest = await secrets.GetOrCreateAsync(tenant.Id, "ingest", NewToken, cancellation);
            var api = await secrets.GetOrCreateAsync(tenant.Id, "api", NewToken, cancellation);
            known.Add((tenant.Id, HashOf(ingest), HashOf(api)));
        }

        _known = known;
    }

    /// <inheritdoc/>
    public ValueTask<IngestCaller?> IngestAsync(string token, CancellationToken cancellation)
    {
        var hash = HashOf(token);
        var tenant = _known.FirstOrDefault(known => CryptographicOperations.FixedTimeEquals(known.Ingest, hash)).Tenant;
        return ValueTask.FromResult(tenant is null ? null : new IngestCaller(tenant, null));
    }

    /// <inheritdoc/>
    public ValueTask<Caller?> ApiAsync(string token, CancellationToken cancellation)
    {
        var hash = HashOf(token);
        var tenant = _known.FirstOrDefault(known => CryptographicOperations.FixedTimeEquals(known.Api, hash)).Tenant;
        return ValueTask.FromResult(tenant is null ? null : new Caller(tenant, null, Service));
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
