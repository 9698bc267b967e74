using Microsoft.Extensions.DependencyInjection;
using Serverless.Local.Outbox;
using Serverless.Workflows.Intake;
#if CONNECTORS
using System.Net;
using Serverless.Connectors.Mail;
using Serverless.Workflows.Archive.Records;
#endif

namespace Serverless.Local.Home;

/// <summary>Which way outgoing mail takes: to an SMTP relay where one is named, else into the outbox folder.</summary>
internal static class MailWay
{
    /// <summary>The environment variable with the password for the relay.</summary>
    public const string PasswordVariable = "SERVERLESS_SMTP_PASSWORD";

    /// <summary>What is wrong with the address of a relay; null where nothing is.</summary>
    public static string? Problem(string? relay) =>
        Uri.TryCreate(relay, UriKind.Absolute, out var url) && url is { Scheme: "smtp" or "smtps", Host.Length: > 0 }
            ? null
            : $"--smtp braucht eine Adresse wie smtp://user@mail.example:587; „{relay}“ ist keine.";

#if CONNECTORS
    /// <summary>Whether a relay can be used in this build.</summary>
    public static bool HasRelay => true;

    /// <summary>The outbox for this start.</summary>
    /// <exception cref="IOException">The relay's address is none.</exception>
    public static IOutbox Open(LocalOptions options, HomeFolder folder, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        if (options.Smtp is not { } text) return new FolderOutbox(folder.Outbox, time);
        if (Problem(text) is { } wrong) throw new IOException(wrong);
        var relay = new Uri(text);
        var user = Uri.UnescapeDataString(relay.UserInfo);
        var settings = new SmtpSettings(
            relay.Host, relay.Port > 0 ? relay.Port : relay.Scheme == "smtps" ? 465 : 587,
            user.Length == 0 ? null : new NetworkCredential(user, Environment.GetEnvironmentVariable(PasswordVariable)),
            Encrypted: !relay.IsLoopback);
        return new SmtpOutbox(settings, services.GetRequiredService<IRecordStore>(), time);
    }
#else
    /// <summary>Whether a relay can be used in this build.</summary>
    public static bool HasRelay => false;

    /// <summary>The outbox for this start.</summary>
    /// <exception cref="IOException">A relay was asked for, which this build has not.</exception>
    public static IOutbox Open(LocalOptions options, HomeFolder folder, IServiceProvider services) => options.Smtp is null
        ? new FolderOutbox(folder.Outbox, services.GetRequiredService<TimeProvider>())
        : throw new IOException("--smtp braucht die Konnektoren, die hier nicht gebaut wurden; Mails können nur in den Ordner outbox gehen.");
#endif
}
