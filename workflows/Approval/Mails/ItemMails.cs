using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Approval.Mails;

/// <summary>The mails that ask a person to do something about an item. Each has one link, the signed one.</summary>
public static class ItemMails
{
    /// <summary>Asks for a decision.</summary>
    public static MailText Request(MailFacts facts) => MailLayout.Write(facts,
        $"{facts.Say("Bitte entscheiden", "Please decide")}: {facts.Headline}",
        facts.Say("ein Vorgang wartet auf Ihre Entscheidung:", "an item waits for your decision:"),
        facts.Say("Öffnen und entscheiden", "Open and decide"));

    /// <summary>Asks again.</summary>
    /// <param name="number">Counted from 1 within the visit.</param>
    public static MailText Reminder(MailFacts facts, int number) => MailLayout.Write(facts,
        (number > 1 ? facts.Say($"{number}. Erinnerung", $"Reminder {number}") : facts.Say("Erinnerung", "Reminder"))
            + $": {facts.Headline}",
        facts.Say("dieser Vorgang wartet noch auf Ihre Entscheidung:", "this item still waits for your decision:"),
        facts.Say("Öffnen und entscheiden", "Open and decide"));

    /// <summary>Says that an invoice was rejected to its supplier and the corrected one has not come.</summary>
    /// <param name="number">Counted from 1 within the visit; 0 for the first mail.</param>
    public static MailText Correction(MailFacts facts, int number)
    {
        var rejection = facts.Item.SupplierRejection!;
        var failed = rejection.Mail.Problem;
        var (subject, text) = (failed, number) switch
        {
            _ when rejection.Answer is not null => (facts.Say("Antwort des Lieferanten", "Answer of the supplier"),
                facts.Say("der Lieferant hat auf die Zurückweisung dieser Rechnung geantwortet, ohne eine korrigierte zu senden. Bitte entscheiden Sie, wie es weitergeht:",
                    "the supplier has answered the rejection of this invoice without sending a corrected one. Please decide how to go on:")),
            (not null, _) when rejection.Mail.IsOutage => (facts.Say("Mail an den Lieferanten nicht versandt", "Mail to the supplier not sent"),
                facts.Say("die Mail, mit der Sie diese Rechnung an den Lieferanten zurückweisen wollten, ging nicht hinaus: Der Mailversand war gestört. An der Adresse lag es nicht; bitte senden Sie sie noch einmal:",
                    "the mail that was to reject this invoice to its supplier did not go out: sending mail was disturbed. The address is not to blame; please send it again:")),
            (not null, _) => (facts.Say("Lieferant nicht erreicht", "Supplier not reached"),
                facts.Say("die Zurückweisung dieser Rechnung hat den Lieferanten wohl nicht erreicht. Bitte prüfen Sie die Adresse und senden Sie sie noch einmal:",
                    "the rejection of this invoice does not seem to have reached the supplier. Please check the address and send it again:")),
            (_, 0) => (facts.Say("Wartet auf Korrektur", "Waits for a correction"),
                facts.Say("diese Rechnung ist an den Lieferanten zurückgewiesen und wartet bei Ihnen auf die korrigierte:",
                    "this invoice was rejected to its supplier and waits with you for the corrected one:")),
            _ => (facts.Say("Korrigierte Rechnung fehlt", "Corrected invoice is missing"),
                facts.Say("zu dieser zurückgewiesenen Rechnung ist noch keine korrigierte eingegangen. Sie können den Lieferanten erinnern oder weiterentscheiden:",
                    "no corrected invoice has come for this rejected one. You can remind the supplier or decide otherwise:")),
        };
        var rows = new List<(string, string)>
        {
            (facts.Say("Zurückgewiesen am", "Rejected on"),
                Spoken.Day(DateOnly.FromDateTime(rejection.AtUtc.UtcDateTime), facts.Language)),
            (facts.Say("An", "To"), rejection.Mail.To),
            (facts.Say("Grund", "Reason"), rejection.Comment),
        };
        if (rejection.Answer is { } answer)
        {
            if (answer.From is { } from) rows.Add((facts.Say("Von", "From"), from));
            rows.Add((facts.Say("Antwort", "Answer"), answer.Text));
        }
        else if (failed is not null)
        {
            rows.Add((facts.Say("Meldung", "Message"), failed));
        }

        return MailLayout.Write(facts, $"{subject}: {facts.Headline}", text, facts.Say("Öffnen und entscheiden", "Open and decide"), rows);
    }

