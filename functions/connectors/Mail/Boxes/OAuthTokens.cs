using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>
/// Access tokens for mailboxes: Microsoft 365 by the application's own sign-in (client credentials), Google by the refresh
/// token that the mailbox's owner gave. A token is used until shortly before it ends.
/// </summary>
public sealed class OAuthTokens(HttpClient http, ITenantSecrets secrets, TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string, OAuthSettings), (string Token, DateTimeOffset Until)> _known = new();

    /// <summary>A token that is still good.</summary>
    /// <exception cref="MailboxException">A secret is missing, the provider refuses, or it cannot be reached.</exception>
    public async Task<string> GetAsync(string tenant, OAuthSettings settings, CancellationToken cancellation)
    {
        if (_known.TryGetValue((tenant, settings), out var known) && known.Until > time.GetUtcNow()) return known.Token;
        var (address, form) = await RequestAsync(tenant, settings, cancellation);
        var answer = await AskAsync(address, form, cancellation);
        _known[(tenant, settings)] = (answer.Token!, time.GetUtcNow().AddSeconds(answer.Seconds) - Early);
        return answer.Token!;
    }

    /// <summary>The next call asks anew; for when the server refused a token that should be good.</summary>
    public void Forget(string tenant, OAuthSettings settings) => _known.TryRemove((tenant, settings), out _);

    private async Task<(Uri Address, Dictionary<string, string> Form)> RequestAsync(
        string tenant, OAuthSettings settings, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string>
        {
            ["client_id"] = settings.ClientId,
            ["client_secret"] = await secrets.RequireAsync(tenant, settings.ClientSecret, cancellation),
        };
        if (settings.Provider == OAuthProvider.Microsoft365)
        {
            form["grant_type"] = "client_credentials";
            form["scope"] = "https://outlook.office365.com/.default";
            return (new Uri($"https://login.microsoftonline.com/{Uri.EscapeDataString(settings.Directory!)}/oauth2/v2.0/token"), form);
        }

        form["grant_type"] = "refresh_token";
        form["refresh_token"] = await secrets.RequireAsync(tenant, settings.RefreshToken!, cancellation);
        return (new Uri("https://oauth2.googleapis.com/token"), form);
    }

    private async Task<Answer> AskAsync(Uri address, Dictionary<string, string> form, CancellationToken cancellation)
    {
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await http.PostAsync(address, content, cancellation);
            if ((int)response.StatusCode is >= 500 or 429)
                throw new MailboxException(MailboxFault.Unreachable, $"{address.Host} antwortet mit {(int)response.StatusCode}.");
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellation);
            return answer?.Token is { Length: > 0 } ? answer
                : throw new MailboxException(MailboxFault.SignIn, $"{address.Host}: {answer?.Error} {FirstLine(answer?.Description)}");
        }
        catch (Exception failed) when (failed is HttpRequestException or System.Text.Json.JsonException
            || (failed is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new MailboxException(MailboxFault.Unreachable, $"{address.Host}: {failed.Message}", failed);
        }
    }

    private static string? FirstLine(string? text) => text?.Split('\n', 2)[0].Trim();

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? Token, [property: JsonPropertyName("expires_in")] int Seconds,
        [property: JsonPropertyName("error")] string? Error,
        [property: JsonPropertyName("error_description")] string? Description);
}
