using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations.Steps;

/// <summary>Reads the record and says what is next.</summary>
public sealed class LookStep(ItemJournal journal, TimeProvider time) : IActivity<ItemRun, ItemStep>
{
    /// <inheritdoc/>
    public async Task<ItemStep> RunAsync(ActivityContext context, ItemRun input)
    {
        var item = await journal.GetAsync(input.Tenant, input.Item, context.Cancellation);
        return item?.Epoch == input.Epoch ? NextStep.Of(item, time.GetUtcNow()) : new ItemStep(StepKind.Obsolete);
    }
}
