using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Durable;
using Serverless.Workflows.Orchestrations;

namespace Serverless.Functions.Triggers;

/// <summary>The minute's work; the host runs a timer on one instance at a time.</summary>
public sealed class MinuteFunction(MinuteTick tick, CurrentDurableClient current)
{
    [Function("Minute")]
    public Task RunAsync(
        [TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        current.Use(client);
        return tick.RunAsync(cancellation);
    }
}
