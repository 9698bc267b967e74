using System.ComponentModel;

namespace Serverless.Workflows.Tenancy;

/// <summary>What a source lets in. Each criterion has its own text for the rejection mail.</summary>
public sealed record Criteria
{
    [Description("Welche Anhänge erlaubt sind.")]
    public AttachmentCriterion Attachments { get; init; } = new();

    [Description("Ob ein Auftrag erkannt werden muss.")]
    public OrderCriterion Order { get; init; } = new();

    [Description("Wer senden darf.")]
    public SenderCriterion Sender { get; init; } = new();
}

/// <summary>Which and how many invoice documents may come. An e-invoice XML counts as one.</summary>
public sealed record AttachmentCriterion
{
    [Description("„any“ (beliebig), „onlyPdf“ (nur PDF, beliebig viele) oder „onePdf“ (genau ein PDF).")]
    public AllowedAttachments Allow { get; init; } = AllowedAttachments.OnePdf;

    [Description("Ob signierte PDF angenommen werden. Die Signatur wird dann geprüft und das Ergebnis festgehalten.")]
    public bool AllowSigned { get; init; }

    [Description("Text für den Absender, wenn die Anhänge nicht passen.")]
    public string Text { get; init; } =
        "Bitte senden Sie je E-Mail genau ein Rechnungsdokument als PDF ohne Signatur oder als E-Rechnung (XML).";
}

/// <summary>Which attachments a source allows.</summary>
public enum AllowedAttachments { Any, OnlyPdf, OnePdf }

/// <summary>Whether a purchase order must be found in subject, mail or invoice. Suppliers marked as accepted without
/// order are exempt.</summary>
public sealed record OrderCriterion
{
    [Description("Ob ein Auftrag erkannt werden muss.")]
    public bool Required { get; init; }

    [Description("Text für den Absender, wenn kein Auftrag erkannt wurde.")]
    public string Text { get; init; } =
        "Wir konnten Ihre Rechnung keinem Auftrag zuordnen. Bitte geben Sie unsere Auftragsnummer an.";
}

/// <summary>Whether only suppliers marked for digital invoices may send, from their registered mail domain.</summary>
public sealed record SenderCriterion
{
    [Description("Ob nur Firmen mit hinterlegter Zustimmung von ihrer Mail-Domain senden dürfen.")]
    public bool RegisteredOnly { get; init; }

    [Description("Text für den Absender, wenn er nicht hinterlegt ist.")]
    public string Text { get; init; } =
        "Ihre Firma ist bei uns noch nicht für den digitalen Rechnungsversand hinterlegt.";
}

/// <summary>The texts of mails to senders. Head and foot frame the reasons of a rejection.</summary>
public sealed record MailTexts
{
    [Description("Betreff der Abweisung.")]
    public string RejectionSubject { get; init; } = "Ihre Nachricht konnte nicht verarbeitet werden";

    [Description("Rumpf der Abweisung mit den Platzhaltern {attachments}, {order} und {sender}; "
        + "nicht zutreffende entfallen.")]
    public string Rejection { get; init; } =
        "Guten Tag,\n\nvielen Dank für Ihre Nachricht. Leider konnten wir sie nicht verarbeiten:\n\n"
        + "{attachments}\n{order}\n{sender}\n\nBitte senden Sie Ihre Rechnung danach erneut.\n\nFreundliche Grüße";

    [Description("Betreff der Eingangsbestätigung.")]
    public string ReceiptSubject { get; init; } = "Ihre Rechnung ist eingegangen";

    [Description("Text der Eingangsbestätigung.")]
    public string Receipt { get; init; } =
        "Guten Tag,\n\nIhre Rechnung ist bei uns eingegangen und wird geprüft.\n\nFreundliche Grüße";

    [Description("Betreff der Mail, mit der eine Rechnung an den Lieferanten zurückgewiesen wird; auch hier geht {invoice}.")]
    public string SupplierRejectionSubject { get; init; } = "Bitte korrigieren: Ihre Rechnung {invoice}";

    [Description("Text dieser Mail. {comment} (was zu korrigieren ist) und {findings} (die Prüfergebnisse) müssen darin "
        + "stehen; möglich sind auch {invoice} (Nummer, Datum und Betrag), {client} (an wen die Rechnung ging), {reply} "
        + "(wohin die Korrektur soll), {person} und {tenant}. Eine Zeile mit {findings} entfällt, wo es keine gibt.")]
    public string SupplierRejection { get; init; } =
        "Guten Tag,\n\nIhre Rechnung {invoice} an {client} können wir so nicht annehmen:\n\n{comment}\n\n{findings}\n\n"
        + "Bitte senden Sie eine korrigierte Rechnung an {reply} und nennen Sie darin die Nummer der ursprünglichen. "
        + "Bis dahin ist die Zahlung angehalten.\n\nFreundliche Grüße\n{person}\n{tenant}";

    /// <summary>What the rejection text may hold.</summary>
    public static IReadOnlyList<string> Placeholders { get; } = ["attachments", "order", "sender"];

    /// <summary>What the rejection to a supplier may hold; the first two must be there.</summary>
    public static IReadOnlyList<string> SupplierPlaceholders { get; } =
        ["comment", "findings", "invoice", "client", "reply", "person", "tenant"];
}
