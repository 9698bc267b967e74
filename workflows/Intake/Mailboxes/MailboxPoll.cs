using Microsoft.Extensions.Logging;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>
/// Takes what is new in a source's mailbox. A message is settled in the mailbox only after its items are stored: whoever
/// dies between meets the same message again, and with it the same items.
/// </summary>
public sealed class MailboxPoll(
    TenantFiles tenants, IMailboxes mailboxes, IIntakeDesk desk, MailboxBook book, MailboxNotices notices,
    Suspects suspects, TimeProvider time, ILogger<MailboxPoll> logger)
{
    /// <summary>An outage is told at once where only a person can end it, else after this long.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromHours(1);

    /// <summary>One part of a round.</summary>
    /// <param name="tenantId">The tenant; nothing is done where it or its source is gone or not active.</param>
    /// <param name="sourceId">The source.</param>
    /// <param name="before">Messages that the round has taken already; at most
    /// <see cref="GlobalSettings.MaxDocumentsPerRound"/> in all.</param>
    /// <param name="cancellation">Stops after the message that is under way.</param>
    public async Task<PollResult> RunAsync(
        string tenantId, string sourceId, int before, CancellationToken cancellation)
    {
        if (tenants.Find(tenantId) is not { } tenant
            || tenant.Settings.Source(sourceId) is not MailboxSource { Active: true } source)
        {
            return PollResult.Nothing;
        }

        var state = await book.StateAsync(tenantId, source, cancellation);
        if (before == 0) state = state with { LastUtc = time.GetUtcNow() };
        var round = new MailboxRound(tenant, source, state, desk, book, suspects, time, logger);
        await book.SaveAsync(tenantId, source, state, cancellation);
        try
        {
            await using var mailbox = await mailboxes.OpenAsync(tenantId, source, cancellation);
            await round.RunAsync(mailbox, tenant.Settings.Global.MaxDocumentsPerRound - before, cancellation);
            await mailbox.CloseAsync(cancellation);
            round.Closed();
            state = round.State with { Outage = null };
        }
        catch (MailboxException broken)
        {
            logger.LogWarning(
                broken, "The mailbox of {Tenant}/{Source} at {Host} cannot be read.", tenantId, sourceId, source.Host);
            state = Broken(round.State, source, broken);
            round.Result = round.Result with { More = false, Fault = broken.Fault };
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(failed, "What {Tenant}/{Source} hands out cannot be taken in.", tenantId, sourceId);
            var fault = new MailboxException(MailboxFault.Intake, failed.Message, failed);
            state = await TellAsync(tenant, source, Broken(round.State, source, fault), cancellation);
            await book.SaveAsync(tenantId, source, state, cancellation);
            throw;
        }

        await book.SaveAsync(tenantId, source, await TellAsync(tenant, source, state, cancellation), cancellation);
        return round.Result;
    }

    private MailboxState Broken(MailboxState state, MailboxSource source, MailboxException broken) => state.Outage is { } outage
        ? state with { Outage = outage with { Fault = broken.Fault, Text = broken.TextFor(source) } }
        : state with
        {
            Outage = new Outage(broken.Fault, broken.TextFor(source), time.GetUtcNow(), Told: false),
            Outages = state.Outages + 1,
        };

    /// <summary>Tells a person what is to be told. That must not stop the intake: what could not be said is said in the
    /// next round.</summary>
    private async Task<MailboxState> TellAsync(
        Tenant tenant, MailboxSource source, MailboxState state, CancellationToken cancellation)
    {
        try
        {
            if (state.Outage is { Told: false } outage && IsToTell(outage))
            {
                await notices.UnreadableAsync(tenant, source, outage, state.Outages, cancellation);
                state = state with { Outage = outage with { Told = true } };
            }

            if (state.Untold.Count > 0)
            {
                await notices.LeftAsync(tenant, source, state.Untold, cancellation);
                state = state with { Untold = [] };
            }
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(failed, "Nobody could be told about the mailbox of {Tenant}/{Source}.", tenant.Id, source.Id);
        }

        return state;
    }

    private bool IsToTell(Outage outage) =>
        outage.Fault is MailboxFault.Secret or MailboxFault.SignIn or MailboxFault.Untrusted or MailboxFault.Folder
        || time.GetUtcNow() - outage.SinceUtc >= Patience;
}
