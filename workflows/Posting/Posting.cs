using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Posting;

/// <summary>How far a posting is.</summary>
public enum PostingStep
{
    /// <summary>To be sent; the target has not got it.</summary>
    Planned,

    /// <summary>Being sent, or it was when the process died: the target may have got it.</summary>
    Sending,

    /// <summary>The target has it.</summary>
    Confirmed,

    /// <summary>The target refused it.</summary>
    Refused,

    /// <summary>The target may have got it and cannot be asked: a person looks.</summary>
    Unknown,
}

/// <summary>A posting as recorded. Each step is a conditional write.</summary>
/// <param name="Payload">What is sent under this key; it never changes, whoever asks again.</param>
/// <param name="Attempts">How often it was sent, or was about to be.</param>
/// <param name="SentUtc">When it was sent last, or was about to be.</param>
public sealed record Posting(
    PostingKey Key, PostingStep Step, string Payload, int Attempts, DateTimeOffset PlannedUtc, DateTimeOffset? SentUtc)
{
    /// <summary>When the target or a person settled it.</summary>
    public DateTimeOffset? SettledUtc { get; init; }

    /// <summary>The person who settled it, where no target did.</summary>
    public string? SettledBy { get; init; }

    /// <summary>The target's own number for it.</summary>
    public string? Number { get; init; }

    /// <summary>For a person: what the target said, or why it is not known what it did.</summary>
    public string? Message { get; init; }

    /// <summary>The count under which a person had it sent again.</summary>
    public int? Next { get; init; }

    /// <summary>As a page shows it.</summary>
    public PostingState Shown => new(
        Key.Target, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(Step.ToString()), Number, Message);
}
