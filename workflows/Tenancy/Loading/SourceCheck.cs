using Serverless.Workflows.Tenancy.Identifiers;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Sources: a source with missing or contradicting settings is refused, each problem named.</summary>
internal static class SourceCheck
{
    public static void Run(CheckContext context)
    {
        var sources = context.Tenant.Settings.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            var (source, path) = (sources[i], $"$.settings.sources[{i}]");
            Common(context, source, path);
            Kind(context, source, path);
        }

        MailboxCheck.Twice(context);
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not SmtpSource smtp) continue;
            if (sources.Take(i).OfType<SmtpSource>().Any(other => !context.IsUnread(other, "port", "recipient")
                && !context.IsUnread(smtp, "port", "recipient") && other.Port == smtp.Port
                && string.Equals(other.Recipient, smtp.Recipient, StringComparison.OrdinalIgnoreCase)))
            {
                context.Problems.Meaning($"$.settings.sources[{i}].recipient",
                    "Eine andere Quelle nimmt an derselben Adresse an.", "Geben Sie jeder Quelle ihre eigene Adresse.");
            }
        }
    }

    private static void Common(CheckContext context, Source source, string path)
    {
        var problems = context.Problems;
        context.Refer(path + ".client", source.Client, context.Clients);
        context.Assignee(path + ".nextAssignee", source.NextAssignee);
        context.Refer(path + ".firstAssignee.person", source.FirstAssignee?.Person, context.People);
        RouteSourceCheck.NumberRanges(context, source.NumberRanges, path + ".numberRanges");
        if (source is { KeepMail: false, Attachments: AttachmentChoice.None } && !context.IsUnread(source, "keepMail", "attachments"))
        {
            problems.Meaning(path + ".attachments", "Weder die Mail noch ihre Anhänge würden eingecheckt.",
                "Setzen Sie „keepMail“ auf true oder „attachments“ auf „criteria“ oder „all“.");
        }

        if (source.ItemPerDocument && source.Criteria.Attachments.Allow == AllowedAttachments.OnePdf
            && !context.IsUnreadAt(path + ".criteria", "attachments.allow"))
        {
            problems.Meaning(path + ".itemPerDocument", "Mit genau einem erlaubten Rechnungsdokument je Mail kann es "
                + "nicht mehrere Vorgänge geben.",
                "Setzen Sie „criteria.attachments.allow“ auf „onlyPdf“ oder „any“, oder „itemPerDocument“ auf false.");
        }

        if (source.Active && context.Tenant.Settings.RouteSources.All(entry => entry.Source != source.Id)
            && !context.IsUnread(source, "active", "id") && !problems.IsBroken("$.settings.routeSources")
            && !context.Tenant.Settings.RouteSources.Any(entry => context.IsUnread(entry, "source")))
        {
            problems.Meaning(path, $"Die Quelle „{source.Id}“ speist keinen Leitungsweg.",
                "Legen Sie unter „routeSources“ fest, wohin ihre Dokumente gehen, oder setzen Sie „active“ auf false.");
        }
    }

    private static void Kind(CheckContext context, Source source, string path)
    {
        if (source is PolledSource polled) context.Within(path + ".everyMinutes", polled.EveryMinutes, 1, 1440);
        switch (source)
        {
            case DirectorySource directory:
                Folders(context, directory, path);
                break;
            case MailboxSource mailbox:
                MailboxCheck.Run(context, mailbox, path);
                break;
            case SmtpSource smtp:
                Port(context, smtp.Port, path);
                if (!MailAddress.IsValid(smtp.Recipient))
                {
                    context.Problems.Meaning(path + ".recipient", $"„{smtp.Recipient}“ ist keine Mailadresse.",
                        "Schreiben Sie die Adresse, an die Rechnungen gerichtet werden.");
                }

                break;
            case FtpSource ftp:
                Port(context, ftp.Port, path);
                break;
            case SftpSource sftp:
                Sftp(context, sftp, path);
                break;
        }
    }

    private static void Folders(CheckContext context, DirectorySource directory, string path)
    {
        if (context.IsUnread(directory, "path", "backupPath")) return;
        var (from, backup) = (directory.Path.TrimEnd('/', '\\'), directory.BackupPath.TrimEnd('/', '\\'));
        if (backup == from || backup.StartsWith(from + "/", StringComparison.Ordinal)
            || backup.StartsWith(from + "\\", StringComparison.Ordinal))
        {
            context.Problems.Meaning(path + ".backupPath", "Der Ordner für die Sicherung liegt im Eingangsordner; "
                + "Dateien würden immer wieder gelesen.", "Wählen Sie einen Ordner außerhalb.");
        }
    }

    private static void Sftp(CheckContext context, SftpSource sftp, string path)
    {
        Port(context, sftp.Port, path);
        if (!sftp.HostKey.StartsWith("SHA256:", StringComparison.Ordinal))
        {
            context.Problems.Meaning(path + ".hostKey", "Das ist kein Fingerabdruck eines Servers.",
                "Schreiben Sie ihn in der Form „SHA256:…“, wie ihn der Betreiber des Servers nennt.");
        }

        if (sftp.Password is null == sftp.PrivateKey is null && !context.Problems.IsIncomplete(path + ".password")
            && !context.Problems.IsIncomplete(path + ".privateKey"))
        {
            context.Problems.Meaning(path, sftp.Password is null
                    ? "Es fehlt, womit sich die Quelle anmeldet." : "Es sind „password“ und „privateKey“ angegeben.",
                "Geben Sie entweder „password“ oder „privateKey“ an, jeweils als secret:NAME.");
        }
    }

    internal static void Port(CheckContext context, int port, string path) =>
        context.Within(path + ".port", port, 1, 65_535);
}
