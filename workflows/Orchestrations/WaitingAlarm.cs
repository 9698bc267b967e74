using Microsoft.Extensions.Logging;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Tells somebody responsible of an item that waits and of which nobody else would hear.</summary>
public sealed class WaitingAlarm(VisitMail mails, IOutbox outbox, TimeProvider time, ILogger<WaitingAlarm> logger)
{
    /// <summary>Tells, once per visit, that nobody who could decide the item can be reached.</summary>
    /// <param name="obstacle">Why, German.</param>
    /// <returns>What became of it, in words.</returns>
    public async Task<string> UnreachableAsync(
        Tenant tenant, Item item, Visit visit, IReadOnlyList<Absence> absences, string obstacle, CancellationToken cancellation)
    {
        if (item.Checks.FirstOrDefault(check => check.Rule == MailFindings.Unreachable) is { } known) return known.Text;
        if (Responsible(tenant, visit, absences) is not [var to, ..])
        {
            logger.LogError(
                "Item {Item} of {Tenant} waits for {Person}, who cannot be reached, and there is nobody to tell.", item.Id,
                tenant.Id, visit.Assignee);
            return MailPhrases.NobodyTold.Of(obstacle);
        }

        if (mails.Unreachable(tenant, item, visit, to, obstacle) is { } mail) await outbox.SendAsync(mail, cancellation);
        return MailPhrases.OtherTold.Of(obstacle, to.Name);
    }

    /// <summary>Tells that the item still waits though all reminders are sent. Who is asked for it is told nothing.</summary>
    /// <returns>What became of it, in words.</returns>
    public async Task<string> StillWaitingAsync(
        Tenant tenant, Item item, Visit visit, IReadOnlyList<Absence> absences, CancellationToken cancellation)
    {
        var settings = tenant.Settings;
        var since = MailPhrases.StillWaits.Of(
            GermanText.Day(settings.DateAt(visit.OpenedUtc)), settings.Person(visit.Assignee)?.Name ?? visit.Assignee);
        foreach (var to in Responsible(tenant, visit, absences))
        {
            if (mails.StillWaiting(tenant, item, visit, to, Today(tenant)) is not { } mail) continue;
            try
            {
                await outbox.SendAsync(mail, cancellation);
                return MailPhrases.OtherTold.Of(since, to.Name);
            }
            catch (Exception refused) when (OutgoingMail.IsRefused(refused))
            {
                logger.LogError(refused, "{Person} of {Tenant} could not be told that an item still waits.", to.Id, tenant.Id);
            }
        }

        logger.LogError(
            "Item {Item} of {Tenant} waits for {Person}, all reminders are sent, and there is nobody else to tell.", item.Id,
            tenant.Id, visit.Assignee);
        return MailPhrases.NobodyTold.Of(since);
    }

    private IReadOnlyList<Person> Responsible(Tenant tenant, Visit visit, IReadOnlyList<Absence> absences) =>
        ResponsiblePeople.Of(tenant.Settings, absences, Today(tenant), visit.Assignee);

    private DateOnly Today(Tenant tenant) => tenant.Settings.DateAt(time.GetUtcNow());
}
