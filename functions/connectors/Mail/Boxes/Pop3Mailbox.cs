using MailKit.Net.Pop3;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>A mailbox over POP3. Messages are known by their UIDL; they are deleted at the proper end of the session.
/// </summary>
internal sealed class Pop3Mailbox(Pop3Client client, Afterwards afterwards) : IMailbox
{
    private Dictionary<string, int> _numbers = [];

    public bool InOrder => false;

    public Task<IReadOnlyList<MailboxMessage>> ListAsync(string? after, int most, CancellationToken cancellation) =>
        MailFaults.GuardAsync<IReadOnlyList<MailboxMessage>>(async limited =>
        {
            if (client.Count == 0) return [];
            var uids = await client.GetMessageUidsAsync(limited);
            var sizes = await client.GetMessageSizesAsync(limited);
            var list = new List<MailboxMessage>(uids.Count);
            _numbers = new Dictionary<string, int>(uids.Count, StringComparer.Ordinal);
            for (var number = 0; number < uids.Count; number++)
            {
                // A server that gives two messages one id (identical copies): the first stands for both.
                if (!_numbers.TryAdd(uids[number], number)) continue;
                list.Add(new MailboxMessage(uids[number], number < sizes.Count ? sizes[number] : null));
            }

            return list;
        }, cancellation);

    public Task<Stream> ReadAsync(MailboxMessage message, long maxBytes, CancellationToken cancellation) =>
        MailFaults.GuardAsync(
            limited => client.GetStreamAsync(_numbers[message.Uid], headersOnly: false, limited, new LimitedTransfer(maxBytes)),
            cancellation);

    public Task SettleAsync(MailboxMessage message, CancellationToken cancellation) => afterwards == Afterwards.Delete
        ? MailFaults.GuardAsync(limited => client.DeleteMessageAsync(_numbers[message.Uid], limited), cancellation)
        : Task.CompletedTask;

    public Task CloseAsync(CancellationToken cancellation) =>
        MailFaults.GuardAsync(limited => client.DisconnectAsync(quit: true, limited), cancellation);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
