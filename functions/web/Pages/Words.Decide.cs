using Serverless.Workflows.Approval;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string Decide => Say("Ihre Entscheidung", "Your decision");

    public string ToDecision => Say("Zur Entscheidung", "To the decision");

    public string Comment => Say("Kommentar", "Comment");

    public string CommentHint(DecisionOffer offer) => offer.Kinds.Contains(DecisionKinds.Resume)
        ? Say("Nötig, außer beim Weiterleiten und Verknüpfen.", "Needed, but not to forward and to link.")
        : !offer.Kinds.Contains(DecisionKinds.SendBack)
        ? Say("Beim Ablehnen nötig, sonst freiwillig.", "Needed to reject, else as you like.")
        : offer.SendBackComment switch
        {
            SendBackComment.With => Say("Beim Ablehnen und Zurücksenden nötig, sonst freiwillig.", "Needed to reject and to send back, else as you like."),
            SendBackComment.Without => Say("Beim Ablehnen nötig. Zurückgesendet wird ohne Kommentar.", "Needed to reject. Sending back takes no comment."),
            _ => Say("Beim Ablehnen nötig, sonst freiwillig; auch beim Zurücksenden.", "Needed to reject, else as you like; also to send back."),
        };

    public string ForwardTo => Say("Weiterleiten an", "Forward to");

    public string ForwardHint(ForwardHint hint) => hint.Reason switch
    {
        RefusalReason.AmountLimit => Say($"gibt nur bis {hint.Limit} frei", $"approves up to {hint.Limit} only"),
        RefusalReason.FourEyes => Say("hat schon freigegeben, vier Augen", "has approved already, four eyes"),
        _ => Say("darf nicht freigeben", "may not approve"),
    };

    public string ForwardHintText => Say(
        "Wer hier nicht freigeben darf, kann den Vorgang ansehen, weiterleiten oder ablehnen.",
        "Who may not approve here can look at the item, forward or reject it.");

    public string RoleHolders => Say("Funktionsträger", "Role holders");

    public string People => Say("Personen", "People");

    public string SendBackTo => Say("Zurück an", "Back to");

    public string DecidesFor(string person) => Say($"Sie entscheiden in Vertretung von {person}.", $"You decide as the substitute of {person}.");

    public string BeforeApproval(string approval) => Say($"Vor „{approval}“ ist noch etwas zu tun:", $"Something is to be done before “{approval}”:");

    public string ReviewStatus => Say("Status", "Status");

    public string NoStatusChosen => Say("Keinen Status vergeben", "Give none");

    public string GiveStatus => Say("Status vergeben", "Give status");

    public string StatusStays => Say("bleibt hier", "stays here");

    public string StayHere => Say("Nur den Status vergeben, noch nicht weiterleiten", "Give only, do not forward yet");

    public string StatusHint(DecisionOffer offer)
    {
        var forwards = offer.StatusForwards && offer.Statuses.Any(status => status.Forward);
        return (offer.StatusNeeded, forwards) switch
        {
            (true, true) => Say("Vor dem Weiterleiten nötig. Die Vergabe leitet gleich weiter.", "Needed before forwarding. Giving it forwards at once."),
            (true, false) => Say("Vor dem Weiterleiten nötig.", "Needed before forwarding."),
            (false, true) => Say("Die Vergabe leitet gleich weiter.", "Giving it forwards at once."),
            _ => Say("Ein gewählter Status gilt auch mit Ihrer Entscheidung.", "A chosen status is given with your decision, too."),
        };
    }

    public string LacksPermission(string kind, string permission) => Say(
        $"„{DecisionName(kind)}“ ist Ihnen nicht möglich: Es fehlt die Berechtigung „{permission}“. Ihr Administrator kann sie erteilen; bis dahin können Sie den Vorgang nur auf den angebotenen Wegen weitergeben.",
        $"You cannot “{DecisionName(kind)}”: the permission “{permission}” is missing. Your administrator can grant it; until then you can only pass the item on in the ways offered.");

    public string ChoosePerson => Say("Bitte wählen", "Please choose");

    public string Save => Say("Änderungen speichern", "Save changes");

    public string SaveHint => Say("Wenn Sie entscheiden, werden Ihre Änderungen mit gespeichert.", "Your changes are saved with a decision, too.");

    public string Capture => Say("Erfassen und zuordnen", "Capture and assign");

    public string Saved => Say("Ihre Änderungen sind gespeichert.", "Your changes are saved.");

    public string NothingToSave => Say("Es gab nichts zu speichern.", "There was nothing to save.");

    public string DecisionSaved => Say("Ihre Entscheidung ist gespeichert.", "Your decision is saved.");

    public string NotYours => Say("Für diese Entscheidung sind Sie nicht zuständig", "You are not asked about this at the moment");

    public string NotYoursText => Say(
        "Der Vorgang ist inzwischen jemand anderem zugeteilt, oder Ihr Zugang umfasst diese Entscheidung nicht. Ihre Angaben wurden nicht übernommen.",
        "The item was assigned to somebody else, or your access does not cover this decision. What you entered was not taken over.");

    public string Changed => Say(
        "Der Vorgang wurde geändert, seit Sie ihn geöffnet haben. Bitte sehen Sie sich den Unterschied an und entscheiden Sie dann noch einmal.",
        "The item was changed since you opened it. Please look at the difference and then decide again.");

    public string Before => Say("vorher", "before");

    public string After => Say("jetzt", "now");

    public string Field => Say("Angabe", "Field");

    public string Empty => Say("(leer)", "(empty)");

    public string Failure => Say("Ein Schritt ist fehlgeschlagen", "A step has failed");

    public string FailureText => Say(
        "Es ist nichts verloren. Sehen Sie sich die Meldung an, beheben Sie die Ursache und versuchen Sie es noch einmal.",
        "Nothing is lost. Look at the message, mend the cause and try again.");

    public string BadAmount(string field, string text) => Say(
        $"{field}: „{text}“ ist kein Betrag. Schreiben Sie zum Beispiel 1.234,56.",
        $"{field}: “{text}” is no amount. Write for example 1,234.56.");

    public string BadDay(string field, string text) => Say(
        $"{field}: „{text}“ ist kein Datum. Schreiben Sie zum Beispiel 31.12.2026.",
        $"{field}: “{text}” is no date. Write for example 2026-12-31.");

    public string BadIdentifier(string field, string text) => FieldName(field) + ": " + field switch
    {
        FieldNames.SellerIban => Say(
            $"„{text}“ ist keine gültige IBAN; die Länge oder die Prüfziffer passt nicht. Bitte vergleichen Sie sie Zeichen für Zeichen.",
            $"“{text}” is no valid IBAN; its length or its check digits are wrong. Please compare it character by character."),
        FieldNames.Currency => Say(
            $"„{text}“ ist keine Währung. Schreiben Sie das Kürzel aus drei Buchstaben, zum Beispiel EUR.",
            $"“{text}” is no currency. Write its three-letter code, for example EUR."),
        _ => Say(
            $"„{text}“ ist keine gültige USt-IdNr.; Länderkürzel, Länge oder Prüfziffer passt nicht.",
            $"“{text}” is no valid VAT id; its country prefix, length or check digit is wrong."),
    };

    public string TooLong(string field) => Say($"{field}: Der Text ist zu lang.", $"{field}: the text is too long.");
}
