using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Intake.Outgoing;

/// <summary>Writes messages (RFC 5322, MIME) for any way out: CRLF, ASCII only, no line over 76 letters but those that
/// hold an address or id. Every mail that no person has decided to send says so, so that no program answers it (RFC 3834).
/// </summary>
public sealed class MailWriter(TimeProvider time)
{
    /// <summary>The message as bytes. The same mail has the same Message-ID at every repeat.</summary>
    /// <exception cref="ArgumentException">An address is not acceptable.</exception>
    public byte[] Write(OutgoingMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var from = Checked(mail.FromAddress, nameof(mail.FromAddress));
        var to = Checked(mail.ToAddress, nameof(mail.ToAddress));
        var id = KeyHash(mail.Key);
        var headers = new HeaderWriter()
            .Address("From", mail.FromName, from)
            .Address("To", mail.ToName, to)
            .Text("Subject", mail.Subject)
            .Token("Date", time.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture))
            .Token("Message-ID", $"<{id}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        if (mail.ReplyTo is not null) headers.Address("Reply-To", mail.FromName, Checked(mail.ReplyTo, nameof(mail.ReplyTo)));
        if (!mail.IsPersonal)
        {
            headers.Token("Auto-Submitted", mail.InReplyTo is null ? "auto-generated" : "auto-replied")
                .Token("X-Auto-Response-Suppress", "All");
        }

        if (IsMessageId(mail.InReplyTo))
            headers.Token("In-Reply-To", mail.InReplyTo!).Token("References", mail.InReplyTo!);
        headers.Token("MIME-Version", "1.0");
        var message = mail.Html is null
            ? headers + Part("plain", Ended(mail.Text))
            : headers + Alternative("=_" + id, mail.Text, mail.Html);
        return Encoding.ASCII.GetBytes(message);
    }

    /// <summary>32 hex digits that stand for a business key, in file names and ids.</summary>
    public static string KeyHash(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    // Quoted-printable never holds "=_", so the boundary cannot occur in a part.
    private static string Alternative(string boundary, string text, string html) =>
        $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n\r\n"
        + $"--{boundary}\r\n{Part("plain", text)}\r\n--{boundary}\r\n{Part("html", html)}\r\n--{boundary}--\r\n";

    private static string Part(string subtype, string text) =>
        $"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + QuotedPrintable.Encode(text);

    private static string Ended(string text) => text.EndsWith('\n') ? text : text + "\n";

    private static string Checked(string address, string parameter) => MailAddressSyntax.Normalize(address)
        ?? throw new ArgumentException($"No mail can be sent from or to \"{MailNames.Line(address)}\".", parameter);

    private static bool IsMessageId(string? id) =>
        id is { Length: >= 5 and <= 250 } && id[0] == '<' && id[^1] == '>'
        && !id.AsSpan().ContainsAnyExceptInRange('!', '~');
}
