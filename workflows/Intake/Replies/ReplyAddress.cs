using Serverless.Workflows.Intake.Mail;

namespace Serverless.Workflows.Intake.Replies;

/// <summary>
/// Whom an automatic answer may go to (RFC 3834). The envelope's sender where the receiving server noted it, else the one
/// author; never Reply-To, which anybody can point at anybody.
/// </summary>
public static class ReplyAddress
{
    private static readonly string[] Machines =
        ["mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "nobody", "listserv", "majordomo"];

    /// <summary>Decides whether and to whom to answer.</summary>
    /// <param name="own">The addresses that deliver to the tenant; nothing is ever sent there.</param>
    public static ReplyDecision Decide(ParsedMail mail, IEnumerable<string> own)
    {
        if (mail.IsReport) return ReplyDecision.Silent("Zustellberichte werden nicht beantwortet.");
        if (mail.IsAutomatic) return ReplyDecision.Silent("Automatisch erzeugte Mails werden nicht beantwortet.");
        if (mail.IsList) return ReplyDecision.Silent("Mails von Verteilern werden nicht beantwortet.");
        if (Suppressed(mail)) return ReplyDecision.Silent("Der Absender wünscht keine automatischen Antworten.");
        var claimed = mail.ReturnPath;
        if (claimed is null)
        {
            if (mail.From.Count != 1) return ReplyDecision.Silent("Die Mail nennt keinen eindeutigen Absender.");
            claimed = mail.From[0].Address;
        }

        if (MailAddressSyntax.Normalize(claimed) is not { } address)
            return ReplyDecision.Silent("Die Absenderadresse ist ungültig.");
        if (IsMachine(address)) return ReplyDecision.Silent("Hinter der Absenderadresse liest niemand.");
        var loop = own.Select(MailAddressSyntax.Normalize)
            .Any(mine => address.Equals(mine, StringComparison.OrdinalIgnoreCase));
        if (loop) return ReplyDecision.Silent("Die Mail kommt von der eigenen Eingangsadresse.");
        var author = mail.From.FirstOrDefault(from =>
            address.Equals(MailAddressSyntax.Normalize(from.Address), StringComparison.OrdinalIgnoreCase));
        return new ReplyDecision(address, author?.Name, null);
    }

    private static bool Suppressed(ParsedMail mail) => mail.Headers["X-Auto-Response-Suppress"] is { } wish
        && wish.Split(',').Select(word => word.Trim()).Any(word =>
            word.Equals("All", StringComparison.OrdinalIgnoreCase)
            || word.Equals("AutoReply", StringComparison.OrdinalIgnoreCase));

    private static bool IsMachine(string address)
    {
        var local = address[..address.IndexOf('@', StringComparison.Ordinal)].ToLowerInvariant();
        return Machines.Contains(local) || local.StartsWith("owner-", StringComparison.Ordinal)
            || local.EndsWith("-owner", StringComparison.Ordinal) || local.EndsWith("-request", StringComparison.Ordinal)
            || local.EndsWith("-bounces", StringComparison.Ordinal) || local.StartsWith("bounce+", StringComparison.Ordinal);
    }
}

/// <summary>Whom to answer, or why not.</summary>
/// <param name="Address">Null where no answer may be sent.</param>
/// <param name="Why">German, where there is no address.</param>
public sealed record ReplyDecision(string? Address, string? Name, string? Why)
{
    internal static ReplyDecision Silent(string why) => new(null, null, why);
}
