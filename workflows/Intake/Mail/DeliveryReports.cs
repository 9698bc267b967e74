using System.Text;

namespace Serverless.Workflows.Intake.Mail;

/// <summary>Reads reports on the delivery of mails (RFC 3462, RFC 3464).</summary>
public static class DeliveryReports
{
    private static readonly string[] Statuses = ["message/delivery-status", "message/global-delivery-status"];

    // A read receipt and a complaint say that the mail did arrive.
    private static readonly string[] Others = ["message/disposition-notification", "message/feedback-report"];

    /// <summary>Whether a message says that a mail has not arrived: not that it is late, was delivered or read, and no note of
    /// absence, which has no return path either.</summary>
    public static bool SaysUndelivered(ParsedMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (!mail.IsReport || mail.Attachments.Any(part => Others.Contains(part.DeclaredType))) return false;
        var actions = mail.Attachments.Where(part => Statuses.Contains(part.DeclaredType)).SelectMany(Actions).ToList();
        return actions.Count > 0
            ? actions.Contains("failed")
            : mail.Forwarded.Count > 0 || mail.Attachments.Any(IsHeaders);
    }

    /// <summary>The ids of the messages that a report returns, whole or their headers alone.</summary>
    public static IEnumerable<string> Returned(ParsedMail mail) =>
    [
        .. mail.Forwarded.Select(returned => returned.MessageId).OfType<string>(),
        .. mail.Attachments.Where(IsHeaders).SelectMany(part => Values(part, "Message-ID")),
    ];

    private static bool IsHeaders(MailAttachment part) => part.DeclaredType is "text/rfc822-headers" or "message/global-headers";

    private static IEnumerable<string> Actions(MailAttachment part) =>
        Values(part, "Action").Select(value => value.Split('(', ';')[0].Trim().ToLowerInvariant());

    private static IEnumerable<string> Values(MailAttachment part, string name)
    {
        const int most = 64 * 1024;
        var content = part.Content();
        return Encoding.Latin1.GetString(content.Span[..Math.Min(content.Length, most)]).Split('\n')
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim());
    }
}