    /// <summary>Says that the corrected invoice came and was linked by itself.</summary>
    /// <param name="why">What the two have in common, German; null where that is not known.</param>
    public static MailText Linked(MailFacts facts, Item corrected, string? why)
    {
        var rows = new List<(string, string)>();
        if ((facts with { Item = corrected }).Value(FieldNames.InvoiceNumber) is { } number)
            rows.Add((facts.Say("Korrigierte Rechnung", "Corrected invoice"), number));
        if (why is not null) rows.Add((facts.Say("Erkannt daran", "Told by"), EngineWords.Note(why, facts.Language)));
        if (CorrectionMatch.DifferencesInWords(facts.Item, corrected, facts.Language) is { Length: > 0 } changed)
            rows.Add((facts.Say("Geändert", "Changed"), changed));
        return MailLayout.Write(
            facts, $"{facts.Say("Korrigierte Rechnung ist da", "The corrected invoice is there")}: {facts.Headline}",
            facts.Say(
                "zu dieser an den Lieferanten zurückgewiesenen Rechnung ist die korrigierte eingegangen und von selbst verknüpft worden. "
                + "Die alte wird nicht bezahlt, die neue geht ihren Weg. Sie brauchen nichts zu tun:",
                "the corrected invoice for this one, which was rejected to its supplier, has come and was linked by itself. The old one is "
                + "not paid, the new one goes its way. You need not do anything:"),
            facts.Say("Vorgang ansehen", "Look at the item"), rows,
            facts.Say(
                "War das nicht die richtige? Dann lösen Sie dort die Verknüpfung. Zum Ansehen melden Sie sich bitte an.",
                "Was that not the right one? Then take the link back there. To look at the item please sign in."));
    }

    /// <summary>Tells somebody that an item waits too long for somebody else.</summary>
    /// <param name="waitsFor">The name of the one who is asked.</param>
    /// <param name="since">Since which day.</param>
    /// <param name="isEarly">Whether it must be paid soon; otherwise it has waited for long.</param>
    public static MailText Escalation(MailFacts facts, string waitsFor, DateOnly since, bool isEarly) => MailLayout.Write(facts,
        (isEarly ? facts.Say("Frist läuft ab", "Deadline is near") : facts.Say("Bitte nachfassen", "Please follow up"))
            + $": {facts.Headline}",
        isEarly
            ? facts.Say("ein Vorgang wartet noch auf eine Entscheidung, und er muss bald bezahlt werden. Bitte fassen Sie nach:",
                "an item still waits for a decision, and it must be paid soon. Please follow up:")
            : facts.Say("ein Vorgang wartet schon länger auf eine Entscheidung. Bitte fassen Sie nach:",
                "an item has been waiting for a decision for some time. Please follow up:"),
        facts.Say("Vorgang ansehen", "Look at the item"),
        Waiting(facts, waitsFor, since),
        facts.Say($"{waitsFor} bleibt zuständig. Zum Ansehen melden Sie sich bitte an.",
            $"{waitsFor} is still in charge. To look at the item please sign in."));

    /// <summary>Tells somebody responsible that nobody who could decide an item learns of it.</summary>
    /// <param name="obstacle">Why, German.</param>
    public static MailText Unreachable(MailFacts facts, string obstacle) => MailLayout.Write(facts,
        $"{facts.Say("Niemand erreichbar", "Nobody can be reached")}: {facts.Headline}",
        facts.Say("für diesen Vorgang ist gerade niemand erreichbar. Bitte weisen Sie ihn neu zu, oder sorgen Sie für eine Vertretung:",
            "nobody can be reached for this item at present. Please reassign it, or see to a substitute:"),
        facts.Say("Vorgang ansehen", "Look at the item"),
        [(facts.Say("Grund", "Reason"), EngineWords.Unreachable(obstacle, facts.Language))],
        facts.Say("Zum Ansehen melden Sie sich bitte an.", "To look at the item please sign in."));

    /// <summary>Tells somebody responsible that an item still waits though all reminders are sent.</summary>
    /// <param name="waitsFor">The name of the one who is asked.</param>
    /// <param name="since">Since which day.</param>
    public static MailText StillWaiting(MailFacts facts, string waitsFor, DateOnly since) => MailLayout.Write(facts,
        $"{facts.Say("Wartet noch immer", "Still waiting")}: {facts.Headline}",
        facts.Say("alle Erinnerungen an diesen Vorgang sind versandt, und er wartet noch immer. Bitte fassen Sie nach, oder weisen Sie ihn neu zu:",
            "all reminders of this item are sent, and it still waits. Please follow up, or reassign it:"),
        facts.Say("Vorgang ansehen", "Look at the item"),
        Waiting(facts, waitsFor, since),
        facts.Say($"{waitsFor} bleibt zuständig. Zum Ansehen melden Sie sich bitte an.",
            $"{waitsFor} is still in charge. To look at the item please sign in."));

    private static List<(string, string)> Waiting(MailFacts facts, string waitsFor, DateOnly since)
    {
        var rows = new List<(string, string)>
        {
            (facts.Say("Wartet auf", "Waits for"), waitsFor),
            (facts.Say("Seit", "Since"), Spoken.Day(since, facts.Language)),
        };
        if (facts.Item.Deadlines?.PayBy is { } payBy)
            rows.Add((facts.Say("Zahlen bis", "Pay by"), Spoken.Day(payBy, facts.Language)));
        return rows;
    }

    /// <summary>Asks an operator what shall become of an item whose step has failed for good.</summary>
    public static MailText Operator(MailFacts facts) => MailLayout.Write(facts,
        $"{facts.Say("Störung", "Failure")}: {facts.Headline}",
        facts.Say("bei diesem Vorgang ist ein Schritt fehlgeschlagen. Es ist nichts verloren; bitte sagen Sie, wie es weitergeht:",
            "a step of this item has failed. Nothing is lost; please say how to go on:"),
        facts.Say("Öffnen und weiterführen", "Open and go on"),
        facts.Item.Operator is { } failed ? [(facts.Say("Schritt", "Step"), failed.Step), (facts.Say("Meldung", "Message"), failed.Message)] : []);
}
