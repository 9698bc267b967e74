namespace Serverless.Workflows.Intake.Mail;

/// <summary>How much of a message is read before it is refused. What is refused was stored before.</summary>
public sealed record MailLimits
{
    /// <summary>The whole message, in bytes.</summary>
    public long MaxBytes { get; init; } = IntakeOptions.DefaultMaxBytes;

    /// <summary>Parts of all levels together. Mail of people has fewer than 50.</summary>
    public int MaxParts { get; init; } = 500;

    /// <summary>Levels of multiparts, forwarded messages and envelopes inside each other.</summary>
    public int MaxDepth { get; init; } = 40;

    /// <summary>The headers of one part, in bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 512 * 1024;

    /// <summary>A longer text is cut off here, in bytes; the message itself keeps all of it.</summary>
    public int MaxTextBytes { get; init; } = 1024 * 1024;
}

/// <summary>A message is beyond the limits. The only exception of reading mail.</summary>
/// <param name="code">A stable code: <c>mailTooLarge</c>, <c>tooManyParts</c>, <c>nestedTooDeep</c> or
/// <c>headersTooLarge</c>.</param>
/// <param name="text">For the sender, German: what is wrong and what to do.</param>
/// <param name="envelope">What the outer headers say, without any part.</param>
public sealed class MailLimitException(string code, string text, ParsedMail envelope) : Exception(code + ": " + text)
{
    public string Code { get; } = code;

    public string Text { get; } = text;

    public ParsedMail Envelope { get; } = envelope;
}
