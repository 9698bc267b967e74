using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Reminds the person who lets an item wait.</summary>
public sealed class RemindStep(
    ItemJournal journal, TenantFiles tenants, VisitMail mails, IOutbox outbox, TimeProvider time)
    : ItemActivity(StepKind.Remind, journal, time)
{
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var tenant = tenants.Require(item.Tenant);
        var visit = await _journal.VisitAsync(item, item.Visit, cancellation);
        var number = item.Reminders + 1;
        if (mails.Reminder(tenant, item, visit, number) is { } mail) await outbox.SendAsync(mail, cancellation);
        var next = VisitTimes.Of(tenant.Settings, visit.OpenedUtc).NextReminder(_time.GetUtcNow());
        await MoveAsync(item, current => new ItemChange(
            current with
            {
                Reminders = number,
                RemindUtc = next,
                Checks = [.. current.Checks.Where(check => check.Rule != RecordFailureStep.MailNotSent)],
            },
            ItemChange.System, "reminded",
            new Dictionary<string, string> { ["person"] = visit.Assignee, ["number"] = $"{number}" }), cancellation);
    }
}
