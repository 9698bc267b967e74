using System.Diagnostics;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Simulations;

/// <summary>What one call has found.</summary>
/// <param name="Looked">How many items were compared.</param>
/// <param name="Different">How many of them would go another way.</param>
/// <param name="Items">Those of them that are shown.</param>
/// <param name="Lost">Items whose pinned process is missing.</param>
/// <param name="Next">Where older items follow; null where all were looked at.</param>
internal sealed record SimulationFound(
    int Looked, int Different, IReadOnlyList<SimulatedItem> Items, IReadOnlyList<string> Lost, string? Next);

/// <summary>Runs a simulation as far as one call goes: so many items, so many differences, so much time. What is left
/// follows in the next call, from where this one ended.</summary>
internal static class SimulationRun
{
    /// <summary>The most items that one call looks at. 10,000 take a few seconds, far from the minute that a call has.</summary>
    public const int MostItems = 10_000;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(40);

    /// <param name="services">The home.</param>
    /// <param name="present">The tenant as it is.</param>
    /// <param name="candidate">The tenant as it would be.</param>
    /// <param name="filter">Which items.</param>
    /// <param name="mostShown">How many differing items are kept.</param>
    /// <param name="endWhenFull">Whether to end when so many are found, or to go on counting.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<SimulationFound> RunAsync(
        WebServices services, Tenant present, Tenant candidate, SimulationFilter filter, int mostShown, bool endWhenFull,
        CancellationToken cancellation)
    {
        var (looked, different, items, lost) = (0, 0, new List<SimulatedItem>(), new List<string>());
        string? next = null;
        var began = Stopwatch.GetTimestamp();
        await foreach (var batch in services.Routes.SimulateAsync(present, candidate, filter, cancellation))
        {
            looked += batch.Looked;
            different += batch.Different.Count;
            items.AddRange(endWhenFull ? batch.Different : batch.Different.Take(mostShown - items.Count));
            lost.AddRange(batch.Lost);
            next = batch.Next;
            if ((endWhenFull && items.Count >= mostShown) || Stopwatch.GetElapsedTime(began) > MostTime) break;
        }

        return new SimulationFound(looked, different, items, lost, next);
    }
}
