using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake.Mail;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Identifiers;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Workflows.Approval.Suppliers;

/// <summary>Where a mail to the supplier of an item goes, and where its answer does.</summary>
public static class SupplierAddress
{
    /// <summary>The address that the invoice came from, or null where it did not come from its supplier: a colleague has
    /// forwarded it, or it was no mail.</summary>
    public static string? Proposed(Settings settings, Item item, Supplier? supplier)
    {
        if (MailAddressSyntax.Normalize(item.Origin.From) is not { } from || IsOwn(settings, from)) return null;
        var domain = MailAddress.DomainOf(from);
        var isTheirs = supplier?.MailDomains.Contains(domain, StringComparer.OrdinalIgnoreCase) == true;
        var isOurs = string.Equals(
            domain, MailAddress.DomainOf(settings.Mail.FromAddress), StringComparison.OrdinalIgnoreCase);
        return isTheirs || (!isOurs && settings.PersonByMail(from) is null) ? from : null;
    }

    /// <summary>Why no mail about an item can go to an address, German; null where it can. A colleague is no supplier: the
    /// invoice would wait for an answer from somebody who was never asked.</summary>
    public static string? Problem(Settings settings, Item item, Supplier? supplier, string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
            return "Bitte geben Sie die Mailadresse des Lieferanten an; aus dem Vorgang ist keine bekannt.";
        if (MailAddressSyntax.Normalize(address) is not { } normal)
            return $"„{Cut(address)}“ ist keine Mailadresse. Schreiben Sie zum Beispiel „rechnung@lieferant.example“.";
        if (IsOwn(settings, normal))
            return $"„{normal}“ ist eine eigene Eingangsadresse. Bitte geben Sie die Adresse des Lieferanten an.";
        if (settings.PersonByMail(normal) is { } colleague)
            return $"„{normal}“ gehört {colleague.Name} und nicht dem Lieferanten. Bitte geben Sie dessen Adresse an.";

        // Small firms and their suppliers may have their mail with the same provider.
        var domain = MailAddress.DomainOf(normal);
        var isOurs = string.Equals(domain, MailAddress.DomainOf(settings.Mail.FromAddress), StringComparison.OrdinalIgnoreCase);
        var isTheirs = supplier?.MailDomains.Contains(domain, StringComparer.OrdinalIgnoreCase) == true
            || string.Equals(normal, MailAddressSyntax.Normalize(item.Origin.From), StringComparison.OrdinalIgnoreCase);
        return isOurs && !isTheirs
            ? $"„{normal}“ ist eine Adresse im eigenen Haus. Bitte geben Sie die Adresse des Lieferanten an."
            : null;
    }

    /// <summary>Where the corrected invoice is to be sent: the mailbox that the invoice came to, else the sender.</summary>
    public static string AnswersTo(Settings settings, Item item) =>
        Mailbox(settings.Source(item.Origin.Source)) ?? settings.Mail.FromAddress;

    private static bool IsOwn(Settings settings, string address) =>
        settings.Sources.Select(Mailbox).Append(settings.Mail.FromAddress)
            .Any(own => string.Equals(own, address, StringComparison.OrdinalIgnoreCase));

    private static string? Mailbox(Source? source) => MailAddressSyntax.Normalize(source switch
    {
        SmtpSource smtp => smtp.Recipient,
        MailboxSource mailbox => mailbox.User,
        _ => null,
    });

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
