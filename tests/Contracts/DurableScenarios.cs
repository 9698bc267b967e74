using Serverless.Workflows.Durable;

namespace Serverless.Tests;

/// <summary>A home's engine for one scenario.</summary>
public sealed record DurableHome(IWorkflowClient Client, Func<ValueTask> Close) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Close();
}

/// <summary>
/// What orchestrations may count on in both homes. An engine's tests derive from this and supply the engine. Clocks are
/// real, for one of the engines has no other; nothing is asserted about how long anything takes.
/// </summary>
public abstract partial class DurableScenarios
{
    private static readonly RetryPolicy AtOnce = new(4, TimeSpan.FromMilliseconds(10), 2, TimeSpan.FromMilliseconds(50));

    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromMinutes(5)).Token;

    /// <summary>An engine that runs the catalogue.</summary>
    protected abstract Task<DurableHome> OpenAsync(Catalogue catalogue);

    private static async Task<InstanceState> EndAsync(DurableHome home, string id)
    {
        var state = await UntilAsync(home, id, state => state.Status
            is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated);
        return state;
    }

    private static async Task<InstanceState> UntilAsync(DurableHome home, string id, Predicate<InstanceState> holds)
    {
        for (var soon = Soon; ; await Task.Delay(20, soon))
        {
            if (await home.Client.GetAsync(id, soon) is { } state && holds(state)) return state;
        }
    }

    private static Task<StartResult> StartAsync(DurableHome home, string orchestration, string id, string input = "null") =>
        home.Client.StartAsync(orchestration, id, input, Soon);

    private static Task<bool> RaiseAsync(DurableHome home, string id, string name, string payload = "null") =>
        home.Client.RaiseEventAsync(id, name, payload, Soon);

    /// <summary>Starts an instance and gives its output.</summary>
    private static async Task<string?> RunAsync(DurableHome home, string orchestration, string input = "null")
    {
        Assert.Equal(StartResult.Started, await StartAsync(home, orchestration, "a", input));
        var end = await EndAsync(home, "a");
        Assert.True(end.Status == InstanceStatus.Completed, $"{end.Status}: {end.Failure}");
        return end.OutputJson;
    }
}
