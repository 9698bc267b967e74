using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>Opens the mailboxes that tenants' sources name. A home without it has no mail protocols to offer.</summary>
public interface IMailboxes
{
    /// <summary>Connects and signs in.</summary>
    /// <exception cref="MailboxException">It cannot be read now; the fault says why.</exception>
    Task<IMailbox> OpenAsync(string tenant, MailboxSource source, CancellationToken cancellation);
}

/// <summary>An open mailbox. Everything it does may throw <see cref="MailboxException"/>. Disposing without
/// <see cref="CloseAsync"/> leaves undone what the protocol only does at its end.</summary>
public interface IMailbox : IAsyncDisposable
{
    /// <summary>Whether messages come in the order of their ids, which only rise; a position then says all. Else each
    /// message that stays has to be remembered.</summary>
    bool InOrder { get; }

    /// <summary>The messages that lie there, oldest first.</summary>
    /// <param name="after">The id that an ordered mailbox begins behind, null for the beginning. An id of a mailbox that
    /// has been set up anew since is as good as null.</param>
    /// <param name="most">An ordered mailbox may stop after so many.</param>
    Task<IReadOnlyList<MailboxMessage>> ListAsync(string? after, int most, CancellationToken cancellation);

    /// <summary>The message's bytes as the server has them.</summary>
    /// <exception cref="Archive.Documents.DocumentTooLargeException">More than <paramref name="maxBytes"/>; the mailbox
    /// can still be used.</exception>
    Task<Stream> ReadAsync(MailboxMessage message, long maxBytes, CancellationToken cancellation);

    /// <summary>Does with a message that is stored what the source wants: mark, delete or move it.</summary>
    Task SettleAsync(MailboxMessage message, CancellationToken cancellation);

    /// <summary>Ends the session properly. POP3 deletes only then.</summary>
    Task CloseAsync(CancellationToken cancellation);
}

/// <summary>A message in a mailbox.</summary>
/// <param name="Uid">The server's id of it, the same in every session.</param>
/// <param name="Bytes">Its size as the server says, where it does.</param>
public sealed record MailboxMessage(string Uid, long? Bytes);
