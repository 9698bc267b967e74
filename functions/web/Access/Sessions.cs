using Microsoft.AspNetCore.Http;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Links;

namespace Serverless.Web.Access;

/// <summary>A signed-in person.</summary>
public sealed record Session(WebTenant Tenant, WebPerson Person, DateTimeOffset ExpiresUtc);

/// <summary>Sessions are a signed cookie and nothing else; whether the person may still act is looked up each time.</summary>
internal sealed class Sessions(WebServices services, WebOptions options)
{
    public const string Cookie = "serverless-session";

    /// <summary>The session of a request, or null where there is none that is good.</summary>
    public Session? Find(HttpContext http)
    {
        var text = http.Request.Cookies[Cookie];
        var tenant = TokenFormat.TenantOf(text) is { } id ? services.Tenants.Find(id) : null;
        if (tenant is null) return null;

        var reading = TokenFormat.Read(
            services.Keys.For(tenant.Id), text, tenant.Id, TokenPurpose.Session, services.Clock.GetUtcNow());
        var person = reading.IsValid ? tenant.Person(reading.Token!.Person) : null;
        return person is { Active: true } ? new(tenant, person, reading.Token!.ExpiresUtc) : null;
    }

    public void Begin(HttpContext http, string tenant, string person)
    {
        var expires = services.Clock.GetUtcNow() + options.SessionTime;
        var token = new Token(TokenPurpose.Session, tenant, string.Empty, 0, person, expires);
        http.Response.Cookies.Append(Cookie, TokenFormat.Sign(services.Keys.For(tenant), token), Options(http, options.SessionTime));
    }

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http, null));

    // An age and not a moment: the browser's clock need not agree with ours.
    private static CookieOptions Options(HttpContext http, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}
