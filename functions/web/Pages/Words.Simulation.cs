namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string SimulationIntro => Say(
        "Prüfen Sie vor einer Änderung, welche Vorgänge anders liefen. Es wird nichts geändert.",
        "See before a change which items would run differently. Nothing is changed.");

    public string SimulationBasis => Say(
        "Verglichen wird jeder Weg vom Anfang bis zum Ende, wenn alle freigeben: bisher und unter der geänderten Datei oder Regel. „Bisher“ ist die "
        + "Mandantendatei, wie sie jetzt gilt – dann zeigt sich, was die Änderung selbst bewirkt – oder der Stand, unter dem der Vorgang läuft oder lief: "
        + "dann zählt auch, was seither schon geändert wurde. Genommen werden die Daten des Vorgangs, wie sie jetzt vorliegen, die Stammdaten von heute und, bei Erledigtem, der Tag des Eingangs.",
        "Each way is compared from beginning to end, everybody approving: before, and under the changed file or rule. “Before” is the tenant file as it "
        + "is now, which shows what the change itself would do, or the version that the item runs or ran under: then what was changed since counts, too. "
        + "Taken are the item's data as they are on record now, today's master data and, for what has ended, the day of its receipt.");

    public string CandidateFile => Say("Geänderte Mandantendatei", "Changed tenant file");

    public string CandidateText => Say("Oder hier einfügen: die ganze Datei oder eine Regel", "Or paste here: the whole file or one rule");

    public string CandidateHint => Say(
        "Eine Regel allein: {\"rule\": …, \"action\": …, \"at\": {\"route\": …, \"station\": …}}. Statt einer Definition genügt die Kennung von etwas, das es gibt.",
        "A rule alone: {\"rule\": …, \"action\": …, \"at\": {\"route\": …, \"station\": …}}. Instead of a definition the id of what exists will do.");

    public string CompareWith => Say("Vergleichen mit", "Compare with");

    public string AgainstCurrent => Say("der Mandantendatei, wie sie jetzt gilt", "the tenant file as it is now");

    public string AgainstPinned => Say("dem Stand, unter dem der Vorgang läuft", "the version that the item runs under");

    public string ComparedWith(bool pinned) => Say(
        $"Verglichen mit {(pinned ? AgainstPinned : AgainstCurrent)}.", $"Compared with {(pinned ? AgainstPinned : AgainstCurrent)}.");

    public string SinceDay => Say("Eingegangen seit", "Received since");

    public string AllRoutes => Say("Alle Leitungswege", "All routes");

    public string RouteLabel => Say("Leitungsweg", "Route");

    public string Simulate => Say("Simulieren", "Simulate");

    public string OlderItems => Say("Ältere Vorgänge prüfen", "Look at older items");

    public string OlderFollow => Say("Es gibt noch ältere Vorgänge.", "There are older items.");

    public string NoCandidate => Say(
        "Wählen Sie eine Datei oder fügen Sie den Text ein.", "Choose a file or paste the text.");

    public string CandidateTooLarge => Say(
        "Die Datei ist zu groß. Erlaubt sind 4 MB; Stammdaten gehören nicht hinein.", "The file is too large. 4 MB are allowed; master data do not belong there.");

    public string CandidateWrong(int problems) => Say(
        problems == 1 ? "So kann sie nicht gelten: ein Problem." : $"So kann sie nicht gelten: {problems} Probleme.",
        problems == 1 ? "It cannot be used like this: one problem." : $"It cannot be used like this: {problems} problems.");

    public string Line(int line, int column) => Say($"Zeile {line}, Spalte {column}", $"line {line}, column {column}");

    public string Compared => Say("verglichen", "compared");

    public string Differ => Say("liefen anders", "would run differently");

    public string Same => Say("unverändert", "unchanged");

    public string LostItems(int count) => Say(
        $"{count} Vorgänge konnten nicht verglichen werden, weil ihr festgehaltener Stand fehlt.",
        $"{count} items could not be compared, because the version they are pinned to is missing.");

    public string NothingDiffers => Say("Kein Vorgang liefe anders.", "No item would run differently.");

    public string NothingCompared => Say("Zu dieser Auswahl gibt es keinen Vorgang.", "There is no item for this choice.");

    public string OnlyFirst(int shown, int all) => Say($"Gezeigt werden {shown} von {all}.", $"{shown} of {all} are shown.");

    public string WayBefore => Say("Bisher", "Before");

    public string WayAfter => Say("Künftig", "After");

    public string Because => Say("Weil", "Because");

    public string NoWay => Say("kein Weg", "no way");

}
