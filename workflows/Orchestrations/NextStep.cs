using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Reads from an item's record what is next. The record is the truth; orchestrations only follow it.</summary>
public static class NextStep
{
    /// <summary>An item that waits without a reminder is looked at again after this long, in case an event was lost.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(7);

    /// <summary>What the item needs at that moment.</summary>
    public static ItemStep Of(Item item, DateTimeOffset now) => item.VisitState switch
    {
        _ when item.Stage == ItemStage.Ended => AfterTheEnd(item, now),
        VisitState.Opened when !(item.RemindUtc > now) => new ItemStep(StepKind.Notify),
        VisitState.Notified when (item.RemindUtc ?? item.CheckUtc) <= now => new ItemStep(StepKind.Remind),
        VisitState.Opened or VisitState.Notified when item.EscalateUtc <= now => new ItemStep(StepKind.Escalate),
        VisitState.Opened or VisitState.Notified when item.DeadlineUtc <= now => new ItemStep(StepKind.Schedule),
        VisitState.Opened or VisitState.Notified => new ItemStep(StepKind.Await, First(item, now + LookAgain)),
        VisitState.Decided => new ItemStep(StepKind.Apply),
        _ when item is { Stage: ItemStage.Walking, SupplierRejection: { End: null, Mail.State: SupplierMailState.Planned } } =>
            new ItemStep(StepKind.TellSupplier),
        _ => new ItemStep(OfStage(item.Stage)),
    };

    /// <summary>What is still owed to a person when an item has ended.</summary>
    private static ItemStep AfterTheEnd(Item item, DateTimeOffset now) => item.TellLinkedUtc is not { } due
        ? new ItemStep(StepKind.Ended)
        : due <= now ? new ItemStep(StepKind.TellLinked) : new ItemStep(StepKind.Await, due);

    private static StepKind OfStage(ItemStage stage) => stage switch
    {
        ItemStage.Received => StepKind.Extract,
        ItemStage.CoverSheet => StepKind.FillCoverSheet,
        ItemStage.Walking => StepKind.Decide,
        ItemStage.Posting => StepKind.Post,
        ItemStage.Archiving => StepKind.Archive,
        _ => StepKind.Ended,
    };

    private static DateTimeOffset First(Item item, DateTimeOffset latest) => new[]
    {
        item.RemindUtc ?? item.CheckUtc ?? latest, item.EscalateUtc ?? latest, item.DeadlineUtc ?? latest, latest,
    }.Min();
}
