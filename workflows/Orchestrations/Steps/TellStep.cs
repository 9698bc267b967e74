using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Tells the person whose visit was opened, or reminds the one who lets an item wait. Whoever reads a daily digest
/// gets a mail of its own only where that would come too late.</summary>
/// <param name="kind"><see cref="StepKind.Notify"/> or <see cref="StepKind.Remind"/>.</param>
public sealed class TellStep(
    StepKind kind, ItemJournal journal, TenantFiles tenants, VisitClock clock, VisitMail mails, IOutbox outbox,
    TimeProvider time)
    : ItemActivity(kind, journal, time)
{
    private readonly StepKind _kind = kind;
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var tenant = tenants.Require(item.Tenant);
        var visit = await _journal.VisitAsync(item, item.Visit, cancellation);
        var rules = await clock.RulesAsync(item, visit, cancellation);
        var number = _kind == StepKind.Remind ? item.Reminders + 1 : 0;
        var inDigest = DigestTimes.IsEnough(tenant.Settings, item, visit, _time.GetUtcNow());
        var mail = inDigest || IsKnown(item, visit, number) ? null
            : number == 0 ? mails.Request(tenant, item, visit)
            : mails.Reminder(tenant, item, visit, number);
        if (mail is not null) await outbox.SendAsync(mail, cancellation);

        var details = new Dictionary<string, string> { ["person"] = visit.Assignee, ["visit"] = $"{visit.Number}" };
        if (number > 0) details["number"] = $"{number}";
        if (inDigest) details["by"] = "digest";
        if (IsKnown(item, visit, number)) details["by"] = "decision";
        await MoveAsync(item, current => new ItemChange(
            clock.Set(current, visit, rules) with
            {
                VisitState = VisitState.Notified,
                Reminders = number,
                Checks = [.. current.Checks.Where(check => check.Rule != RecordFailureStep.MailNotSent)],
            },
            ItemChange.System, number == 0 ? "notified" : "reminded", details), cancellation);
    }

    // Whoever has just rejected the invoice to its supplier knows that it waits.
    private static bool IsKnown(Item item, Visit visit, int number) => number == 0 && visit.Purpose == VisitPurposes.Correction
        && item.SupplierRejection is { Mail.State: SupplierMailState.Sent } rejection && rejection.By == visit.Assignee;
}
