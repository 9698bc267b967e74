using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Intake.Mailboxes;

/// <summary>Why a mailbox cannot be read.</summary>
public enum MailboxFault
{
    /// <summary>The secret that the source names is not set.</summary>
    Secret,

    /// <summary>The server refuses user and password, or the provider the application.</summary>
    SignIn,

    /// <summary>The server cannot be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>There is no TLS that can be trusted.</summary>
    Untrusted,

    /// <summary>Somebody else has the mailbox open, and the server allows one.</summary>
    InUse,

    /// <summary>The folder of the mailbox is not there.</summary>
    Folder,

    /// <summary>The server answers what the protocol does not know, or refuses a command.</summary>
    Protocol,

    /// <summary>Not the server: what it handed out could not be taken in here.</summary>
    Intake,
}

/// <summary>A mailbox cannot be read now.</summary>
/// <param name="fault">What it is.</param>
/// <param name="detail">What the other side said, for whoever looks into it; never a secret.</param>
/// <param name="inner">What it came from.</param>
public sealed class MailboxException(MailboxFault fault, string detail, Exception? inner = null)
    : Exception($"{fault}: {detail}", inner)
{
    /// <summary>What it is.</summary>
    public MailboxFault Fault { get; } = fault;

    /// <summary>What the other side said.</summary>
    public string Detail { get; } = detail;

    /// <summary>What is wrong and what to do, for the people of the tenant.</summary>
    public string TextFor(MailboxSource source) => Fault switch
    {
        MailboxFault.Secret => $"{Detail} Bitte hinterlegen Sie es; in der Quelle steht nur der Verweis darauf.",
        MailboxFault.SignIn => $"{source.Host} lehnt die Anmeldung von {source.User} ab: {Detail} "
            + (source.OAuth is { } auth ? Cure(auth.Provider)
                : "Bitte prüfen Sie Benutzername und Kennwort. Microsoft 365 und Google nehmen für Postfächer kein "
                    + "Kennwort mehr an; richten Sie dort „oAuth“ ein."),
        MailboxFault.Unreachable => $"{source.Host} ist nicht zu erreichen: {Detail} Bitte prüfen Sie Servername, Port "
            + "und Firewall.",
        MailboxFault.Untrusted => $"Die Verbindung zu {source.Host} lässt sich nicht sichern: {Detail} Bitte prüfen Sie "
            + "Servername, Port und Zertifikat des Servers; unverschlüsselt wird nicht abgeholt.",
        MailboxFault.InUse => $"Das Postfach {source.User} ist gerade anderswo geöffnet: {Detail} Bitte holen Sie es nur "
            + "mit einem Programm ab.",
        MailboxFault.Folder => $"{Detail} Bitte legen Sie den Ordner im Postfach an oder ändern Sie die Quelle.",
        MailboxFault.Intake => $"{source.Host} ist zu erreichen, aber eine Nachricht ließ sich nicht übernehmen: {Detail} Das "
            + "Protokoll des Servers nennt die Einzelheiten.",
        _ => $"{source.Host} antwortet nicht wie erwartet: {Detail}",
    };

    private static string Cure(OAuthProvider provider) => provider == OAuthProvider.Microsoft365
        ? "Bitte prüfen Sie in Entra ID: Läuft das Geheimnis der Anwendung noch, hat sie das Recht POP.AccessAsApp oder "
            + "IMAP.AccessAsApp mit Zustimmung eines Administrators, und ist sie in Exchange für dieses Postfach zugelassen?"
        : "Bitte prüfen Sie in der Google-Konsole, ob die Anwendung noch zugelassen ist, und stellen Sie „refreshToken“ neu "
            + "aus.";
}
