using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>
/// Remembers what has been dealt with in the mailboxes. It only saves work: whoever forgets it reads messages again,
/// which then meet the items that they already are.
/// </summary>
public sealed class MailboxBook(IRecordStore records)
{
    private const string State = "state";
    private const string Uid = "uid";

    /// <summary>The state of a source; an empty one where it was never read or reads another mailbox now.</summary>
    public async Task<MailboxState> StateAsync(string tenant, MailboxSource source, CancellationToken cancellation)
    {
        var place = PlaceOf(source);
        var row = await records.GetAsync(Partition(tenant, source), State, cancellation);
        var state = row is null ? null : DurableJson.Deserialize<MailboxState>(row.Json);
        if (state is null || state.Place == place) return state ?? new MailboxState { Place = place };

        // The next outage is another one also at another place, and what was left at the old one is still to be told.
        return new MailboxState { Place = place, Outages = state.Outages, Untold = state.Untold };
    }

    /// <summary>Writes the state.</summary>
    public Task SaveAsync(string tenant, MailboxSource source, MailboxState state, CancellationToken cancellation) =>
        records.WriteAsync(
            Partition(tenant, source), [new RowWrite.Put(State, DurableJson.Serialize(state))], cancellation);

    /// <summary>Remembers a message that stays in a mailbox without order.</summary>
    public Task RememberAsync(string tenant, MailboxSource source, string uid, CancellationToken cancellation) =>
        records.WriteAsync(
            Partition(tenant, source), [new RowWrite.Put(KeyOf(source, uid), DurableJson.Serialize(uid))], cancellation);

    /// <summary>The same for one that is left, together with the state in which that is still to be told.</summary>
    public Task LeaveAsync(string tenant, MailboxSource source, string uid, MailboxState state, CancellationToken cancellation) =>
        records.WriteAsync(
            Partition(tenant, source),
            [new RowWrite.Put(State, DurableJson.Serialize(state)), new RowWrite.Put(KeyOf(source, uid), DurableJson.Serialize(uid))], cancellation);

    /// <summary>Those of the messages that are not remembered. Forgets remembered ones that are gone.</summary>
    public async Task<IReadOnlyList<MailboxMessage>> NewAsync(
        string tenant, MailboxSource source, IReadOnlyList<MailboxMessage> all, CancellationToken cancellation)
    {
        var fresh = new OrderedDictionary<string, MailboxMessage>(StringComparer.Ordinal);
        foreach (var message in all) fresh[KeyOf(source, message.Uid)] = message;
        var gone = new List<string>();
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(
                Partition(tenant, source), RowRange.Prefix(Uid + Keys.Separator), RecordLimits.MaxPageSize, continuation,
                cancellation);
            gone.AddRange(page.Rows.Where(row => !fresh.Remove(row.Key)).Select(row => row.Key));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        foreach (var some in gone.Chunk(RecordLimits.MaxRows))
        {
            await records.WriteAsync(
                Partition(tenant, source), [.. some.Select(key => new RowWrite.Delete(key))], cancellation);
        }

        return [.. fresh.Values];
    }

    /// <summary>What tells one list of messages from another.</summary>
    public static string HashOf(IEnumerable<MailboxMessage> messages) =>
        HashOf(string.Join('\n', messages.Select(message => message.Uid)));

    private static string PlaceOf(MailboxSource source) =>
        HashOf(string.Join('\n', source.GetType().Name, source.Host, source.User, (source as ImapSource)?.Folder));

    private static string Partition(string tenant, Source source) => Keys.Join(tenant, "mailbox", source.Id);

    private static string KeyOf(MailboxSource source, string uid) =>
        Keys.Join(Uid, HashOf(PlaceOf(source) + '\n' + uid));

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
