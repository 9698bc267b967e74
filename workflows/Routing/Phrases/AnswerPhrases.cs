namespace Serverless.Workflows.Routing.Phrases;

/// <summary>What the desks answer a person whose wish counts, or who is to choose again.</summary>
internal static class AnswerPhrases
{
    public static readonly Phrase NoItem = new("Diesen Vorgang gibt es nicht.", "There is no such item.");

    public static readonly Phrase StatusGiven = new("Der Status „{status}“ ist vergeben.", "The status “{status}” is given.");

    public static readonly Phrase StatusMoves = new(
        "Der Status „{status}“ ist vergeben, der Vorgang geht weiter.", "The status “{status}” is given, the item goes on.");

    public static readonly Phrase StatusStays = new(
        "Der Status „{status}“ ist vergeben. Weitergeleitet wurde der Vorgang nicht: {text}",
        "The status “{status}” is given. The item was not forwarded: {text}");

    public static readonly Phrase NumberDrawn = new(
        "Die Nummer {number} ist gezogen. Bitte tragen Sie sie im Rechnungswesen als Rechnungseingangsnummer ein.",
        "The number {number} is drawn. Please enter it in the ledger as the number of receipt.");

    public static readonly Phrase NumberThere = new(
        "Der Vorgang hat schon die Nummer {number}.", "The item has the number {number} already.");

    public static readonly Phrase NumberNotYours = new(
        "Der Vorgang liegt nicht (mehr) bei Ihnen. Sie können hier keine Nummer ziehen.",
        "The item is not with you (any more). You cannot draw a number here.");

    public static readonly Phrase NumberStays = new(
        "Der Vorgang wurde inzwischen weitergegeben. Die Nummer {number} bleibt für ihn: Wer ihn jetzt hat, zieht sie dort.",
        "The item was passed on meanwhile. The number {number} is kept for it: whoever has it now draws it there.");

    public static readonly Phrase NoNumbers = new(
        "Auf diesem Leitungsweg werden keine Belegnummern gezogen.", "No numbers of vouchers are drawn on this route.");

    public static readonly Phrase ClientFirst = new(
        "Bitte wählen Sie zuerst den Mandanten; seine Nummernkreise stehen dann zur Wahl.",
        "Please choose the client first; its number ranges can be chosen then.");

    public static readonly Phrase NoRange = new(
        "Für diesen Mandanten gibt es keinen Nummernkreis für solche Belege. Ihr Administrator kann ihn ergänzen.",
        "This client has no number range for such vouchers. Your administrator can add one.");

    public static readonly Phrase ChooseRange = new(
        "Bitte wählen Sie einen Nummernkreis: {ranges}.", "Please choose a number range: {ranges}.");

    public static readonly Phrase RangeNotOffered = new(
        "Dieser Nummernkreis steht hier nicht zur Wahl. Möglich: {ranges}.", "This number range cannot be chosen here. Possible: {ranges}.");

    public static readonly Phrase Approved = new("Freigegeben und weitergeleitet.", "Approved and forwarded.");

    public static readonly Phrase DoneBefore = new(
        "Das haben Sie vorher schon getan; es zählt.", "You have done this before; it counts.");

    public static readonly Phrase ChangedSince = new(
        "Der Vorgang wurde geändert, seit Sie ihn gesehen haben. Bitte sehen Sie ihn sich noch einmal an.",
        "The item was changed since you saw it. Please look at it again.");

    public static readonly Phrase Fault = new(
        "Bei diesem Vorgang gab es eine Störung. Bitte versuchen Sie es noch einmal; doppelt geschieht dabei nichts.",
        "There was a fault with this item. Please try again; nothing is done twice.");

    public static readonly Phrase NotTried = new(
        "Dieser Vorgang kam nicht mehr an die Reihe. Bitte senden Sie ihn noch einmal.",
        "The turn of this item did not come. Please send it again.");

    public static readonly Phrase HasItNow = new("{person} hat den Vorgang jetzt.", "{person} has the item now.");

    public static readonly Phrase SubstituteHasIt = new(
        "{person} ist abwesend; den Vorgang hat jetzt {substitute} als Vertretung.",
        "{person} is away; {substitute} has the item now as the substitute.");

    public static readonly Phrase Linked = new(
        "Die Rechnungen sind verknüpft; der zurückgewiesene Vorgang ist beendet.",
        "The invoices are linked; the rejected item has ended.");

    public static readonly Phrase LinkTakenBack = new(
        "Die Verknüpfung ist gelöst; die Rechnung wartet wieder auf ihre Korrektur.",
        "The link is taken back; the invoice waits for its correction again.");

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Phrase> All =
    [
        NoItem, StatusStays, StatusMoves, StatusGiven, NumberDrawn, NumberThere, NumberNotYours, NumberStays, NoNumbers, ClientFirst, NoRange,
        ChooseRange, RangeNotOffered, Approved, DoneBefore, ChangedSince, Fault, NotTried, SubstituteHasIt, HasItNow, Linked,
        LinkTakenBack,
    ];
}
