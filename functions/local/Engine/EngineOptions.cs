namespace Serverless.Local.Engine;

/// <summary>How the embedded engine runs.</summary>
public sealed record EngineOptions
{
    /// <summary>The SQLite file; its folder is made where it is missing. One process at a time may open it.</summary>
    public required string File { get; init; }

    /// <summary>How many activities run at the same time.</summary>
    public int MaxConcurrentActivities { get; init; } = 64;

    /// <summary>How many more wait for that in memory; what is beyond is found on disk again when there is room.</summary>
    public int MaxWaitingActivities { get; init; } = 10_000;

    /// <summary>An activity that takes longer fails with type <c>TimedOut</c>.</summary>
    public TimeSpan ActivityTimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many resting instances stay in memory; 0 replays each instance for every step.</summary>
    public int WarmInstances { get; init; } = 4096;

    /// <summary>The engine looks at the clock at least this often, so that clock changes are seen.</summary>
    public TimeSpan MaxSleep { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a disposed engine waits for running activities; what is left runs again at the next start.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Does everything that an engine may do and seldom does; for tests.</summary>
    public StrictMode? Strict { get; init; }
}
