using System.ComponentModel;

namespace Serverless.Workflows.Tenancy;

/// <summary>Takes what is posted to the ingest address.</summary>
public sealed record HttpSource : Source;

/// <summary>A source that is looked at again and again.</summary>
public abstract record PolledSource : Source
{
    [Description("Abstand der Abholungen in Minuten, 1 bis 1440.")]
    public int EveryMinutes { get; init; } = 5;
}

/// <summary>A folder that is read and emptied into a backup folder.</summary>
public sealed record DirectorySource : PolledSource
{
    [Description("Ordner, aus dem gelesen wird.")]
    public required string Path { get; init; }

    [Description("Ordner, in den Dateien vor der Verarbeitung verschoben werden.")]
    public required string BackupPath { get; init; }

    [Description("„itemPerFile“ (jede PDF- oder XML-Datei ein Vorgang) oder „itemPerDirectory“ (je Unterordner einer).")]
    public DirectoryImport Import { get; init; } = DirectoryImport.ItemPerFile;
}

/// <summary>How a folder's files become items.</summary>
public enum DirectoryImport { ItemPerFile, ItemPerDirectory }

/// <summary>A mailbox at a server.</summary>
public abstract record MailboxSource : PolledSource
{
    [Description("Name des Servers.")]
    public required string Host { get; init; }

    [Description("Benutzername des Postfachs.")]
    public required string User { get; init; }

    [Description("Kennwort als Verweis „secret:NAME“. Entweder „password“ oder „oAuth“.")]
    public SecretReference? Password { get; init; }

    [Description("Anmeldung über OAuth 2. Entweder „password“ oder „oAuth“.")]
    public OAuthSettings? OAuth { get; init; }

    [Description("Was mit einer Nachricht geschieht, sobald sie gespeichert ist: „keep“ (sie bleibt liegen, bei IMAP als "
        + "gelesen), „delete“ oder „move“ (bei IMAP, in den Ordner „moveTo“).")]
    public Afterwards Afterwards { get; init; } = Afterwards.Keep;
}

/// <summary>What becomes of a message in its mailbox once it is stored here.</summary>
public enum Afterwards { Keep, Delete, Move }

/// <summary>A mailbox read by POP3 over TLS.</summary>
public sealed record Pop3Source : MailboxSource
{
    [Description("Port, üblicherweise 995.")]
    public int Port { get; init; } = 995;
}

/// <summary>A mailbox read by IMAP over TLS.</summary>
public sealed record ImapSource : MailboxSource
{
    [Description("Port, üblicherweise 993.")]
    public int Port { get; init; } = 993;

    [Description("Ordner des Postfachs.")]
    public string Folder { get; init; } = "INBOX";

    [Description("Ordner für gespeicherte Nachrichten; nur und immer bei „afterwards“: „move“.")]
    public string? MoveTo { get; init; }
}

/// <summary>A receiving SMTP port (local home).</summary>
public sealed record SmtpSource : Source
{
    [Description("Port, auf dem angenommen wird.")]
    public int Port { get; init; } = 2525;

    [Description("Adresse, an die Mails gerichtet sein müssen.")]
    public required string Recipient { get; init; }
}

/// <summary>A folder at an FTP server, over TLS unless switched off.</summary>
public sealed record FtpSource : PolledSource
{
    [Description("Name des Servers.")]
    public required string Host { get; init; }

    [Description("Port, üblicherweise 21.")]
    public int Port { get; init; } = 21;

    [Description("Ob die Verbindung mit TLS gesichert wird.")]
    public bool Tls { get; init; } = true;

    [Description("Benutzername.")]
    public required string User { get; init; }

    [Description("Kennwort als Verweis „secret:NAME“.")]
    public required SecretReference Password { get; init; }

    [Description("Ordner auf dem Server.")]
    public string Path { get; init; } = "/";
}

/// <summary>A folder at an SFTP server.</summary>
public sealed record SftpSource : PolledSource
{
    [Description("Name des Servers.")]
    public required string Host { get; init; }

    [Description("Port, üblicherweise 22.")]
    public int Port { get; init; } = 22;

    [Description("Benutzername.")]
    public required string User { get; init; }

    [Description("Kennwort als Verweis „secret:NAME“. Entweder „password“ oder „privateKey“.")]
    public SecretReference? Password { get; init; }

    [Description("Privater Schlüssel als Verweis „secret:NAME“. Entweder „password“ oder „privateKey“.")]
    public SecretReference? PrivateKey { get; init; }

    [Description("Fingerabdruck des Servers, „SHA256:…“; ohne ihn könnte sich ein fremder Server ausgeben.")]
    public required string HostKey { get; init; }

    [Description("Ordner auf dem Server.")]
    public string Path { get; init; } = "/";
}

/// <summary>A pool that documents are scanned into.</summary>
public sealed record PoolSource : Source
{
    [Description("Bezeichnung des Pools am Scanner.")]
    public required string Pool { get; init; }
}

/// <summary>Sign-in by OAuth 2.</summary>
public sealed record OAuthSettings
{
    [Description("Anbieter: „microsoft365“ oder „google“.")]
    public required OAuthProvider Provider { get; init; }

    [Description("Verzeichnis-ID; nur und immer bei Microsoft 365.")]
    public string? Directory { get; init; }

    [Description("Anwendungs-ID.")]
    public required string ClientId { get; init; }

    [Description("Geheimnis der Anwendung als Verweis „secret:NAME“.")]
    public required SecretReference ClientSecret { get; init; }

    [Description("Dauerhafte Erlaubnis für das Postfach (refresh token) als Verweis „secret:NAME“; nur und immer bei "
        + "Google.")]
    public SecretReference? RefreshToken { get; init; }
}

/// <summary>Who signs a mailbox in.</summary>
public enum OAuthProvider { Microsoft365, Google }
