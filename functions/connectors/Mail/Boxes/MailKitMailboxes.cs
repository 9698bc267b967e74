using System.Net;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Security;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>Mailboxes over POP3 and IMAP. TLS is required, except to a server on this machine.</summary>
public sealed class MailKitMailboxes(ITenantSecrets secrets, OAuthTokens tokens) : IMailboxes
{
    /// <summary>How long a server may keep silent.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<IMailbox> OpenAsync(string tenant, MailboxSource source, CancellationToken cancellation)
    {
        var said = new LastAnswer();
        var timeout = (int)Silence.TotalMilliseconds;
        if (source is ImapSource imap)
        {
            var client = new ImapClient(said) { Timeout = timeout };
            return await OpenAsync(client, said, tenant, source, imap.Port,
                () => ImapMailbox.OpenAsync(client, imap, cancellation), cancellation);
        }

        var pop3 = new Pop3Client(said) { Timeout = timeout };
        return await OpenAsync(pop3, said, tenant, source, ((Pop3Source)source).Port,
            () => Task.FromResult<IMailbox>(new Pop3Mailbox(pop3, source.Afterwards)), cancellation);
    }

    private async Task<IMailbox> OpenAsync(
        IMailService client, LastAnswer said, string tenant, MailboxSource source, int port, Func<Task<IMailbox>> open,
        CancellationToken cancellation)
    {
        try
        {
            return await MailFaults.GuardAsync(async limited =>
            {
                var security = Security(source.Host, port);
                await client.ConnectAsync(source.Host, port, security, limited);
                try
                {
                    await SignInAsync(client, tenant, source, limited);
                }
                catch (AuthenticationException refused)
                {
                    throw MailFaults.Refused(said.ToString(), refused);
                }

                return await open();
            }, cancellation);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task SignInAsync(
        IMailService client, string tenant, MailboxSource source, CancellationToken cancellation)
    {
        if (source.OAuth is not { } auth)
        {
            var password = await secrets.RequireAsync(tenant, source.Password!, cancellation);
            await client.AuthenticateAsync(new NetworkCredential(source.User, password), cancellation);
            return;
        }

        try
        {
            var token = await tokens.GetAsync(tenant, auth, cancellation);
            await client.AuthenticateAsync(new SaslMechanismOAuth2(source.User, token), cancellation);
        }
        catch (AuthenticationException)
        {
            tokens.Forget(tenant, auth);
            throw;
        }
    }

    /// <summary>The usual ports for changing to TLS do so, every other begins with it.</summary>
    private static SecureSocketOptions Security(string host, int port) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            ? SecureSocketOptions.Auto
            : port is 110 or 143 ? SecureSocketOptions.StartTls : SecureSocketOptions.SslOnConnect;
}
