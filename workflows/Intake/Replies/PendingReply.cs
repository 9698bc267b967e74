namespace Serverless.Workflows.Intake.Replies;

/// <summary>A reply that is owed.</summary>
/// <param name="Item">The item that it is about.</param>
/// <param name="SinceUtc">When it was written.</param>
/// <param name="Tries">How often it was tried to send it.</param>
/// <param name="DueUtc">When it may be tried next. Whoever tries moves it first, so that no other worker does so at the
/// same time.</param>
internal sealed record PendingReply(string Item, OutgoingMail Mail, DateTimeOffset SinceUtc, int Tries, DateTimeOffset DueUtc)
{
    /// <summary>How long is tried: what RFC 5321 (4.5.4.1) asks of a mail server.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(5);

    // The first pause outlasts an attempt at a relay that does not answer.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>The row of whoever is about to try.</summary>
    public PendingReply Claimed(DateTimeOffset now)
    {
        var pause = Shortest * Math.Pow(2, Math.Min(Tries, 10));
        return this with { Tries = Tries + 1, DueUtc = now + (pause < LongestPause ? pause : LongestPause) };
    }
}
