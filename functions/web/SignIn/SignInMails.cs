using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Serverless.Web.Tenants;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Intake;

namespace Serverless.Web.SignIn;

/// <summary>Sends sign-in links to those whose address is known, and tells nobody whether it was.</summary>
internal sealed class SignInMails(WebServices services, WebOptions options, SignInBook book)
{
    private readonly ILogger _log = services.Logging.CreateLogger("Serverless.Web.SignIn");

    /// <summary>Answers after the same time for every address; the sending goes on behind it.</summary>
    /// <param name="to">What the person wanted to see; the link leads to it.</param>
    public async Task RequestAsync(string email, string address, ItemAddress? to, CancellationToken cancellation)
    {
        _ = SendAllAsync(email.Trim(), address, to);
        await Task.Delay(options.SignInAnswer, services.Clock, cancellation);
    }

    private async Task SendAllAsync(string email, string address, ItemAddress? to)
    {
        try
        {
            foreach (var tenant in services.Tenants.Ids.Select(services.Tenants.Find).OfType<WebTenant>())
            {
                foreach (var person in tenant.People.Where(person => person.Active
                    && string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase)))
                {
                    if (await book.MaySendAsync(tenant.Id, person.Id, CancellationToken.None))
                        await SendAsync(tenant, person, address, to?.Tenant == tenant.Id ? to : null);
                }
            }
        }
        catch (Exception failure)
        {
            // Whoever asked was answered already and will ask again; the operator must learn of it.
            _log.LogError(failure, "A sign-in link could not be sent.");
        }
    }

    private async Task SendAsync(WebTenant tenant, WebPerson person, string address, ItemAddress? to)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var token = new Token(
            TokenPurpose.SignIn, tenant.Id, to?.InToken(nonce) ?? nonce, 0, person.Id,
            services.Clock.GetUtcNow() + options.SignInTime);
        var url = $"{address}/signin/{TokenFormat.Sign(services.Keys.For(tenant.Id), token)}";
        var text = SignInMail.Write(person.Language, tenant.Name, person.Name, url, (int)options.SignInTime.TotalMinutes);
        await services.Outbox.SendAsync(new OutgoingMail(tenant.Id, $"{tenant.Id}/signin/{person.Id}/link/{nonce}",
            tenant.Name, tenant.MailFrom, person.Name, person.Email!, text.Subject, text.Text, text.Html, null), CancellationToken.None);
    }
}
