using Microsoft.Extensions.Logging;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Tells substitutes whom they stand in for and when. A mail is owed from the change on and until the relay has
/// taken it, for five days at most.</summary>
public sealed class AbsenceNotices(
    IRecordStore records, IOutbox outbox, PublicUrl publicUrl, ILogger<AbsenceNotices> logger) : IMinuteWork
{
    private readonly AbsenceStore _store = new(records);

    /// <inheritdoc/>
    public async Task RunAsync(Tenant tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        foreach (var (notice, etag) in await _store.NoticesAsync(tenant.Id, cancellation))
        {
            if (notice.DueUtc > now || !await _store.ClaimAsync(tenant.Id, notice, notice.Claimed(now), etag, cancellation)) continue;
            if (!await SendAsync(tenant, notice, now, cancellation)) return;
            await _store.ToldAsync(tenant.Id, notice, cancellation);
        }
    }

    /// <returns>False where the relay does not take anything at present.</returns>
    private async Task<bool> SendAsync(Tenant tenant, AbsenceNotice notice, DateTimeOffset now, CancellationToken cancellation)
    {
        if (notice.Mail(tenant, $"{publicUrl.Value}/t/{tenant.Id}/inbox") is not { } mail) return true;
        try
        {
            await outbox.SendAsync(mail, cancellation);
            return true;
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(failed, "{Person} could not be told that they stand in; attempt {Attempt}.", notice.To, notice.Tries + 1);
            return OutgoingMail.IsRefused(failed) || now - notice.SinceUtc >= AbsenceNotice.Longest;
        }
    }
}
