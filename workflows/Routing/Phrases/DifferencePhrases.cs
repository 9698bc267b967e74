namespace Serverless.Workflows.Routing.Phrases;

/// <summary>What makes a simulated item go another way, and what rules make of it.</summary>
internal static class DifferencePhrases
{
    public static readonly Phrase RouteIsNew = new(
        "Den Leitungsweg „{route}“ gab es im festgehaltenen Stand nicht.", "The route “{route}” was not there in the version kept.");

    public static readonly Phrase RouteGoes = new(
        "Den Leitungsweg „{route}“ gibt es künftig nicht; der Vorgang könnte nicht laufen.",
        "The route “{route}” will be gone; the item could not run.");

    public static readonly Phrase OtherRoute = new(
        "Die Leitungswegquelle schickt solche Vorgänge künftig auf den Leitungsweg „{route}“.",
        "The route source will send such items to the route “{route}”.");

    public static readonly Phrase OtherAction = new(
        "{where}: Regel „{rule}“ ({action}) ist mit einer geänderten Aktion verbunden.", "{where}: Rule “{rule}” ({action}) has a changed action.");

    public static readonly Phrase HoldsNoMore = new(
        "{where}: Regel „{rule}“ ({action}) trifft künftig nicht mehr zu.", "{where}: Rule “{rule}” ({action}) will hold no more.");

    public static readonly Phrase WillHold = new(
        "{where}: Regel „{rule}“ ({action}) trifft künftig zu.", "{where}: Rule “{rule}” ({action}) will hold.");

    public static readonly Phrase LookedAtNoMore = new(
        "{where}: Regel „{rule}“ ({action}) wird künftig hier nicht mehr geprüft; sie traf zu.",
        "{where}: Rule “{rule}” ({action}) will not be looked at here any more; it held.");

    public static readonly Phrase LookedAt = new(
        "{where}: Regel „{rule}“ ({action}) wird künftig hier geprüft und trifft zu.", "{where}: Rule “{rule}” ({action}) will be looked at here and holds.");

    public static readonly Phrase StationGoes = new(
        "Station {station} gibt es künftig nicht mehr oder sie ist nicht aktiv.", "Station {station} will be gone or inactive.");

    public static readonly Phrase StationIsNew = new("Station {station} ist neu oder neu aktiv.", "Station {station} is new or newly active.");

    public static readonly Phrase OtherPerson = new(
        "Station {station}: bisher {person} ({why}), künftig {other} ({reason}).", "Station {station}: {person} ({why}) until now, {other} ({reason}) in future.");

    public static readonly Phrase Warning = new("Warnung: {text}", "Warning: {text}");

    public static readonly Phrase Group = new("Rechnungskreis „{group}“", "Invoice group “{group}”");

    public static readonly Phrase Status = new("Status „{status}“", "Status “{status}”");

    public static readonly Phrase HandedTo = new("Übergabe an „{connector}“", "Handed over to “{connector}”");

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Phrase> All =
    [
        RouteIsNew, RouteGoes, OtherRoute, OtherAction, HoldsNoMore, WillHold, LookedAtNoMore, LookedAt, StationGoes, StationIsNew,
        OtherPerson, Warning, Group, Status, HandedTo,
    ];
}
