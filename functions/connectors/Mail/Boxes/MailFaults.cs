using System.Net.Sockets;
using MailKit;
using MailKit.Security;
using Serverless.Workflows.Intake.Mailboxes;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>What goes wrong with a mail server, in the words of the port.</summary>
internal static class MailFaults
{
    /// <summary>How long one call to the server may take in all; a server that drips would keep it open for ever.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static Task GuardAsync(Func<CancellationToken, Task> call, CancellationToken cancellation) =>
        GuardAsync(async limited =>
        {
            await call(limited);
            return true;
        }, cancellation);

    public static async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            return await call(limit.Token);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested && FaultOf(failed) is { } fault)
        {
            throw new MailboxException(fault, failed.Message, failed);
        }
    }

    private static MailboxFault? FaultOf(Exception failed) => failed switch
    {
        // RFC 2449: the mailbox is locked; some servers say so only in words.
        AuthenticationException or CommandException when failed.Message.Contains("IN-USE", StringComparison.OrdinalIgnoreCase)
            || failed.Message.Contains("locked", StringComparison.OrdinalIgnoreCase) => MailboxFault.InUse,
        AuthenticationException or SaslException => MailboxFault.SignIn,
        SslHandshakeException => MailboxFault.Untrusted,

        // MailKit's word for a server that does not offer STARTTLS, or no ids of messages.
        NotSupportedException => failed.Message.Contains("TLS", StringComparison.OrdinalIgnoreCase)
            ? MailboxFault.Untrusted : MailboxFault.Protocol,
        FolderNotFoundException missing => MailboxFault.Folder,
        SocketException or IOException or TimeoutException or OperationCanceledException or ServiceNotConnectedException
            => MailboxFault.Unreachable,
        CommandException or ProtocolException => MailboxFault.Protocol,
        _ => null,
    };
}
