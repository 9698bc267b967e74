using System.Globalization;
using System.Text;

namespace Serverless.Local.Demo;

/// <summary>A mail with attachments as it arrives, for the demo.</summary>
internal static class DemoMessage
{
    private const string Boundary = "=_demo_boundary_=";

    /// <summary>The message in bytes. The Message-ID follows from <paramref name="name"/>, so a repeat is the same mail.</summary>
    public static byte[] Write(
        string name, string from, string to, DateTimeOffset date, string subject, string text,
        params (string Name, string Type, byte[] Content)[] attachments)
    {
        var message = new StringBuilder();
        void Line(string line) => message.Append(line).Append("\r\n");
        Line($"From: {from}");
        Line($"To: {to}");
        Line($"Date: {date.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}");
        Line($"Message-ID: <{name}@demo.example>");
        Line($"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=");
        Line("MIME-Version: 1.0");
        Line($"Content-Type: multipart/mixed; boundary=\"{Boundary}\"");
        Line(string.Empty);
        Part("text/plain; charset=utf-8", null, Encoding.UTF8.GetBytes(text));
        foreach (var attachment in attachments) Part(attachment.Type, attachment.Name, attachment.Content);
        Line($"--{Boundary}--");
        return Encoding.ASCII.GetBytes(message.ToString());

        void Part(string type, string? fileName, byte[] content)
        {
            Line($"--{Boundary}");
            Line(fileName is null ? $"Content-Type: {type}" : $"Content-Type: {type}; name=\"{fileName}\"");
            Line("Content-Transfer-Encoding: base64");
            if (fileName is not null) Line($"Content-Disposition: attachment; filename=\"{fileName}\"");
            Line(string.Empty);
            Line(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
        }
    }
}
