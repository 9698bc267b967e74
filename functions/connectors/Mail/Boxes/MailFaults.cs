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

    /// <summary>A refused sign-in; of a mailbox that is locked (RFC 2449) where the server says that.</summary>
    public static MailboxException Refused(string said, Exception inner) => new(
        said.Contains("[IN-USE]", StringComparison.OrdinalIgnoreCase) ? MailboxFault.InUse : MailboxFault.SignIn,
        said.Length > 0 ? said : inner.Message, inner);

    private static MailboxFault? FaultOf(Exception failed) => failed switch
    {
        SaslException => MailboxFault.SignIn,
        SslHandshakeException => MailboxFault.Untrusted,

        // MailKit's word for a server that does not offer STARTTLS, or no ids of messages.
        NotSupportedException => failed.Message.Contains("TLS", StringComparison.OrdinalIgnoreCase)
            ? MailboxFault.Untrusted : MailboxFault.Protocol,
        FolderNotFoundException => MailboxFault.Folder,

        // MailKit's word for a server that has hung up is one of the protocol.
        ProtocolException when failed.Message.Contains("disconnected", StringComparison.OrdinalIgnoreCase) =>
            MailboxFault.Unreachable,
        SocketException or IOException or TimeoutException or OperationCanceledException or ServiceNotConnectedException
            => MailboxFault.Unreachable,
        CommandException or ProtocolException => MailboxFault.Protocol,
        _ => null,
    };
}
