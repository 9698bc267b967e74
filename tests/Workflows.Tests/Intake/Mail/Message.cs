using System.Text;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Tests.Intake.Mail;

/// <summary>Reads messages for the tests.</summary>
internal static class Message
{
    public static ParsedMail Read(byte[] bytes, MailLimits? limits = null) =>
        new MimeReader().Read(bytes, limits ?? new MailLimits());

    /// <summary>Text with bare line feeds; the test says so where it wants CRLF.</summary>
    public static ParsedMail Read(string text, Encoding? encoding = null) =>
        Read((encoding ?? Encoding.UTF8).GetBytes(text));

    public static ParsedMail ReadFile(string relative) => Read(File.ReadAllBytes(TestData.Path(relative)));

    public static string Text(this MailAttachment attachment) => Encoding.UTF8.GetString(attachment.Content().Span);
}
