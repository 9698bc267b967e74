namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string EditNotByLink => Say("Angaben ergänzen oder ändern:", "To add or change anything:");

    public string SignInToEdit => Say("bitte anmelden", "please sign in");

    public string LinkBadTitle => Say("Dieser Link ist nicht gültig", "This link is not valid");

    public string LinkBadText => Say(
        "Vermutlich wurde er beim Kopieren oder Weiterleiten abgeschnitten oder verändert. Öffnen Sie ihn direkt aus der E-Mail. Hilft das nicht, melden Sie sich an; Ihre offenen Vorgänge stehen im Posteingang.",
        "It was probably cut off or changed when it was copied or forwarded. Open it right from the mail. If that does not help, sign in; your open items are in the inbox.");

    public string LinkExpiredTitle => Say("Dieser Link ist abgelaufen", "This link has expired");

    public string LinkExpiredText => Say(
        "Links aus E-Mails gelten nur eine begrenzte Zeit. Wenn der Vorgang noch bei Ihnen liegt, finden Sie ihn nach der Anmeldung im Posteingang.",
        "Links in mails are good for a limited time. If the item is still with you, you find it in the inbox after signing in.");

    public string LinkUsedTitle => Say("Darüber ist bereits entschieden", "This has already been decided");

    public string LinkUsedText => Say(
        "Jeder Link gilt für genau eine Entscheidung, und diese ist gefallen. Sie brauchen nichts mehr zu tun.",
        "Each link is good for exactly one decision, and that one is made. You need not do anything more.");

    public string LinkUsedByYou(string when) => Say(
        $"Sie haben am {when} entschieden; das zählt. Jeder Link gilt für genau eine Entscheidung. Sie brauchen nichts mehr zu tun.",
        $"You decided on {when}, and that counts. Each link is good for exactly one decision. You need not do anything more.");

    public string LinkUsedBy(string person, string decided, string when) => Say(
        $"{person} hat am {when} entschieden: {decided}. Das zählt; Ihre Angaben wurden nicht übernommen. Sie brauchen nichts mehr zu tun.",
        $"{person} decided on {when}: {decided}. That counts; what you entered was not taken over. You need not do anything more.");

    public string ThanksStatus => Say("Ihr Status ist vergeben, und damit ist freigegeben.", "Your status is given, and with it the item is approved.");

    public string LinkReassignedTitle => Say("Der Vorgang liegt jetzt bei jemand anderem", "The item is with somebody else now");

    public string LinkReassignedText(string person, string when) => Say(
        $"{person} hat ihn am {when} einer anderen Person zugewiesen; dieser Link gilt deshalb nicht mehr. Sie brauchen nichts mehr zu tun. Kommt er zu Ihnen zurück, bekommen Sie eine neue E-Mail.",
        $"{person} gave it to another person on {when}; therefore this link is no longer good. You need not do anything more. If it comes back to you, you get a new mail.");

    public string LinkSupersededTitle => Say("Der Vorgang liegt nicht mehr hier", "The item is no longer here");

    public string LinkSupersededText => Say(
        "Er ist inzwischen weitergegangen oder jemand anderem zugeteilt; dieser Link gilt deshalb nicht mehr. Liegt er wieder bei Ihnen, bekommen Sie eine neue E-Mail.",
        "It has gone on or was assigned to somebody else; therefore this link is no longer good. If it comes back to you, you get a new mail.");

    public string LinkLeftTitle => Say("Sie sind hier nicht mehr registriert", "You are no longer registered here");

    /// <param name="ask">Who decides for people who have left, where there is somebody.</param>
    public string LinkLeftText(string tenant, string? ask) => ask is null
        ? Say($"Ihr Zugang bei {tenant} ist beendet; deshalb gilt dieser Link nicht mehr. Ist das ein Versehen oder haben Sie eine Frage zum Vorgang, wenden Sie sich bitte an {tenant}.",
            $"Your access at {tenant} has ended; therefore this link is no longer good. If that is a mistake, or you have a question about the item, please ask {tenant}.")
        : Say($"Ihr Zugang bei {tenant} ist beendet; deshalb gilt dieser Link nicht mehr. Ist das ein Versehen oder haben Sie eine Frage zum Vorgang, wenden Sie sich bitte an {ask}.",
            $"Your access at {tenant} has ended; therefore this link is no longer good. If that is a mistake, or you have a question about the item, please ask {ask}.");

    public string ThanksTitle(string person) => Say($"Danke, {person}!", $"Thank you, {person}!");

    public string ThanksText(string decision) => Say(
        $"Ihre Entscheidung „{decision}“ ist gespeichert.", $"Your decision “{decision}” is saved.");

    public string ThanksNext(string decision) => decision switch
    {
        "approve" => Say("Der Vorgang geht jetzt von selbst an die nächste Station.", "The item now goes on to the next station by itself."),
        "reject" => Say("Die Ablehnung wird mit Ihrer Begründung festgehalten; es wird nichts gebucht.", "The rejection is recorded with your reason; nothing is posted."),
        "rejectToSupplier" => Say("Der Lieferant bekommt eine E-Mail. Bis die korrigierte Rechnung da ist, wird nichts bezahlt. Bleibt sie aus, werden Sie erinnert.",
            "The supplier gets a mail. Nothing is paid until the corrected invoice is there. If it does not come, you are reminded."),
        "replace" => Say("Die korrigierte Rechnung tritt an die Stelle dieser; hier wird nichts gebucht.", "The corrected invoice takes the place of this one; nothing is posted here."),
        "resume" => Say("Der Vorgang ist wieder an seiner Station; Sie bekommen dazu eine E-Mail.", "The item is at its station again; you get a mail about it."),
        "sendBack" => Say("Der Vorgang geht an eine frühere Station zurück.", "The item goes back to a former station."),
        "forward" => Say("Wer gewählt ist, bekommt eine E-Mail und entscheidet an Ihrer Stelle.", "Whoever you chose gets a mail and decides in your place."),
        "again" => Say("Der Schritt wird jetzt noch einmal ausgeführt.", "The step is now run again."),
        "skip" => Say("Der Vorgang geht ohne diesen Schritt weiter.", "The item goes on without this step."),
        _ => Say("Der Vorgang wird beendet; alles bleibt im Archiv.", "The item ends; everything stays in the archive."),
    };

    public string ThanksClose => Say("Sie können diese Seite schließen.", "You can close this page.");

    public string ToInbox => Say("Zum Posteingang", "To the inbox");
}
