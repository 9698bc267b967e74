using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string AtSupplier => Say("beim Lieferanten", "with the supplier");

    public string ToSupplier(bool again) => again
        ? Say("Lieferanten noch einmal anschreiben", "Write to the supplier again")
        : Say("An den Lieferanten zurückweisen", "Reject to the supplier");

    public string ToSupplierHint => Say(
        "Schreiben Sie oben im Kommentar, was zu korrigieren ist. Der Lieferant bekommt die E-Mail unten; die Rechnung wird nicht bezahlt, bis die korrigierte da ist.",
        "Write in the comment above what is to be corrected. The supplier gets the mail below; the invoice is not paid until the corrected one is there.");

    public string SupplierAddress => Say("E-Mail des Lieferanten", "Mail address of the supplier");

    public string FindingsToSupplier => Say("Diese Befunde mitteilen", "Tell these findings");

    public string MailPreview => Say("E-Mail ansehen", "See the mail");

    public string MailSent(SupplierMailState state) => state == SupplierMailState.NotSent
        ? Say("E-Mail ansehen, die nicht versandt wurde", "See the mail that was not sent")
        : Say("E-Mail an den Lieferanten ansehen", "See the mail to the supplier");

    public string SupplierTitle(SupplierRejectionEnd? end) => end switch
    {
        null => Say("An den Lieferanten zurückgewiesen", "Rejected to the supplier"),
        SupplierRejectionEnd.Corrected => Say("Durch die korrigierte Rechnung ersetzt", "Replaced by the corrected invoice"),
        SupplierRejectionEnd.Lifted => Say("Zurückweisung aufgehoben", "Rejection lifted"),
        _ => Say("Endgültig abgelehnt", "Rejected for good"),
    };

    public string SupplierStory(string person, string to, string when, SupplierMailState state) => state switch
    {
        SupplierMailState.Sent => Say($"{person} hat die Rechnung am {when} an {to} zurückgewiesen.", $"{person} rejected the invoice to {to} on {when}."),
        SupplierMailState.Planned => Say($"{person} hat die Rechnung am {when} an {to} zurückgewiesen; die E-Mail geht gleich hinaus.", $"{person} rejected the invoice to {to} on {when}; the mail is about to go out."),
        _ => Say($"{person} wollte die Rechnung am {when} an {to} zurückweisen; die E-Mail ging nicht hinaus.", $"{person} wanted to reject the invoice to {to} on {when}; the mail did not go out."),
    };

    public string SupplierProblem(SupplierMail mail) => mail.IsOutage
        ? Say("Der Mailversand war gestört; an der Adresse lag es nicht. Bitte schreiben Sie den Lieferanten noch einmal an. Die Meldung:",
            "Sending mail was disturbed; the address is not to blame. Please write to the supplier again. The message:")
        : Say("Bitte prüfen Sie die Adresse:", "Please check the address:");

    // The sender is said, for anybody could answer.
    public string SupplierAnswered(string? from, string when) => from is null
        ? Say($"Antwort auf die Zurückweisung vom {when}:", $"Answer to the rejection of {when}:")
        : Say($"Antwort von {from} am {when}:", $"Answer of {from} on {when}:");

    public string PaymentHeld => Say(
        "Die Zahlung ist angehalten, bis die korrigierte Rechnung da und verknüpft ist.",
        "Payment is held until the corrected invoice is there and linked.");

    public string CorrectedBy => Say("Die korrigierte Rechnung:", "The corrected invoice:");

    public string CorrectsTitle(string? number) => number is null
        ? Say("Ersetzt eine zurückgewiesene Rechnung", "Replaces a rejected invoice")
        : Say($"Ersetzt die zurückgewiesene Rechnung {number}", $"Replaces the rejected invoice {number}");

    public string CorrectedInvoice => Say("Korrigierte Rechnung", "Corrected invoice");

    public string CorrectedInvoiceHint => Say(
        "Vom Lieferanten ist seither nichts eingegangen. Ist die korrigierte Rechnung unter anderem Namen da, fügen Sie die Adresse ihrer Seite ein.",
        "Nothing has come from the supplier since. If the corrected invoice is there under another name, paste the address of its page.");

    public string CorrectsInvoice => Say("Korrigiert die zurückgewiesene Rechnung", "Corrects the rejected invoice");

    public string LinkCorrection => Say("Verknüpfen", "Link");

    public string Unlink => Say("Verknüpfung lösen", "Unlink");

    public string UnlinkHint => Say(
        "War das nicht die korrigierte Rechnung? Dann wartet diese hier wieder auf ihre Korrektur.",
        "Was that not the corrected invoice? Then this one waits for its correction again.");

    public string ConfirmResume => Say(
        "Ich weiß das und nehme die Rechnung trotzdem wieder auf.", "I know, and take the invoice up again all the same.");

    public string ConfirmUnlink => Say(
        "Ich weiß das und löse die Verknüpfung trotzdem.", "I know, and take the link back all the same.");

    public string FilterAtSupplier => Say("Beim Lieferanten", "With the supplier");
}
