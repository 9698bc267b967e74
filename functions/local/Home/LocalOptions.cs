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
    public string LinkBase => (PublicUrl ?? Reachable(Urls.Split(';')[0].Trim())).TrimEnd('/');

    /// <summary>The same for the pages, so that no link in a mail comes from what a request says of its host; null where
    /// the port is known only after the start.</summary>
    public Uri? WebUrl => Uri.TryCreate(LinkBase, UriKind.Absolute, out var url) && url.Port != 0 ? url : null;

    // Listening everywhere is no address that a browser can open.
    private static string Reachable(string url)
    {
        foreach (var everywhere in (ReadOnlySpan<string>)["://*", "://+", "://0.0.0.0", "://[::]"])
        {
            var at = url.IndexOf(everywhere, StringComparison.Ordinal);
            if (at >= 0) return url[..at] + "://localhost" + url[(at + everywhere.Length)..];
        }

        return url;
    }
}
