namespace Serverless.Workflows.Intake.Mail;

/// <summary>A message as far as the intake needs it. Everything in it was written by a stranger.</summary>
public sealed record ParsedMail
{
    /// <summary>Nothing known.</summary>
    public static ParsedMail Empty { get; } = new();

    public MailHeaders Headers { get; init; } = MailHeaders.None;

    public IReadOnlyList<Mailbox> From { get; init; } = [];

    public IReadOnlyList<Mailbox> To { get; init; } = [];

    public IReadOnlyList<Mailbox> ReplyTo { get; init; } = [];

    /// <summary>The envelope's sender as the receiving server noted it: null where it noted none, empty for
    /// <c>&lt;&gt;</c>, which marks a bounce.</summary>
    public string? ReturnPath { get; init; }

    public string Subject { get; init; } = string.Empty;

    public DateTimeOffset? Date { get; init; }

    /// <summary>With its angle brackets; null where absent or malformed.</summary>
    public string? MessageId { get; init; }

    /// <summary>A delivery report, read receipt or complaint (<c>multipart/report</c>) or a message without a return
    /// path.</summary>
    public bool IsReport { get; init; }

    /// <summary>Says of itself that no person sent it (RFC 3834, <c>Auto-Submitted</c> other than <c>no</c>).</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Came over a mailing list or as bulk mail.</summary>
    public bool IsList { get; init; }

    /// <summary>Parts of it can only be read with the recipient's key (S/MIME or PGP).</summary>
    public bool IsEncrypted { get; init; }

    public string? TextBody { get; init; }

    public string? HtmlBody { get; init; }

    /// <summary>Every part that is not the body, in order, without those of forwarded messages.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Messages inside this one: forwarded as attachment, in a digest, or returned by a report.</summary>
    public IReadOnlyList<ParsedMail> Forwarded { get; init; } = [];

    /// <summary>The attachments of this message and of all messages in it, outer ones first.</summary>
    public IEnumerable<MailAttachment> AllAttachments() =>
        Attachments.Concat(Forwarded.SelectMany(inner => inner.AllAttachments()));
}
