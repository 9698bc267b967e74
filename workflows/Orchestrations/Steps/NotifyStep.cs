using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Tells the person whose visit was opened.</summary>
public sealed class NotifyStep(
    ItemJournal journal, TenantFiles tenants, VisitMail mails, IOutbox outbox, TimeProvider time)
    : ItemActivity(StepKind.Notify, journal, time)
{
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var tenant = tenants.Require(item.Tenant);
        var visit = await _journal.VisitAsync(item, item.Visit, cancellation);
        if (mails.Request(tenant, item, visit) is { } mail) await outbox.SendAsync(mail, cancellation);
        var remind = VisitTimes.Of(tenant.Settings, visit.OpenedUtc).NextReminder(_time.GetUtcNow());
        await MoveAsync(item, current => new ItemChange(
            current with
            {
                VisitState = VisitState.Notified,
                RemindUtc = remind,
                Checks = [.. current.Checks.Where(check => check.Rule != RecordFailureStep.MailNotSent)],
            },
            ItemChange.System, "notified",
            new Dictionary<string, string> { ["person"] = visit.Assignee, ["visit"] = $"{visit.Number}" }), cancellation);
    }
}
