namespace Serverless.Workflows.Intake.Mail;

/// <summary>Reads messages (RFC 5322, MIME). Whatever is wrong with a message is read as well as it can be.</summary>
public interface IMailReader
{
    /// <summary>Reads a message. The memory must not change while its attachments are in use.</summary>
    /// <exception cref="MailLimitException">The message is beyond the limits.</exception>
    ParsedMail Read(ReadOnlyMemory<byte> message, MailLimits limits);
}
