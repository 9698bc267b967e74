using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Serverless.Workflows.Orchestrations;

/// <summary>Keeps one of many from ending a round for the others: what fails is logged, and tried again in the next minute
/// and then less and less often. Only known to this process; another one tries anew.</summary>
public sealed class Attempts(ILogger logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    // Rounds come a little early or late.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (int Failed, DateTimeOffset Next)> _failed = new(StringComparer.Ordinal);

    /// <summary>Does it, unless it failed lately. Throws only where it is cancelled.</summary>
    /// <param name="what">What it is, for the log; the same text stands for the same work.</param>
    public async Task TryAsync(string what, DateTimeOffset now, Func<Task> work, CancellationToken cancellation)
    {
        var before = _failed.GetValueOrDefault(what);
        if (before.Failed > 0 && now < before.Next - Slack) return;
        try
        {
            await work();
            _failed.TryRemove(what, out _);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            var times = before.Failed + 1;
            var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(times - 1, 10)));
            _failed[what] = (times, now + (pause < Longest ? pause : Longest));
            logger.LogError(failed, "{What} failed, {Times} times by now; it is tried again.", what, times);
        }
    }
}
