using Microsoft.Extensions.Logging;
using Serverless.Workflows.Durable.Execution;

namespace Serverless.Local.Engine;

/// <summary>The engine's messages to operators.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Error, "The instance {Instance} is stopped and keeps its history and messages.")]
    public static partial void LogInstanceStopped(this ILogger logger, string instance, RunStoppedException stop);

    [LoggerMessage(2, LogLevel.Error, "A turn of the instance {Instance} failed; it is tried again.")]
    public static partial void LogTurnFailed(this ILogger logger, string instance, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "The activity {Activity} of {Instance} took longer than {Limit}.")]
    public static partial void LogTimedOut(this ILogger logger, string activity, string instance, TimeSpan limit);

    [LoggerMessage(4, LogLevel.Warning, "The activity {Activity} of {Instance} failed: {Type}.")]
    public static partial void LogActivityFailed(
        this ILogger logger, string activity, string instance, string type, Exception failure);

    [LoggerMessage(5, LogLevel.Error, "Timers could not be looked at; tried again in a second.")]
    public static partial void LogClockFailed(this ILogger logger, Exception failure);

    [LoggerMessage(6, LogLevel.Information, "{Count} unfinished instances and {Work} pieces of work taken up again.")]
    public static partial void LogRecovered(this ILogger logger, int count, int work);

    [LoggerMessage(7, LogLevel.Error, "Unfinished work could not be taken up again; tried again in a second.")]
    public static partial void LogRecoveryFailed(this ILogger logger, Exception failure);

    [LoggerMessage(8, LogLevel.Error, "The activities that {Instance} waits for cannot be read; they do not run.")]
    public static partial void LogUnreadable(this ILogger logger, string instance, Exception failure);

    [LoggerMessage(9, LogLevel.Error, "The unfinished work {Key} cannot be read; it is kept and not done.")]
    public static partial void LogUnreadableWork(this ILogger logger, string key);
}
