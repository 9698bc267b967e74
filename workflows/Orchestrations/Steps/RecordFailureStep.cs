using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Mails;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>
/// Records that a step failed after all its attempts. A mail that could not be sent is noted and tried again in an
/// hour (the item is in the person's inbox all the same); anything else becomes a visit of the operator.
/// </summary>
public sealed class RecordFailureStep(ItemJournal journal, TenantFiles tenants, VisitClock clock, TimeProvider time)
    : IActivity<FailedStep, ItemStep>
{
    private static readonly TimeSpan MailAgain = TimeSpan.FromHours(1);

    /// <summary>What is only to be known is not worth telling after this long.</summary>
    private static readonly TimeSpan LongestUntold = TimeSpan.FromDays(5);

    /// <inheritdoc/>
    public async Task<ItemStep> RunAsync(ActivityContext context, FailedStep input)
    {
        var run = input.Run;
        var timed = input.Kind == StepKind.Notify ? await TimedAsync(run, context.Cancellation) : Untimed;
        await journal.ChangeAsync(run.Tenant, run.Item, current =>
        {
            if (current.Epoch != run.Epoch || NextStep.Of(current, time.GetUtcNow()).Kind != input.Kind) return null;
            return input.Kind switch
            {
                StepKind.Remind when current.RemindUtc is null => Later(current with { CheckUtc = time.GetUtcNow() + MailAgain }, input),
                StepKind.Notify or StepKind.Remind => MailFailed(timed(current), input),
                StepKind.Escalate => Later(current with { EscalateUtc = time.GetUtcNow() + MailAgain }, input),
                StepKind.Schedule => Later(current with { DeadlineUtc = time.GetUtcNow() + MailAgain }, input),
                StepKind.TellSupplier => SupplierNotTold(current, input),
                StepKind.TellLinked => LinkNotTold(current, input),
                _ => AskOperator(current, input),
            };
        }, context.Cancellation);

        var item = await journal.GetAsync(run.Tenant, run.Item, context.Cancellation);
        return item?.Epoch == run.Epoch ? NextStep.Of(item, time.GetUtcNow()) : new ItemStep(StepKind.Obsolete);
    }

    // Who gets no mail knows of nothing; others are to learn of it in time all the same.
    private async Task<Func<Item, Item>> TimedAsync(ItemRun run, CancellationToken cancellation)
    {
        if (tenants.Find(run.Tenant) is null
            || await journal.GetAsync(run.Tenant, run.Item, cancellation) is not { RemindUtc: null } item) return Untimed;
        var visit = (await journal.VisitsAsync(item, cancellation)).FirstOrDefault(one => one.Number == item.Visit);
        if (visit is null) return Untimed;
        var rules = await clock.RulesAsync(item, visit, cancellation);
        return current => current.Visit == visit.Number ? clock.Set(current, visit, rules) : current;
    }

    private static Item Untimed(Item item) => item;

    private ItemChange MailFailed(Item item, FailedStep failed)
    {
        var noted = MailFindings.With(
            item, MailFindings.MailNotSent,
            MailPhrases.NotSent.Of(item.Assignee?.User ?? "–", failed.Message));
        return new ItemChange(
            noted with { RemindUtc = time.GetUtcNow() + MailAgain }, ItemChange.System, "mailFailed", Details(failed));
    }

    // Whoever rejected the invoice is asked again. What was refused for good never comes here: the address is not to blame.
    private static ItemChange SupplierNotTold(Item item, FailedStep failed) => new(
        TellSupplierStep.NotSent(item, failed.Message, isOutage: true), ItemChange.System, "mailFailed", Details(failed));

    private ItemChange LinkNotTold(Item item, FailedStep failed) => new(
        item with
        {
            TellLinkedUtc = time.GetUtcNow() - item.EndedUtc < LongestUntold ? time.GetUtcNow() + MailAgain : null,
        }, ItemChange.System, "mailFailed", Details(failed));

    // The person at hand has the item and its link; only others learn of it later.
    private static ItemChange Later(Item item, FailedStep failed) =>
        new(item, ItemChange.System, failed.Kind == StepKind.Schedule ? "scheduleFailed" : "mailFailed", Details(failed));

    private ItemChange AskOperator(Item item, FailedStep failed)
    {
        var @case = new OperatorCase(
            failed.Kind.ToString(), item.AppliesVisit ?? item.Visit, failed.Type, failed.Message,
            failed.Kind == StepKind.Post)
        {
            Earlier = failed.Kind == StepKind.Apply ? item.Operator : null,
        };
        var assignee = tenants.Find(item.Tenant)?.Settings is { } settings ? OperatorOf(settings) : string.Empty;
        var reason = ReasonPhrases.StepFailed.Of(@case.Step, failed.Message);
        var visit = new Visit(
            item.Visit + 1, item.Station?.Sequence ?? 0, item.Station?.Name ?? "Betrieb", assignee, reason,
            VisitPurposes.Operator, time.GetUtcNow(), [], null);
        var waiting = OpenedVisit.On(item, visit, new AssigneeRef(assignee, reason)) with
        {
            Operator = @case,
            AppliesVisit = null,
        };
        return new ItemChange(waiting, ItemChange.System, "failed", Details(failed)) { Rows = [VisitRows.Open(visit)] };
    }

    /// <summary>Whoever may operate, else the global fallback.</summary>
    private static string OperatorOf(Settings settings) =>
        settings.People.FirstOrDefault(person => settings.May(person, Permission.Operate))?.Id
        ?? settings.Global.FallbackAssignee;

    private static Dictionary<string, string> Details(FailedStep failed) => new()
    {
        ["step"] = failed.Kind.ToString(),
        ["type"] = failed.Type,
        ["message"] = failed.Message,
    };
}
