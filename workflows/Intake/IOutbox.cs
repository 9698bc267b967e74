using Serverless.Workflows.Durable;

namespace Serverless.Workflows.Intake;

/// <summary>Sends mail: to a folder or over SMTP.</summary>
public interface IOutbox
{
    /// <summary>Hands the mail over. A repeat with the same key sends nothing again where that can be known.</summary>
    Task SendAsync(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>A mail to one person.</summary>
/// <param name="Key">The business key, <c>tenant/item/target/purpose/n</c>; also the base of its Message-ID.</param>
/// <param name="Text">The plain text part.</param>
/// <param name="Html">The HTML part, or null for text only.</param>
/// <param name="InReplyTo">The Message-ID it answers, with the headers of an automatic reply; null otherwise.</param>
public sealed record OutgoingMail(
    string Tenant, string Key, string FromName, string FromAddress, string ToName, string ToAddress, string Subject,
    string Text, string? Html, string? InReplyTo)
{
    /// <summary>Where answers go, where that is not the sender; null otherwise.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whether a person decided that it is sent, so that it does not say that a program wrote it: some programs
    /// throw such mail away.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The type of an <c>ActivityFailureException</c> where a mail was refused; for good where it is not
    /// retriable.</summary>
    public const string Refused = "MailRefused";

    /// <summary>Whether the mail was refused for good: another attempt would end the same. A sign-in that the relay refuses
    /// can be mended and is none.</summary>
    public static bool IsRefused(Exception failed) => failed is ArgumentException
        or ActivityFailureException { Failure: { Type: Refused, Retriable: false } };
}
