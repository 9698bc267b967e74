using System.Net;
using Serverless.Connectors.Mail.Boxes;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Tests.Mail.Boxes;

public sealed class OAuthTokensTests : ITenantSecrets
{
    private static readonly OAuthSettings Microsoft = new()
    {
        Provider = OAuthProvider.Microsoft365,
        Directory = "11111111-2222-3333-4444-555555555555",
        ClientId = "app",
        ClientSecret = new SecretReference("client"),
    };

    private static readonly OAuthSettings Google = new()
    {
        Provider = OAuthProvider.Google,
        ClientId = "app",
        ClientSecret = new SecretReference("client"),
        RefreshToken = new SecretReference("refresh"),
    };

    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_token_is_asked_for_once_and_again_shortly_before_it_ends()
    {
        using var provider = new Provider("""{ "access_token": "t", "expires_in": 3600 }""");
        var tokens = Tokens(provider);
        Assert.Equal("t", await tokens.GetAsync("demo", Microsoft, CancellationToken.None));
        _time.Advance(TimeSpan.FromMinutes(54));
        await tokens.GetAsync("demo", Microsoft, CancellationToken.None);
        Assert.Single(provider.Requests);

        _time.Advance(TimeSpan.FromMinutes(2));
        await tokens.GetAsync("demo", Microsoft, CancellationToken.None);
        Assert.Equal(2, provider.Requests.Count);
        Assert.StartsWith("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/oauth2/v2.0/token", provider.Requests[0], StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials", provider.Requests[0], StringComparison.Ordinal);
        Assert.Contains("client_secret=value-of-client", provider.Requests[0], StringComparison.Ordinal);
        tokens.Forget("demo", Microsoft);
        await tokens.GetAsync("demo", Microsoft, CancellationToken.None);
        Assert.Equal(3, provider.Requests.Count);
    }

    [Fact]
    public async Task Google_gets_the_refresh_token()
    {
        using var provider = new Provider("""{ "access_token": "t", "expires_in": 3599 }""");
        await Tokens(provider).GetAsync("demo", Google, CancellationToken.None);
        Assert.Contains("refresh_token=value-of-refresh", Assert.Single(provider.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{ "error": "invalid_client", "error_description": "AADSTS7000222: expired.\r\nTrace: 1" }""", MailboxFault.SignIn, "AADSTS7000222: expired.")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", MailboxFault.Unreachable, "503")]
    [InlineData(HttpStatusCode.TooManyRequests, "", MailboxFault.Unreachable, "429")]
    [InlineData(HttpStatusCode.OK, "<html>", MailboxFault.Unreachable, "login.microsoftonline.com")]
    public async Task What_the_provider_refuses_is_said(HttpStatusCode status, string body, MailboxFault fault, string says)
    {
        using var provider = new Provider(body) { Status = status };
        var broken = await Assert.ThrowsAsync<MailboxException>(
            () => Tokens(provider).GetAsync("demo", Microsoft, CancellationToken.None));
        Assert.Equal(fault, broken.Fault);
        Assert.Contains(says, broken.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("value-of-client", broken.ToString(), StringComparison.Ordinal);
    }

    public Task<string?> FindAsync(string tenant, SecretReference secret, CancellationToken cancellation) =>
        Task.FromResult<string?>("value-of-" + secret.Name);

    private OAuthTokens Tokens(Provider provider) => new(new HttpClient(provider, disposeHandler: false), this, _time);

    private sealed class Provider(string body) : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.RequestUri} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
            return new HttpResponseMessage(Status) { Content = new StringContent(body, null, "application/json") };
        }
    }
}
