using System.Text.Json;
using Microsoft.Extensions.Logging;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake.Outgoing;

namespace Serverless.Workflows.Intake.Replies;

/// <summary>
/// Replies to senders, on record from before their item exists until the relay has taken them. What cannot be sent is
/// tried again by the minute's work; a relay that is away neither fails a delivery nor loses a reply.
/// </summary>
public sealed class PendingReplies(
    IRecordStore records, IOutbox outbox, IItemIntake items, TimeProvider time, ILogger<PendingReplies> logger)
{
    /// <summary>How long a delivery waits for its reply to go out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Records the reply. One of the same key is left as it is.</summary>
    /// <param name="item">The id of the item that it is about.</param>
    /// <param name="mail">The reply.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task AddAsync(string item, OutgoingMail mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var now = time.GetUtcNow();
        return records.WriteAsync(
            Partition(mail.Tenant), [new RowWrite.Insert(KeyOf(mail), Json(new PendingReply(item, mail, now, 0, now)))],
            cancellation);
    }

    /// <summary>Tries at once to send a recorded reply. Never fails, and waits no longer than some seconds; what does not
    /// succeed is tried again later.</summary>
    public async Task TrySendAsync(OutgoingMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        try
        {
            // It goes on where nobody waits any longer: an attempt that is broken off may have been taken.
            await FirstAsync(mail).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("The reply {Key} takes long to be sent.", mail.Key);
        }
    }

    /// <summary>Sends what is due. Ends at the first that fails because of the relay, which the others would meet too.
    /// </summary>
    public async Task SendDueAsync(string tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await records.QueryAsync(
                Partition(tenant), RowRange.All, RecordLimits.MaxPageSize, continuation, cancellation);
            foreach (var row in page.Rows)
            {
                if (!await SendOneAsync(tenant, row, now, cancellation)) return;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <returns>False where the relay does not take anything at present. A reply with which something else is wrong keeps
    /// no other from going out.</returns>
    private async Task<bool> SendOneAsync(string tenant, Row row, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return await SendAsync(tenant, row, now, cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(failed, "The reply in row {Row} of {Tenant} cannot be sent as it is.", row.Key, tenant);
            return true;
        }
    }

    private async Task FirstAsync(OutgoingMail mail)
    {
        try
        {
            if (await records.GetAsync(Partition(mail.Tenant), KeyOf(mail), CancellationToken.None) is { } row)
                await SendAsync(mail.Tenant, row, time.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception failed)
        {
            logger.LogWarning(failed, "The reply {Key} waits for the minute's work.", mail.Key);
        }
    }

    /// <returns>False where the relay does not take anything at present.</returns>
    private async Task<bool> SendAsync(string tenant, Row row, DateTimeOffset now, CancellationToken cancellation)
    {
        var reply = JsonSerializer.Deserialize<PendingReply>(row.Json, DurableJson.Options)!;
        if (reply.DueUtc > now) return true;
        var claim = new RowWrite.Replace(row.Key, Json(reply.Claimed(now)), row.ETag);
        if (!(await records.WriteAsync(Partition(tenant), [claim], cancellation)).Written) return true;
        try
        {
            await outbox.SendAsync(reply.Mail, cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(failed, "The reply {Key} could not be sent; attempt {Attempt}.", reply.Mail.Key, reply.Tries + 1);
            var refused = OutgoingMail.IsRefused(failed);
            if (!refused && now - reply.SinceUtc < PendingReply.Longest) return false;
            await items.NotAnsweredAsync(
                tenant, reply.Item,
                refused ? $"Die Antwort wurde nicht angenommen: {failed.Message}"
                    : $"Die Antwort konnte {PendingReply.Longest.Days} Tage lang nicht versandt werden: {failed.Message}",
                cancellation);
        }

        await records.WriteAsync(Partition(tenant), [new RowWrite.Delete(row.Key)], CancellationToken.None);
        return true;
    }

    private static string Partition(string tenant) => Keys.Join(tenant, "replies");

    private static string KeyOf(OutgoingMail mail) => MailWriter.KeyHash(mail.Key);

    private static string Json(PendingReply reply) => JsonSerializer.Serialize(reply, DurableJson.Options);
}
