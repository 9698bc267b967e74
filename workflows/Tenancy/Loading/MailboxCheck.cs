namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Sources that read a mailbox: how they sign in, and what becomes of a message that was taken.</summary>
internal static class MailboxCheck
{
    public static void Run(CheckContext context, MailboxSource mailbox, string path)
    {
        SourceCheck.Port(context, mailbox is Pop3Source pop3 ? pop3.Port : ((ImapSource)mailbox).Port, path);
        if (Uri.CheckHostName(mailbox.Host) == UriHostNameType.Unknown)
        {
            context.Problems.Meaning(path + ".host", $"„{mailbox.Host}“ ist kein Servername.",
                "Schreiben Sie nur den Namen, zum Beispiel „outlook.office365.com“, ohne „https://“ und ohne Port.");
        }

        SignIn(context, mailbox, path);
        Afterwards(context, mailbox, path);
    }

    /// <summary>Two sources on one mailbox would take each other's messages.</summary>
    public static void Twice(CheckContext context)
    {
        var sources = context.Tenant.Settings.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not MailboxSource { Active: true } mailbox) continue;
            if (sources.Take(i).OfType<MailboxSource>().FirstOrDefault(other => other.Active && IsSame(other, mailbox))
                is not { } first) continue;
            if (context.IsUnread(mailbox, "active", "host", "user", "folder") || context.IsUnread(first, "active", "host", "user", "folder"))
                continue;
            context.Problems.Meaning($"$.settings.sources[{i}]",
                $"Die Quelle „{first.Id}“ liest schon dieses Postfach.",
                "Geben Sie jeder Quelle ihr eigenes Postfach oder ihren eigenen Ordner, oder setzen Sie „active“ auf false.");
        }
    }

    // POP3 reads what IMAP calls INBOX.
    private static bool IsSame(MailboxSource one, MailboxSource other) =>
        string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.User, other.User, StringComparison.OrdinalIgnoreCase)
        && string.Equals(FolderOf(one), FolderOf(other), StringComparison.OrdinalIgnoreCase);

    private static string FolderOf(MailboxSource source) => (source as ImapSource)?.Folder ?? "INBOX";

    private static void SignIn(CheckContext context, MailboxSource mailbox, string path)
    {
        if (mailbox.Password is null == mailbox.OAuth is null && !context.IsUnread(mailbox, "password", "oAuth"))
        {
            context.Problems.Meaning(path, mailbox.OAuth is null
                    ? "Es fehlt, womit sich das Postfach anmeldet."
                    : "Es sind „password“ und „oAuth“ angegeben.",
                "Geben Sie entweder „password“ (secret:NAME) oder „oAuth“ an.");
        }

        if (mailbox.OAuth is not { } auth || context.IsUnreadAt(path, "oAuth.provider")) return;
        var isMicrosoft = auth.Provider == OAuthProvider.Microsoft365;
        if (isMicrosoft == auth.Directory is null && !context.IsUnreadAt(path, "oAuth.directory"))
        {
            context.Problems.Meaning(path + ".oAuth.directory",
                isMicrosoft ? "Für Microsoft 365 fehlt die Verzeichnis-ID." : "Bei Google gibt es keine Verzeichnis-ID.",
                isMicrosoft ? "Ergänzen Sie „directory“." : "Lassen Sie „directory“ weg.");
        }

        if (isMicrosoft == auth.RefreshToken is not null && !context.Problems.IsIncomplete(path + ".oAuth.refreshToken"))
        {
            context.Problems.Meaning(path + ".oAuth.refreshToken",
                isMicrosoft ? "Bei Microsoft 365 meldet sich die Anwendung selbst an." : "Für Google fehlt „refreshToken“.",
                isMicrosoft ? "Lassen Sie „refreshToken“ weg." : "Ergänzen Sie „refreshToken“ (secret:NAME).");
        }
    }

    private static void Afterwards(CheckContext context, MailboxSource mailbox, string path)
    {
        if (context.IsUnread(mailbox, "afterwards")) return;
        var moves = mailbox.Afterwards == Tenancy.Afterwards.Move;
        if (mailbox is Pop3Source && moves)
        {
            context.Problems.Meaning(path + ".afterwards", "Mit POP3 lassen sich Nachrichten nicht verschieben.",
                "Schreiben Sie „keep“ oder „delete“, oder lesen Sie das Postfach mit IMAP.");
        }

        if (mailbox is not ImapSource imap) return;
        if (moves == imap.MoveTo is null)
        {
            context.Problems.Meaning(path + ".moveTo",
                moves ? "Es fehlt der Ordner für gespeicherte Nachrichten." : "„moveTo“ gilt nur mit „afterwards“: „move“.",
                moves ? "Ergänzen Sie „moveTo“." : "Lassen Sie „moveTo“ weg oder schreiben Sie „afterwards“: „move“.");
        }
        else if (string.Equals(imap.MoveTo, imap.Folder, StringComparison.OrdinalIgnoreCase))
        {
            context.Problems.Meaning(path + ".moveTo", "Gespeicherte Nachrichten kämen dahin zurück, wo gelesen wird.",
                "Wählen Sie einen anderen Ordner.");
        }
    }
}
