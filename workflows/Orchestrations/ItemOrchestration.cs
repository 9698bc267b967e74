using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Orchestrations;

/// <summary>
/// Takes an item from its receipt to its end. Each activity moves the record on and says what is next, so the code
/// here only orders, waits and retries; started anew at any point it goes on where the record is.
/// </summary>
public sealed class ItemOrchestration : IOrchestration<ItemRun, ItemEnd>
{
    /// <summary>Rounds of waiting before the history is begun anew.</summary>
    private const int RoundsPerGeneration = 20;

    /// <inheritdoc/>
    public async Task<ItemEnd> RunAsync(IOrchestrationContext context, ItemRun input)
    {
        var decided = context.Listen<Wake>(ItemSteps.DecidedEvent);
        var step = await context.CallActivityAsync(ItemSteps.Look, input, ItemSteps.UntilItWorks);
        for (var rounds = 0; ;)
        {
            switch (step.Kind)
            {
                case StepKind.Ended or StepKind.Obsolete:
                    return new ItemEnd(step.Kind);

                case StepKind.Await when rounds == RoundsPerGeneration:
                    context.ContinueAsNew(input);
                    return new ItemEnd(step.Kind);

                case StepKind.Await:
                    rounds++;
                    if (await WokenBefore(context, decided, step.Due!.Value))
                        decided = context.Listen<Wake>(ItemSteps.DecidedEvent);
                    step = await context.CallActivityAsync(ItemSteps.Look, input, ItemSteps.UntilItWorks);
                    break;

                case StepKind.Apply:
                    await Work(context, input, step.Kind);
                    context.ContinueAsNew(input);
                    return new ItemEnd(step.Kind);

                default:
                    step = await Work(context, input, step.Kind);
                    break;
            }
        }
    }

    /// <summary>Waits for the event, but not beyond the due time. The listener is kept where the time wins.</summary>
    private static async Task<bool> WokenBefore(IOrchestrationContext context, Task<Wake> decided, DateTimeOffset due)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimerAsync(due, stop.Token);
        var first = await Task.WhenAny(decided, timer);
        if (first != decided) return false;
        stop.Cancel();
        return true;
    }

    /// <summary>Does one step; a failure that stands after all attempts becomes a case for the operator.</summary>
    private static async Task<ItemStep> Work(IOrchestrationContext context, ItemRun run, StepKind kind)
    {
        ActivityFailure failure;
        try
        {
            return await context.CallActivityAsync(ItemSteps.Named(kind), run, RetryPolicy.Standard);
        }
        catch (ActivityFailureException failed)
        {
            failure = failed.Failure;
        }

        return await context.CallActivityAsync(
            ItemSteps.RecordFailure, new FailedStep(run, kind, failure.Type, failure.Message), ItemSteps.UntilItWorks);
    }
}
