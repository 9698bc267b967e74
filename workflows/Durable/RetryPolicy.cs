namespace Serverless.Workflows.Durable;

/// <summary>How often and how far apart a failed call is tried again.</summary>
/// <param name="MaxAttempts">Attempts in all, the first included; at least 1.</param>
/// <param name="FirstDelay">The wait before the second attempt.</param>
/// <param name="Backoff">What each further wait is multiplied by; at least 1.</param>
/// <param name="MaxDelay">No wait is longer than this.</param>
public sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstDelay, double Backoff, TimeSpan MaxDelay)
{
    /// <summary>Five attempts, 2 s apart at first, four times longer each time, at most five minutes.</summary>
    public static RetryPolicy Standard { get; } = new(5, TimeSpan.FromSeconds(2), 4, TimeSpan.FromMinutes(5));

    /// <summary>The wait after a failed attempt.</summary>
    /// <param name="attempt">The attempt that failed, counted from 1.</param>
    public TimeSpan DelayAfter(int attempt)
    {
        var seconds = FirstDelay.TotalSeconds * Math.Pow(Backoff, attempt - 1);
        return seconds >= MaxDelay.TotalSeconds ? MaxDelay : TimeSpan.FromSeconds(seconds);
    }
}
