using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Durable;
using Serverless.Functions.Home;

namespace Serverless.Functions.Triggers;

/// <summary>What runs by the clock (UTC).</summary>
public sealed class UpkeepFunctions(Upkeep upkeep, CurrentDurableClient current)
{
    [Function("Sweep")]
    public Task SweepAsync(
        [TimerTrigger("0 7 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        current.Use(client);
        return upkeep.SweepAsync(cancellation);
    }

    [Function("PurgeInstances")]
    public Task PurgeAsync(
        [TimerTrigger("0 30 2 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        current.Use(client);
        return upkeep.PurgeAsync(cancellation);
    }
}
