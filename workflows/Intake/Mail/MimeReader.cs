namespace Serverless.Workflows.Intake.Mail;

/// <summary>Reads messages in memory: every part is a slice of the message, decoded only when it is asked for.</summary>
public sealed class MimeReader : IMailReader
{
    /// <inheritdoc/>
    public ParsedMail Read(ReadOnlyMemory<byte> message, MailLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new MimeWalk(limits).Message(message, string.Empty, 0);
    }

    /// <summary>Whether bytes begin like a message: headers that mail has.</summary>
    public static bool LooksLikeMessage(ReadOnlyMemory<byte> content)
    {
        var start = content.Span[..Math.Min(content.Length, 64 * 1024)];
        var headers = HeaderBlock.Read(start, start.Length, out _);
        if (headers is null) return false;
        return headers.Fields.Count(field => MessageFields.Contains(field.Key)) >= 2;
    }

    private static readonly HashSet<string> MessageFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Received", "Return-Path", "Delivered-To",
        "Content-Type", "Reply-To", "Cc", "Sender", "DKIM-Signature",
    };
}
