namespace Serverless.Workflows.Routing.Phrases;

/// <summary>What is said of an invoice that was rejected to its supplier, and of its correction.</summary>
internal static class SupplierPhrases
{
    public static readonly Phrase NamesOriginal = new(
        "Die Rechnung nennt {number} als die ursprüngliche.", "The invoice names {number} as the original one.");

    public static readonly Phrase SameNumber = new(
        "Die Rechnung hat dieselbe Nummer {number} und andere Angaben.", "The invoice has the same number {number} and other data.");

    public static readonly Phrase SentAgain = new(
        "Der Lieferant hat dieselbe Rechnung unverändert noch einmal geschickt.", "The supplier has sent the same invoice again unchanged.");

    public static readonly Phrase Answers = new(
        "Die Rechnung kam als Antwort auf die Zurückweisung.", "The invoice came in answer to the rejection.");

    public static readonly Phrase CameAfter = new(
        "Die Rechnung kam nach der Zurückweisung vom selben Lieferanten.", "The invoice came after the rejection from the same supplier.");

    public static readonly Phrase ReplacesNot = new(
        "Ersetzt die zurückgewiesene Rechnung doch nicht; die Verknüpfung ist gelöst.",
        "Does not replace the rejected invoice after all; the link is taken back.");

    public static readonly Phrase Awaits = new(
        "Wartet auf die korrigierte Rechnung des Lieferanten", "Waits for the supplier's corrected invoice");

    public static readonly Phrase TurnedDown = new("zurückgewiesen von {by}", "rejected to the supplier by {by}");

    public static readonly Phrase Lifted = new("Zurückweisung aufgehoben von {by}", "rejection lifted by {by}");

    public static readonly Phrase Unlinked = new("Verknüpfung gelöst von {by}", "link taken back by {by}");

    /// <summary>What stands in the place of a number that is not known.</summary>
    public const string NoNumber = "ohne Nummer";

    public static readonly Phrase Posted = new(
        "Die korrigierte Rechnung {number} ist schon gebucht. Wird diese hier auch bezahlt, ist zweimal bezahlt.",
        "The corrected invoice {number} is posted already. If this one is paid too, it is paid twice.");

    public static readonly Phrase Exported = new(
        "Die korrigierte Rechnung {number} ist schon an DATEV übergeben. Wird diese hier auch bezahlt, ist zweimal bezahlt.",
        "The corrected invoice {number} was handed to DATEV already. If this one is paid too, it is paid twice.");

    public static readonly Phrase Completed = new(
        "Die korrigierte Rechnung {number} ist schon abgeschlossen. Wird diese hier auch bezahlt, ist zweimal bezahlt.",
        "The corrected invoice {number} is completed already. If this one is paid too, it is paid twice.");

    public static readonly Phrase TakesBack = new(
        "Diese Gutschrift nimmt die Rechnung {number} zurück, die an den Lieferanten zurückgewiesen und nicht gebucht ist. Buchen Sie "
        + "entweder beide oder keine von beiden.",
        "This credit note takes back the invoice {number}, which was rejected to its supplier and is not posted. Post either both or "
        + "neither of them.");

    /// <summary>Why an invoice may be the correction, and notes.</summary>
    public static readonly IReadOnlyList<Phrase> All =
        [NamesOriginal, SameNumber, SentAgain, Answers, CameAfter, ReplacesNot, TakesBack, Posted, Exported, Completed];
}
