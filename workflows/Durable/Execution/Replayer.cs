using Microsoft.Extensions.Logging.Abstractions;

namespace Serverless.Workflows.Durable.Execution;

/// <summary>Runs recorded histories against the code of the day.</summary>
public static class Replayer
{
    /// <summary>Replays a history to its end.</summary>
    /// <exception cref="RunStoppedException">The code no longer fits it; the message says which step differs.</exception>
    public static void Replay(Catalogue catalogue, RecordedHistory history)
    {
        var start = history.Start;
        if (!catalogue.TryGetOrchestration(start.Orchestration, out var entry))
        {
            throw new RunStoppedException(RunStoppedException.UnknownOrchestration,
                $"The catalogue has no orchestration '{start.Orchestration}'.");
        }

        new OrchestrationRun(entry, history.InstanceId, start, new Mailbox(), NullLogger.Instance)
            .Replay(history.Events);
    }
}
