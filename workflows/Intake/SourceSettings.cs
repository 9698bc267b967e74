namespace Serverless.Workflows.Intake;

/// <summary>What a source lets in and what becomes of it, as the tenant file says.</summary>
public sealed record SourceSettings
{
    public required string Id { get; init; }

    /// <summary>A source that is not active takes nothing.</summary>
    public bool Active { get; init; } = true;

    /// <summary>The route kind its items get: <c>invoice</c>, <c>mail</c> or an own one. Everything but <c>mail</c>
    /// needs an invoice document.</summary>
    public string Kind { get; init; } = "invoice";

    public AllowedDocuments Documents { get; init; } = AllowedDocuments.ExactlyOnePdf;

    /// <summary>Whether PDFs with a digital signature are taken.</summary>
    public bool AllowSigned { get; init; }

    /// <summary>Whether the whole mail becomes a document of the item.</summary>
    public bool CheckInMail { get; init; } = true;

    public AttachmentFiling Attachments { get; init; } = AttachmentFiling.Criteria;

    public ItemsPerMail ItemsPerMail { get; init; } = ItemsPerMail.One;

    /// <summary>The largest delivery, in bytes.</summary>
    public long MaxBytes { get; init; } = IntakeOptions.DefaultMaxBytes;

    /// <summary>The addresses that deliver to this source; mail to them is never sent from here (loops).</summary>
    public IReadOnlyList<string> OwnAddresses { get; init; } = [];

    /// <summary>Whom a rejection mail comes from; null sends none.</summary>
    public MailSender? Sender { get; init; }

    public RejectionTexts Texts { get; init; } = new();

    /// <summary>Everything that contradicts itself, German; empty where the settings can be saved.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Attachments == AttachmentFiling.None && !CheckInMail)
            problems.Add("Wenn keine Anhänge eingecheckt werden, muss die Mail selbst eingecheckt werden.");
        if (ItemsPerMail == ItemsPerMail.PerInvoice && Documents == AllowedDocuments.ExactlyOnePdf)
            problems.Add("Mehrere Vorgänge je Mail brauchen mehr als ein erlaubtes PDF („any“ oder „onlyPdf“).");
        if (MaxBytes <= 0) problems.Add("Die größte Nachricht muss mindestens ein Byte haben dürfen.");
        if (Sender is { } sender && Mail.MailAddressSyntax.Normalize(sender.Address) is null)
            problems.Add($"„{sender.Address}“ ist keine gültige Absenderadresse.");
        return problems;
    }
}

/// <summary>Which documents may come; an e-invoice XML counts like a PDF.</summary>
public enum AllowedDocuments
{
    /// <summary>Any files, as long as an invoice is among them.</summary>
    Any,

    /// <summary>Only PDFs and e-invoices, as many as there are.</summary>
    OnlyPdf,

    /// <summary>One PDF, one e-invoice, or both of the same invoice.</summary>
    ExactlyOnePdf,
}

/// <summary>Which attachments of an accepted mail are checked in.</summary>
public enum AttachmentFiling { All, None, Criteria }

/// <summary>How many items a mail makes.</summary>
public enum ItemsPerMail { One, PerInvoice }

/// <summary>A name and address to send from.</summary>
public sealed record MailSender(string Name, string Address);

/// <summary>The rejection mail of a source. <see cref="Body"/> is head and foot with the three placeholders
/// <c>{attachments}</c>, <c>{order}</c> and <c>{sender}</c>; those without a reason fall out.</summary>
public sealed record RejectionTexts
{
    public string Subject { get; init; } = "Ihre Nachricht konnte nicht verarbeitet werden";

    public string Body { get; init; } =
        "Guten Tag,\n\nvielen Dank für Ihre Nachricht. Leider konnten wir sie nicht verarbeiten:\n\n"
        + "{attachments}\n{order}\n{sender}\n\nBitte senden Sie Ihre Rechnung danach erneut.\n\nFreundliche Grüße";

    /// <summary>Stands before the reasons about attachments.</summary>
    public string Attachments { get; init; } =
        "Bitte senden Sie je E-Mail genau ein Rechnungsdokument als PDF ohne Signatur oder als E-Rechnung (XML).";

    public string Order { get; init; } =
        "Wir konnten Ihre Rechnung keinem Auftrag zuordnen. Bitte geben Sie unsere Auftragsnummer an.";

    public string Sender { get; init; } =
        "Ihre Firma ist bei uns noch nicht für den digitalen Rechnungsversand hinterlegt.";
}
