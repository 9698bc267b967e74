using System.Collections.Concurrent;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Functions.Tests.Durable;

/// <summary>The item's own orchestration, with activities that only say what they were asked.</summary>
public sealed class PoisonedActivityTests
{
    private static readonly ItemRun Run = new("demo", "0123456789abcdef0123456789abcdef", 1, ItemRun.CurrentRevision);

    [Fact]
    public async Task An_activity_that_always_fails_becomes_a_case_for_the_operator_and_the_instance_lives_on()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var failures = new ConcurrentQueue<FailedStep>();
        var looks = new Queue<ItemStep>([new ItemStep(StepKind.Extract), new ItemStep(StepKind.Ended)]);
        var catalogue = new Catalogue()
            .Add(ItemSteps.Item, () => new ItemOrchestration())
            .Add(ItemSteps.Look, _ => new Does<ItemRun>(_ => looks.Dequeue()))
            .Add(ItemSteps.Named(StepKind.Extract), _ => new Does<ItemRun>(_ => throw new ActivityFailureException(
                new ActivityFailure("Poisoned", "Dieses Dokument bringt jeden Leser um.", Retriable: false))))
            .Add(ItemSteps.RecordFailure, _ => new Does<FailedStep>(failed =>
            {
                failures.Enqueue(failed);
                return new ItemStep(StepKind.Await, DateTimeOffset.UtcNow.AddDays(1));
            }));
        await using var home = await DurableTaskHome.OpenAsync(catalogue);

        await home.Client.StartAsync(ItemSteps.Item.Value, Run.InstanceId, DurableJson.Serialize(Run), soon.Token);
        while (failures.IsEmpty) await Task.Delay(20, soon.Token);
        Assert.Equal(InstanceStatus.Running, (await home.Client.GetAsync(Run.InstanceId, soon.Token))!.Status);
        var failed = Assert.Single(failures);
        Assert.Equal((StepKind.Extract, "Poisoned"), (failed.Kind, failed.Type));
        Assert.Contains("jeden Leser", failed.Message, StringComparison.Ordinal);

        // The operator decides; the instance looks at the record and goes on.
        await home.Client.RaiseEventAsync(
            Run.InstanceId, ItemSteps.DecidedEvent, DurableJson.Serialize(new Wake()), soon.Token);
        InstanceState? state;
        while ((state = await home.Client.GetAsync(Run.InstanceId, soon.Token))!.Status == InstanceStatus.Running)
            await Task.Delay(20, soon.Token);
        Assert.Equal(InstanceStatus.Completed, state.Status);
    }

    private sealed class Does<TInput>(Func<TInput, ItemStep> step) : IActivity<TInput, ItemStep>
    {
        public Task<ItemStep> RunAsync(ActivityContext context, TInput input) => Task.FromResult(step(input));
    }
}
