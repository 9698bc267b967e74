namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>How far a source's mailbox is, and how it is doing.</summary>
public sealed record MailboxState
{
    /// <summary>Which mailbox it is about: where the source was pointed to another one, nothing here is of use.</summary>
    public required string Place { get; init; }

    /// <summary>When the last round began.</summary>
    public DateTimeOffset? LastUtc { get; init; }

    /// <summary>The last message that was dealt with, in a mailbox that keeps an order.</summary>
    public string? After { get; init; }

    /// <summary>What lay in a mailbox without order when nothing in it was new, as a hash.</summary>
    public string? Seen { get; init; }

    /// <summary>Messages over which rounds broke, in the order of the mailbox.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];

    /// <summary>The message that is being taken. Written before that begins: a round that finds it here anew knows that the
    /// process died over it, or gave up, so many times in a row.</summary>
    public Obstacle? Begun { get; init; }

    /// <summary>Messages that stay there without a person knowing yet.</summary>
    public IReadOnlyList<LeftMessage> Untold { get; init; } = [];

    /// <summary>Since when and why it cannot be read; null while it can.</summary>
    public Outage? Outage { get; init; }

    /// <summary>How many outages there have been.</summary>
    public int Outages { get; init; }
}

/// <summary>A message over which rounds broke.</summary>
/// <param name="Times">How many.</param>
public sealed record Obstacle(string Uid, int Times);

/// <summary>A mailbox that cannot be read.</summary>
/// <param name="Told">Whether a person was told.</param>
public sealed record Outage(MailboxFault Fault, string Text, DateTimeOffset SinceUtc, bool Told);

/// <summary>A message that stays in its mailbox without having become an item.</summary>
/// <param name="Why">German, for the people of the tenant.</param>
public sealed record LeftMessage(string Uid, string Why);
