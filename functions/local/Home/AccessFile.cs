using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Web.Access;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Home;

/// <summary>
/// How the owner of this machine gets into a tenant: tokens for delivery and API, and a sign-in link per person. The
/// tokens stay as they are once written; the links are written anew at each start.
/// </summary>
public sealed class AccessFile
{
    /// <summary>How long the sign-in links in the file are good. Whoever can read it owns the machine and its data.</summary>
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(30);

    private static readonly JsonSerializerOptions Readable = new(DurableJson.Options) { WriteIndented = true };

    private readonly byte[] _ingest;
    private readonly byte[] _api;

    private AccessFile(Tenant tenant, Content content)
    {
        Tenant = tenant.Id;
        _ingest = HashOf(content.IngestToken);
        _api = HashOf(content.ApiToken);
    }

    /// <summary>The tenant's id.</summary>
    public string Tenant { get; }

    /// <summary>Reads or creates the tokens and writes the file with fresh sign-in links.</summary>
    public static AccessFile Write(string path, Tenant tenant, KeySet keys, string publicUrl, TimeProvider time)
    {
        var earlier = File.Exists(path) ? JsonSerializer.Deserialize<Content>(File.ReadAllText(path), DurableJson.Options) : null;
        var expires = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + LinkLife).ToUnixTimeSeconds());
        var content = new Content(
            earlier?.IngestToken ?? NewToken(),
            earlier?.ApiToken ?? NewToken(),
            tenant.Settings.People.Where(person => person.Active).ToDictionary(
                person => person.Id,
                person => $"{publicUrl}/signin/" + TokenFormat.Sign(
                    keys, new Token(TokenPurpose.SignIn, tenant.Id, string.Empty, 0, person.Id, expires))));
        PrivateFile.Write(path, JsonSerializer.Serialize(content, Readable) + "\n");
        return new AccessFile(tenant, content);
    }

    /// <summary>Whether it is the token for deliveries.</summary>
    public bool IsIngest(string token) => CryptographicOperations.FixedTimeEquals(HashOf(token), _ingest);

    /// <summary>Whether it is the token for the API.</summary>
    public bool IsApi(string token) => CryptographicOperations.FixedTimeEquals(HashOf(token), _api);

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed record Content(string IngestToken, string ApiToken, IReadOnlyDictionary<string, string> SignIn);
}

/// <summary>Resolves bearer tokens against the access files of all tenants.</summary>
public sealed class LocalCredentials(IReadOnlyList<AccessFile> files) : ICredentials
{
    private static readonly IReadOnlySet<Permission> Service =
        new HashSet<Permission> { Permission.ReadAll, Permission.DatevExport, Permission.Operate, Permission.RoutesList, Permission.ManageAbsences };

    /// <inheritdoc/>
    public ValueTask<IngestCaller?> IngestAsync(string token, CancellationToken cancellation) =>
        ValueTask.FromResult(
            files.FirstOrDefault(file => file.IsIngest(token)) is { } file ? new IngestCaller(file.Tenant, null) : null);

    /// <inheritdoc/>
    public ValueTask<Caller?> ApiAsync(string token, CancellationToken cancellation) =>
        ValueTask.FromResult(
            files.FirstOrDefault(file => file.IsApi(token)) is { } file
                ? new Caller(file.Tenant, null, Service)
                : null);
}
