using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>The names that an item's orchestration uses, the same in both homes and for as long as items are in flight.</summary>
public static class ItemSteps
{
    /// <summary>Raised when a decision was written.</summary>
    public const string DecidedEvent = "decided";

    /// <summary>The orchestration of an item.</summary>
    public static OrchestrationName<ItemRun, ItemEnd> Item { get; } = new("Item");

    /// <summary>Reads the record and says what is next.</summary>
    public static ActivityName<ItemRun, ItemStep> Look { get; } = new("Look");

    /// <summary>Records a failure: a case for the operator.</summary>
    public static ActivityName<FailedStep, ItemStep> RecordFailure { get; } = new("RecordFailure");

    /// <summary>For steps without which nothing can go on: as long as it takes, up to an hour apart.</summary>
    public static RetryPolicy UntilItWorks { get; } =
        new(int.MaxValue, TimeSpan.FromSeconds(2), 2, TimeSpan.FromHours(1));

    /// <summary>The activity that does a step.</summary>
    public static ActivityName<ItemRun, ItemStep> Named(StepKind kind) => new(kind.ToString());
}
