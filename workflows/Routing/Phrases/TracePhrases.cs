namespace Serverless.Workflows.Routing.Phrases;

/// <summary>The lines of a trace.</summary>
internal static class TracePhrases
{
    public static readonly Phrase Holds = new(
        "{where}: Regel „{rule}“ trifft zu: {conditions} → {action}.", "{where}: Rule “{rule}” holds: {conditions} → {action}.");

    public static readonly Phrase HoldsNot = new(
        "{where}: Regel „{rule}“ trifft nicht zu: {conditions}.", "{where}: Rule “{rule}” does not hold: {conditions}.");

    public static readonly Phrase Fails = new(
        "{where}: Regel „{rule}“ gilt als nicht erfüllt: {field}: {error} (Stelle {place}).",
        "{where}: Rule “{rule}” counts as not met: {field}: {error} (position {place}).");

    public static readonly Phrase FailsOfField = new(
        "{where}: Regel „{rule}“ gilt als nicht erfüllt: {error}.", "{where}: Rule “{rule}” counts as not met: {error}.");

    public static readonly Phrase SettledAssignee = new(
        "{where}: Regel „{rule}“ wird nicht geprüft: „{winner}“ hat den Bearbeiter schon festgelegt.",
        "{where}: Rule “{rule}” is not looked at: “{winner}” has chosen the assignee already.");

    public static readonly Phrase SettledRoute = new(
        "{where}: Regel „{rule}“ wird nicht geprüft: „{winner}“ hat den Leitungsweg schon festgelegt.",
        "{where}: Rule “{rule}” is not looked at: “{winner}” has chosen the route already.");

    public static readonly Phrase Unknown = new(
        "{where}: Regel „{rule}“ mit Aktion „{action}“ gibt es nicht.", "{where}: There is no rule “{rule}” with action “{action}”.");

    public static readonly Phrase Idle = new(
        "{where}: Regel „{rule}“ ist hier nicht aktiv.", "{where}: Rule “{rule}” is not active here.");

    public static readonly Phrase Visited = new("{station}: wird besucht.", "{station}: is visited.");

    public static readonly Phrase NotSwitchedHeld = new(
        "{station}: kein anderer Leitungsweg, solange der Vorgang hier angehalten ist: {text}",
        "{station}: no other route as long as the item is on hold here: {text}");

    public static readonly Phrase NotSkippedHeld = new(
        "{station}: wird nicht ausgelassen, denn der Vorgang ist hier angehalten: {text}",
        "{station}: is not skipped, for the item is on hold here: {text}");

    public static readonly Phrase NotSkippedMissing = new(
        "{station}: wird nicht ausgelassen, denn hier fehlt noch: {labels}.",
        "{station}: is not skipped, for this is still missing here: {labels}.");

    public static readonly Phrase PostingDropped = new(
        "Die Übergabe an „{connector}“ entfällt: Keine der Regeln, die sie verlangen, trifft am Ende noch zu.",
        "Nothing is handed over to “{connector}”: None of the rules that demand it holds at the end.");

    public static readonly Phrase LeftOut = new(
        "… {count} Zeilen sind hier ausgelassen, das Protokoll ist zu lang.",
        "… {count} lines are left out here, the trace is too long.");

    public static readonly Phrase StationInactive = new("{station}: nicht aktiv.", "{station}: inactive.");

    public static readonly Phrase StationNotIncluded = new(
        "{station}: bei der Leitungswegänderung nicht einbezogen.", "{station}: not included in the change of route.");

    public static readonly Phrase End = new("Ende des Leitungswegs.", "End of the route.");

    public static readonly Phrase NoEarlier = new(
        "Zurück: Es gibt keine frühere Station.", "Back: There is no earlier station.");

    public static readonly Phrase GoesAllTheSame = new(
        "{obstacle}; der Vorgang geht trotzdem an die genannte Person.", "{obstacle}; the item goes to the person named all the same.");

    public static readonly Phrase GroupStays = new(
        "Der Rechnungskreis ist schon „{group}“ und bleibt.", "The invoice group is “{group}” already and stays.");

