using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Serverless.Workflows.Intake.Mailboxes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Connectors.Mail.Boxes;

/// <summary>A folder of a mailbox over IMAP. Messages are known by the folder's UIDVALIDITY and their UID, which only
/// rises.</summary>
internal sealed class ImapMailbox : IMailbox
{
    private readonly ImapClient _client;
    private readonly IMailFolder _folder;
    private readonly IMailFolder? _moveTo;
    private readonly Afterwards _afterwards;
    private bool _expunge;

    private ImapMailbox(ImapClient client, IMailFolder folder, IMailFolder? moveTo, Afterwards afterwards) =>
        (_client, _folder, _moveTo, _afterwards) = (client, folder, moveTo, afterwards);

    public bool InOrder => true;

    /// <param name="client">Connected and signed in.</param>
    public static async Task<IMailbox> OpenAsync(ImapClient client, ImapSource source, CancellationToken cancellation)
    {
        var moveTo = source.MoveTo is { } target ? await FolderAsync(client, target, cancellation) : null;
        var folder = await FolderAsync(client, source.Folder, cancellation);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellation);
        return new ImapMailbox(client, folder, moveTo, source.Afterwards);
    }

    public Task<IReadOnlyList<MailboxMessage>> ListAsync(string? after, int most, CancellationToken cancellation) =>
        MailFaults.GuardAsync<IReadOnlyList<MailboxMessage>>(async limited =>
        {
            var last = LastOf(after);
            var range = new UniqueIdRange(_folder.UidValidity, last + 1, UniqueId.MaxValue.Id);

            // The range "n:*" always has the last message, even where its id is below n.
            var uids = (await _folder.SearchAsync(SearchQuery.Uids(range).And(SearchQuery.NotDeleted), limited))
                .Where(uid => uid.Id > last).OrderBy(uid => uid.Id).Take(most).ToList();
            if (uids.Count == 0) return [];
            var sizes = (await _folder.FetchAsync(uids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, limited))
                .ToDictionary(summary => summary.UniqueId.Id, summary => summary.Size);
            return [.. uids.Select(uid => new MailboxMessage(TextOf(uid), sizes.GetValueOrDefault(uid.Id)))];
        }, cancellation);

    public Task<Stream> ReadAsync(MailboxMessage message, long maxBytes, CancellationToken cancellation) =>
        MailFaults.GuardAsync(
            limited => _folder.GetStreamAsync(UidOf(message), limited, new LimitedTransfer(maxBytes)), cancellation);

    public Task SettleAsync(MailboxMessage message, CancellationToken cancellation) => MailFaults.GuardAsync(async limited =>
    {
        var uid = UidOf(message);
        if (_moveTo is not null)
        {
            await _folder.MoveToAsync(uid, _moveTo, limited);
            return;
        }

        var deletes = _afterwards == Afterwards.Delete;
        var flag = deletes ? MessageFlags.Seen | MessageFlags.Deleted : MessageFlags.Seen;
        await _folder.AddFlagsAsync(uid, flag, silent: true, limited);
        if (deletes && _client.Capabilities.HasFlag(ImapCapabilities.UidPlus)) await _folder.ExpungeAsync([uid], limited);
        else _expunge |= deletes;
    }, cancellation);

    public Task CloseAsync(CancellationToken cancellation) => MailFaults.GuardAsync(async limited =>
    {
        await _folder.CloseAsync(_expunge, limited);
        await _client.DisconnectAsync(quit: true, limited);
    }, cancellation);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<IMailFolder> FolderAsync(ImapClient client, string name, CancellationToken cancellation)
    {
        if (string.Equals(name, "INBOX", StringComparison.OrdinalIgnoreCase)) return client.Inbox;
        try
        {
            return await client.GetFolderAsync(name, cancellation);
        }
        catch (FolderNotFoundException missing)
        {
            throw new MailboxException(MailboxFault.Folder, $"Den Ordner „{name}“ gibt es im Postfach nicht.", missing);
        }
    }

    private uint LastOf(string? after) =>
        after?.Split('.') is [var validity, var uid] && validity == Text(_folder.UidValidity)
            && uint.TryParse(uid, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last : 0;

    private UniqueId UidOf(MailboxMessage message) => new(_folder.UidValidity, LastOf(message.Uid));

    private string TextOf(UniqueId uid) => $"{Text(_folder.UidValidity)}.{Text(uid.Id)}";

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
