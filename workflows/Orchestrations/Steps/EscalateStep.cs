using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Tells whoever the station or the tenant names that an item waits too long: once per visit.</summary>
public sealed class EscalateStep(
    ItemJournal journal, TenantFiles tenants, ProcessStore processes, MasterData master, VisitClock clock, VisitMail mails,
    IOutbox outbox, TimeProvider time)
    : ItemActivity(StepKind.Escalate, journal, time)
{
    private readonly ItemJournal _journal = journal;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task DoAsync(Item item, CancellationToken cancellation)
    {
        var tenant = tenants.Require(item.Tenant);
        var visit = await _journal.VisitAsync(item, item.Visit, cancellation);
        var rules = await clock.RulesAsync(item, visit, cancellation);
        var told = await WhomAsync(tenant.Settings, item, rules, cancellation);
        if (told is null || told.User == visit.Assignee)
        {
            await MoveAsync(item, current => new ItemChange(
                current with { EscalateUtc = null }, ItemChange.System, "notEscalated", new Dictionary<string, string>
                {
                    ["visit"] = $"{visit.Number}",
                    ["reason"] = told is null ? "Es ist niemand dafür angegeben." : "Der Vorgang liegt schon bei dieser Person.",
                }), cancellation);
            return;
        }

        var now = _time.GetUtcNow();
        var isEarly = VisitTimes.Of(tenant.Settings, rules, visit.OpenedUtc, null).Escalation > now;
        if (mails.Escalation(tenant, item, visit, told, isEarly) is { } mail) await outbox.SendAsync(mail, cancellation);
        await MoveAsync(item, current => new ItemChange(
            current with { EscalateUtc = null, Escalation = new Escalation(now, told.User, told.Reason) },
            ItemChange.System, "escalated", new Dictionary<string, string>
            {
                ["to"] = told.User,
                ["reason"] = told.Reason,
                ["person"] = visit.Assignee,
                ["visit"] = $"{visit.Number}",
            }), cancellation);
    }

    private async Task<AssigneeRef?> WhomAsync(
        Settings settings, Item item, ReminderSettings rules, CancellationToken cancellation)
    {
        if (rules.EscalateTo is not { } choice) return null;
        var now = _time.GetUtcNow();
        return RouteEvaluation.EscalateTo(
            new RouteInput
            {
                Item = item,
                Linked = await master.LinkedAsync(item.Tenant, item.Cover, cancellation),
                Process = item.Route is null ? new Process { Routes = [] } : await processes.RequireAsync(item, cancellation),
                Settings = settings,
                Absences = await master.AbsencesFromAsync(item.Tenant, settings.DateAt(now), cancellation),
                NowUtc = now,
            },
            choice);
    }
}
