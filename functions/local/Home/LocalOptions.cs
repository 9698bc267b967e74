namespace Serverless.Local.Home;

/// <summary>How the local home is started.</summary>
/// <param name="Data">The folder of all data.</param>
/// <param name="Urls">Where it listens, separated by semicolons.</param>
/// <param name="Tenants">The folder of the tenant files; null means <c>tenants</c> in the data folder.</param>
/// <param name="Demo">Whether to feed the demo tenant a few mails.</param>
/// <param name="PublicUrl">The address under which people reach it, for links; null means the first of
/// <paramref name="Urls"/>.</param>
/// <param name="Smtp">The relay for outgoing mail (<c>smtp://user@host:port</c>); null writes it to the outbox folder.</param>
public sealed record LocalOptions(string Data, string Urls, string? Tenants, bool Demo, string? PublicUrl, string? Smtp = null)
{
    /// <summary>The address for links, without a slash at the end.</summary>
    public string LinkBase => (PublicUrl ?? Urls.Split(';')[0]).TrimEnd('/');
}