    public static readonly Phrase RouteAssigned = new(
        "Regel „{rule}“ weist den Leitungsweg „{route}“ zu.", "Rule “{rule}” assigns the route “{route}”.");

    public static readonly Phrase RouteNotAllowedHere = new(
        "Regel „{rule}“: Der Leitungsweg „{route}“ wird nicht zugewiesen, an {where} nicht erlaubt.",
        "Rule “{rule}”: The route “{route}” is not assigned, not allowed at {where}.");

    public static readonly Phrase RouteWasThere = new(
        "Regel „{rule}“: Der Leitungsweg „{route}“ wird nicht zugewiesen, der Vorgang war schon auf diesem Leitungsweg.",
        "Rule “{rule}”: The route “{route}” is not assigned, the item was on it before.");

    public static readonly Phrase RouteInactive = new(
        "Regel „{rule}“: Der Leitungsweg „{route}“ wird nicht zugewiesen, der Leitungsweg ist nicht aktiv.",
        "Rule “{rule}”: The route “{route}” is not assigned, the route is inactive.");

    public static readonly Phrase NoRoute = new("Den Leitungsweg „{route}“ gibt es nicht.", "There is no route “{route}”.");

    public static readonly Phrase Absent = new(
        "{person} ist vom {day} bis {until} abwesend; Vertretung: {substitute}.",
        "{person} is away from {day} to {until}; substitute: {substitute}.");

    public static readonly Phrase NobodyThere = new(
        "{person} ist abwesend, die Vertretung ist nicht erreichbar; der Vorgang bleibt bei {holder}.",
        "{person} is away and the substitute is not there either; the item stays with {holder}.");

    public static readonly Phrase Vacant = new("{reason}: nicht vergeben.", "{reason}: vacant.");

    public static readonly Phrase PersonGone = new("{reason}: „{id}“ gibt es nicht mehr.", "{reason}: “{id}” is gone.");

    public static readonly Phrase PersonInactive = new("{reason}: {person} ist nicht aktiv.", "{reason}: {person} is inactive.");

    public static readonly Phrase OutOfQuestion = new(
        "{reason}: kommt nicht in Frage, {obstacle}.", "{reason}: out of the question, {obstacle}.");

    /// <summary>Who it is in the end; fits much, and is tried last.</summary>
    public static readonly Phrase Found = new("{reason}: {person}.", "{reason}: {person}.");

    public static readonly Phrase CheckFails = new(
        "Regel „{rule}“ gilt als nicht erfüllt: {field} lässt sich nicht berechnen – {error}.",
        "Rule “{rule}” counts as not met: {field} cannot be computed – {error}.");

    public static readonly Phrase CheckFailsOfField = new(
        "Regel „{rule}“ gilt als nicht erfüllt: {error}.", "Rule “{rule}” counts as not met: {error}.");

    public static readonly Phrase Held = new("Angehalten: {text}", "On hold: {text}");

    public static readonly Phrase NobodyMay = new(
        "Niemand, der in Frage kommt, darf diesen Vorgang hier freigeben: {obstacles}. Bitte leiten Sie ihn an jemanden weiter, der es darf.",
        "Nobody who comes into question may approve this item here: {obstacles}. Please forward it to somebody who may.");

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Phrase> Lines =
    [
        Holds, HoldsNot, Fails, FailsOfField, SettledAssignee, SettledRoute, Unknown, Idle, NotSwitchedHeld, NotSkippedHeld, NotSkippedMissing, PostingDropped, LeftOut, Visited, StationInactive, StationNotIncluded, End, NoEarlier,
        GoesAllTheSame, GroupStays, RouteAssigned, RouteNotAllowedHere, RouteWasThere, RouteInactive, NoRoute, Absent, NobodyThere,
        Vacant, PersonGone, PersonInactive, OutOfQuestion, Found,
    ];

    /// <summary>Notes and checks, which stand beside texts that administrators wrote.</summary>
    public static readonly IReadOnlyList<Phrase> Notes = [CheckFails, CheckFailsOfField, Held, NobodyMay];
}
