using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Digests;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Tells the person whose visit was opened, or reminds the one who lets an item wait; while they are away whoever
/// stands in for them. Whoever reads a daily digest gets a mail of its own only where that would come too late. Where
/// nobody can be reached somebody responsible is told at once; so is somebody when all reminders are sent, now and then,
/// for as long as the item waits.</summary>
/// <param name="kind"><see cref="StepKind.Notify"/> or <see cref="StepKind.Remind"/>.</param>
public sealed class TellStep(
    StepKind kind, ItemJournal journal, TenantFiles tenants, MasterData master, VisitClock clock, VisitMail mails,
    DigestBook digests, IOutbox outbox, WaitingAlarm waiting, TimeProvider time)
    : ItemActivity(kind, journal, time)
{
    /// <summary>Whoever cannot be reached is looked for again after this long.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(1);

    private readonly StepKind _kind = kind;
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var tenant = tenants.Require(item.Tenant);
        var (settings, today) = (tenant.Settings, tenant.Settings.DateAt(_time.GetUtcNow()));
        var visit = await _journal.VisitAsync(item, item.Visit, cancellation);
        var rules = await clock.RulesAsync(item, visit, cancellation);
        var absences = await master.AbsencesFromAsync(tenant.Id, today, cancellation);
        var (reader, obstacle) = ReaderOf(settings, absences, today, visit);
        var alarm = obstacle is null ? null : await waiting.UnreachableAsync(tenant, item, visit, absences, obstacle, cancellation);
        if (reader is null)
        {
            await MoveAsync(item, current => Untold(item, current, visit, rules, alarm!), cancellation);
            return;
        }

        if (_kind == StepKind.Remind && item.RemindUtc is null)
        {
            await LookAsync(tenant, item, visit, rules, absences, alarm, cancellation);
            return;
        }

        var number = _kind == StepKind.Remind ? item.Reminders + 1 : 0;
        var inDigest = (number > 0 && await WasInDigestAsync(tenant, visit, reader, today, cancellation))
            || DigestTimes.IsEnough(settings, absences, item, visit, _time.GetUtcNow());
        var isKnown = number == 0 && await IsKnownAsync(item, visit, cancellation);
        var mail = inDigest || isKnown ? null
            : number == 0 ? mails.Request(tenant, item, visit, reader)
            : mails.Reminder(tenant, item, visit, reader, number);
        if (mail is not null) await outbox.SendAsync(mail, cancellation);

        var details = new Dictionary<string, string> { ["person"] = reader.Id, ["visit"] = $"{visit.Number}" };
        if (number > 0) details["number"] = $"{number}";
        if (inDigest) details["by"] = "digest";
        if (isKnown) details["by"] = "decision";
        if (reader.Id != visit.Assignee) details["for"] = visit.Assignee;
        await MoveAsync(item, current => new ItemChange(
            Marked(Timed(item, current, visit, rules), alarm, inDigest) with
            {
                VisitState = VisitState.Notified,
                Reminders = number,
            },
            ItemChange.System, number == 0 ? "notified" : "reminded", details), cancellation);
    }

    /// <summary>Whether the person need not be told: they have just rejected the invoice to its supplier themselves, the mail
    /// is out, and nothing has come of it yet; or they have just taken it up again.</summary>
    private async Task<bool> IsKnownAsync(Item item, Visit visit, CancellationToken cancellation)
    {
        if (item.SupplierRejection is not { } rejection) return false;
        var kind = visit.Purpose == VisitPurposes.Station ? DecisionKinds.Resume : DecisionKinds.RejectToSupplier;
        var isQuiet = kind == DecisionKinds.Resume
            || rejection is { Mail: { State: SupplierMailState.Sent, Problem: null }, Answer: null };
        return isQuiet && visit.Purpose != VisitPurposes.Operator
            && await _journal.DecisionAsync(item.Tenant, item.Id, visit.Number - 1, cancellation) is { } last
            && last.Kind == kind && last.By == visit.Assignee;
    }

    /// <summary>What an operator is asked, whoever else may operate can answer.</summary>
    private static VisitReader ReaderOf(Settings settings, IReadOnlyList<Absence> absences, DateOnly today, Visit visit)
    {
        var reader = VisitReader.Of(settings, absences, today, visit.Assignee);
        if (reader.Obstacle is null || visit.Purpose != VisitPurposes.Operator) return reader;
        var other = ResponsiblePeople.Of(settings, absences, today, visit.Assignee)
            .FirstOrDefault(person => settings.May(person, Permission.Operate));
        return other is null ? reader : new VisitReader(other, null);
    }

    /// <summary>Whether the reader's own digest of today told them already.</summary>
    private async Task<bool> WasInDigestAsync(
        Tenant tenant, Visit visit, Person reader, DateOnly today, CancellationToken cancellation) =>
        visit.Purpose == VisitPurposes.Station && reader.Id == visit.Assignee && reader.Digest is not null
        && await digests.LastAsync(tenant.Id, reader.Id, cancellation) is { } last
        && last.Day == today && last.AtUtc > visit.OpenedUtc;

    /// <summary>Nobody is reminded any more. Where reminders have helped nothing and no escalation is to come, somebody
    /// responsible is told that the item still waits; then it is looked again.</summary>
    /// <param name="alarm">That nobody who is there can decide it, and who knows of that; null where somebody can.</param>
    private async Task LookAsync(
        Tenant tenant, Item item, Visit visit, ReminderSettings rules, IReadOnlyList<Absence> absences, string? alarm,
        CancellationToken cancellation)
    {
        var tells = alarm is null && rules.AtMost > 0 && item.EscalateUtc is null;
        var told = tells ? await waiting.StillWaitingAsync(tenant, item, visit, absences, cancellation) : null;
        var again = clock.NextCheck(tenant.Settings, rules, tells ? VisitClock.CheckAfterAlarm : VisitClock.CheckAfter);
        var details = new Dictionary<string, string> { ["person"] = visit.Assignee, ["visit"] = $"{visit.Number}" };
        if ((told ?? alarm) is { } reason) details["reason"] = reason;
        await MoveAsync(item, current =>
        {
            var timed = Timed(item, current, visit, rules);
            var marked = told is null
                ? Unreached(timed, alarm)
                : MailFindings.With(MailFindings.Without(timed, MailFindings.Unreachable), MailFindings.StillWaiting, told);
            return new ItemChange(
                timed.RemindUtc is null ? marked with { CheckUtc = again } : marked, ItemChange.System, "stillWaiting", details);
        }, cancellation);
    }

    /// <summary>The item with the times of its visit. What the supplier sent while somebody was told of the item as it was before
    /// is told at once.</summary>
    private Item Timed(Item told, Item current, Visit visit, ReminderSettings rules)
    {
        var timed = clock.Set(current, visit, rules);
        return Sent(told) == Sent(current) ? timed : timed with { RemindUtc = _time.GetUtcNow() };

        static (SupplierAnswer?, string?) Sent(Item item) => (item.SupplierRejection?.Answer, item.SupplierRejection?.Mail.Problem);
    }

    private static Item Unreached(Item item, string? alarm) => alarm is null
        ? MailFindings.Without(item, MailFindings.Unreachable)
        : MailFindings.With(item, MailFindings.Unreachable, alarm);

    private ItemChange Untold(Item told, Item current, Visit visit, ReminderSettings rules, string alarm)
    {
        var again = _time.GetUtcNow() + LookAgain;
        var timed = Timed(told, current, visit, rules);
        return new ItemChange(
            Marked(timed, alarm, false) with { RemindUtc = timed.RemindUtc < again ? timed.RemindUtc : again },
            ItemChange.System, "notReached",
            new Dictionary<string, string> { ["person"] = visit.Assignee, ["visit"] = $"{visit.Number}", ["reason"] = alarm });
    }

    private static Item Marked(Item item, string? alarm, bool inDigest)
    {
        // That a digest failed is over only when one has gone out, or a mail instead of it.
        var told = inDigest ? MailFindings.Without(item, MailFindings.MailNotSent, MailFindings.Unreachable) : MailFindings.Without(item);
        return alarm is null ? told : MailFindings.With(told, MailFindings.Unreachable, alarm);
    }
}
