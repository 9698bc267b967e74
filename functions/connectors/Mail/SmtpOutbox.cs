using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Intake.Outgoing;

namespace Serverless.Connectors.Mail;

/// <summary>
/// Hands outgoing mail to an SMTP relay. SMTP has no keys and cannot be asked, so a row per business key remembers what
/// the relay took; where a process dies between the two, the mail goes out again with the same Message-ID.
/// </summary>
public sealed class SmtpOutbox(SmtpSettings settings, IRecordStore records, TimeProvider time) : IOutbox
{
    private readonly MailWriter _writer = new(time);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An address is not acceptable.</exception>
    /// <exception cref="ActivityFailureException">The relay refuses (type <see cref="OutgoingMail.Refused"/>, not retriable where it says
    /// for good) or the sign-in at it (<c>MailSignIn</c>).</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var partition = Keys.Join(mail.Tenant, "mail");
        var key = MailWriter.KeyHash(mail.Key);
        if (await records.GetAsync(partition, key, cancellation) is not null) return;
        using var message = await MimeMessage.LoadAsync(new MemoryStream(_writer.Write(mail)), cancellation);

        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Security(settings), cancellation);
            if (settings.SignIn is { } signIn) await client.AuthenticateAsync(signIn, cancellation);
            await client.SendAsync(message, cancellation);
        }
        catch (AuthenticationException refused)
        {
            throw Failure("MailSignIn", $"The relay {settings.Host} refuses the sign-in of \"{settings.SignIn?.UserName}\": "
                + $"{refused.Message} Check the user and the secret of the relay.", false, refused);
        }
        catch (SmtpCommandException refused)
        {
            throw Failure(OutgoingMail.Refused, $"The relay {settings.Host} refuses the mail to {mail.ToAddress} with "
                + $"{(int)refused.StatusCode}: {refused.Message}", (int)refused.StatusCode is >= 400 and < 500, refused);
        }

        // Taken is taken: the note must not be lost because the caller has stopped waiting.
        await records.WriteAsync(
            partition, [new RowWrite.Put(key, DurableJson.Serialize(new Sent(mail.Key, time.GetUtcNow())))],
            CancellationToken.None);
        await client.DisconnectAsync(quit: true, CancellationToken.None);
    }

    private static SecureSocketOptions Security(SmtpSettings settings) =>
        !settings.Encrypted ? SecureSocketOptions.None
        : settings.Port == 465 ? SecureSocketOptions.SslOnConnect
        : SecureSocketOptions.StartTls;

    private static ActivityFailureException Failure(string type, string message, bool retriable, Exception inner) =>
        new(new ActivityFailure(type, message, retriable), inner);

    private sealed record Sent(string Key, DateTimeOffset AtUtc);
}
