using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Archive.Lists;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>
/// One step of an item. It does its work only where the record says that this step is next, so a repeat, a late copy
/// or an instance of an old epoch changes nothing; in any case it answers what is next.
/// </summary>
public abstract class ItemActivity(StepKind kind, ItemJournal journal, TimeProvider time) : IActivity<ItemRun, ItemStep>
{
    /// <inheritdoc/>
    public async Task<ItemStep> RunAsync(ActivityContext context, ItemRun input)
    {
        if (await CurrentAsync(input, context.Cancellation) is not { } item) return new ItemStep(StepKind.Obsolete);
        if (IsDue(item))
        {
            await DoAsync(item, context.Cancellation);
            if (await CurrentAsync(input, context.Cancellation) is not { } after) return new ItemStep(StepKind.Obsolete);
            item = after;
        }

        return NextStep.Of(item, time.GetUtcNow());
    }

    /// <summary>Does the step.</summary>
    protected abstract Task DoAsync(Item item, CancellationToken cancellation);

    /// <summary>Moves the record on, unless it was moved meanwhile by somebody else.</summary>
    protected Task MoveAsync(Item item, Func<Item, ItemChange> change, CancellationToken cancellation) =>
        journal.ChangeAsync(
            item.Tenant, item.Id,
            current => current.Epoch == item.Epoch && current.Visit == item.Visit && IsDue(current) ? change(current) : null,
            cancellation);

    private bool IsDue(Item item) => NextStep.Of(item, time.GetUtcNow()).Kind == kind;

    private async Task<Item?> CurrentAsync(ItemRun run, CancellationToken cancellation)
    {
        var item = await journal.GetAsync(run.Tenant, run.Item, cancellation);
        return item?.Epoch == run.Epoch ? item : null;
    }
}
