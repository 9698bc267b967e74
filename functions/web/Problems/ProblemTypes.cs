namespace Serverless.Web.Problems;

/// <summary>All problems of the API. What is here is in the description of the API, and docs/api.md lists the same.</summary>
internal static class ProblemTypes
{
    public static ProblemType BadRequest { get; } = new(
        "bad-request", 400, "Die Anfrage ist nicht lesbar",
        "Der Inhalt fehlt oder passt nicht zur Beschreibung; `problems` nennt jede Stelle und was dort stehen müsste.");

    public static ProblemType EmptyBody { get; } = new(
        "empty-body", 400, "Die Sendung ist leer", "Der Inhalt der Anfrage fehlt.");

    public static ProblemType NotPossible { get; } = new(
        "not-possible", 400, "Diese Entscheidung geht hier nicht",
        "So kann der Vorgang an seiner Station nicht entschieden werden, auch nicht von jemand anderem; `possible` nennt, was geht.");

    public static ProblemType BadComment { get; } = new(
        "bad-comment", 400, "Der Kommentar passt nicht",
        "Er fehlt (immer nötig bei `reject`), ist zu lang, oder die Einstellung lässt beim Zurücksenden keinen zu.");

    public static ProblemType BadTarget { get; } = new(
        "bad-target", 400, "Dorthin geht es nicht",
        "`to` fehlt oder nennt niemanden, an den der Vorgang gehen kann; die Antwort sagt warum.");

    public static ProblemType BadStatus { get; } = new(
        "bad-status", 400, "Diesen Status gibt es hier nicht",
        "Der Vorgang kann diesen Status nicht bekommen; `possible` nennt die möglichen.");

    public static ProblemType BadRevision { get; } = new(
        "bad-revision", 400, "Diesen Stand gibt es nicht",
        "`revision` ist höher als die des Vorgangs. Lesen Sie ihn neu.");

    public static ProblemType BadNumberRange { get; } = new(
        "bad-number-range", 400, "Dieser Nummernkreis passt nicht",
        "Es stehen mehrere zur Wahl und keiner ist genannt, oder der genannte gehört nicht dazu; `possible` nennt sie.");

    public static ProblemType BadAbsence { get; } = new(
        "bad-absence", 400, "So lässt sich die Abwesenheit nicht eintragen", "Eine Person oder ein Tag passt nicht; die Antwort nennt alles.");

    public static ProblemType BadFilter { get; } = new(
        "bad-filter", 400, "Die Auswahl passt nicht", "Ein Wert der Abfrage ist keiner der möglichen, oder es gibt den Parameter nicht.");

    public static ProblemType BadCursor { get; } = new(
        "bad-cursor", 400, "Die Fortsetzung ist ungültig",
        "`cursor` ist nicht das `next` der vorigen Seite derselben Abfrage. Beginnen Sie ohne `cursor` von vorn.");

    public static ProblemType NotAuthenticated { get; } = new(
        "not-authenticated", 401, "Die Anmeldung fehlt oder ist ungültig", "Der Zugangsschlüssel fehlt, ist unbekannt oder abgelaufen.");

    public static ProblemType NotAllowed { get; } = new(
        "not-allowed", 403, "Dazu fehlt das Recht", "Der Zugang umfasst das nicht, oder der Vorgang liegt nicht (mehr) bei der Person.");

    public static ProblemType NeedsPerson { get; } = new(
        "needs-person", 403, "Das kann nur eine Person", "Der Schlüssel gehört keiner Person; entscheiden kann nur eine.");

    public static ProblemType MissingPermission { get; } = new(
        "missing-permission", 403, "Dazu fehlt die Berechtigung",
        "Der Person oder dem Zugang fehlt die Berechtigung `permission`; der Administrator kann sie erteilen.");

    public static ProblemType AmountLimit { get; } = new(
        "amount-limit", 403, "Der Betrag liegt über der Freigabegrenze",
        "Der Betrag `amount` liegt über der Grenze `limit` der Person oder derer, die sie vertritt. Leiten Sie weiter, "
        + "zum Beispiel an `mayApprove`.");

    public static ProblemType FourEyes { get; } = new(
        "four-eyes", 403, "Hier gelten vier Augen",
        "Die Person, oder wen sie vertritt, hat schon an der Station `station` freigegeben. Leiten Sie weiter, zum Beispiel an `mayApprove`.");

    public static ProblemType NotFound { get; } = new(
        "not-found", 404, "Nicht gefunden", "Das gibt es nicht, oder dieser Zugang darf es nicht sehen.");

    public static ProblemType WrongMethod { get; } = new(
        "wrong-method", 405, "Dieser Aufruf geht hier nicht", "Die Adresse gibt es, aber nicht mit dieser HTTP-Methode.");

    public static ProblemType AlreadyDecided { get; } = new(
        "already-decided", 409, "Darüber ist schon entschieden",
        "Jemand war schneller, oder die Anfrage kam zweimal: `by`, `for`, `decision`, `to` und `at` sagen, wer wann was entschieden hat.");

    public static ProblemType AlreadyNumbered { get; } = new(
        "already-numbered", 409, "Der Vorgang hat schon eine Nummer", "Die Nummer kommt aus einem anderen Nummernkreis als dem genannten.");

    public static ProblemType AlreadyPosted { get; } = new(
        "already-posted", 409, "Die korrigierte Rechnung ist schon unterwegs zur Zahlung",
        "Ginge es so weiter, würde womöglich zweimal bezahlt: `corrections` nennt jede korrigierte Rechnung mit `item`, "
        + "`invoiceNumber` und `state` (`completed`, `posted`, `exported`). Mit `confirmPosted` geht es trotzdem.");

    public static ProblemType Duplicate { get; } = new(
        "duplicate", 409, "Diese Rechnung liegt mehrfach vor",
        "Unter mehreren wird sie nicht freigegeben: `duplicates` nennt die anderen Vorgänge mit `item`, `why` (`sameBytes`, `sameInvoice`), "
        + "`name` und `receivedUtc`. Einzeln lässt sie sich freigeben.");

    public static ProblemType AlreadyExported { get; } = new(
        "already-exported", 409, "Diese Rechnung wurde schon übergeben",
        "Sie würde doppelt gebucht: `duplicates` nennt zu jedem `item` den anderen Vorgang derselben Rechnung mit `other`, `name` und "
        + "`state` (`posted`, `exported`). Mit `confirmDuplicates` geht es trotzdem.");

    public static ProblemType Changed { get; } = new(
        "changed", 409, "Der Vorgang wurde inzwischen geändert",
        "Seit der `revision` der Anfrage wurde etwas geändert, das die Person nicht kennt: `changes` nennt jede Angabe mit "
        + "`before` und `after` und ist nie leer; `revision` ist der Stand, mit dem dann entschieden werden kann.");

    public static ProblemType NotWaiting { get; } = new(
        "not-waiting", 409, "Der Vorgang wartet auf niemanden", "Er ist gerade in Arbeit oder zu Ende; es gibt nichts zu entscheiden.");

    public static ProblemType AbsenceChanged { get; } = new(
        "absence-changed", 409, "Die Abwesenheit wurde inzwischen geändert", "Nichts wurde überschrieben; `absence` sagt, wie sie jetzt ist.");

    public static ProblemType AbsenceHasBegun { get; } = new(
        "absence-has-begun", 409, "Die Abwesenheit läuft schon", "Sie lässt sich beenden, nicht mehr löschen.");

    public static ProblemType AbsenceHasNotBegun { get; } = new(
        "absence-has-not-begun", 409, "Die Abwesenheit läuft noch nicht", "Sie lässt sich löschen, nicht beenden.");

    public static ProblemType TooLarge { get; } = new(
        "too-large", 413, "Die Sendung ist zu groß", "Mehr als `maxBytes`. Verkleinern oder aufteilen.");

    public static ProblemType WrongType { get; } = new(
        "wrong-type", 415, "Dieser Inhaltstyp wird hier nicht angenommen", "`accepted` nennt die möglichen Inhaltstypen (Content-Type).");

    public static ProblemType Incomplete { get; } = new(
        "incomplete", 422, "Am Vorgang fehlt noch etwas",
        "Bevor er weitergehen kann: `missing` nennt jedes fehlende Feld (`field`), Dokument (`document`), den Status "
        + "(`reviewStatus`) oder weshalb eine Regel ihn anhält (`hold`), mit einem Satz, was zu tun ist.");

    public static ProblemType NoNumber { get; } = new(
        "no-number", 422, "Für diesen Vorgang gibt es keine Nummer",
        "Sein Leitungsweg zieht keine Nummern, der Mandant fehlt noch, oder es gibt keinen Nummernkreis; die Antwort sagt, was zu tun ist.");

    public static ProblemType BadCandidate { get; } = new(
        "bad-candidate", 422, "So kann die Datei oder Regel nicht gelten",
        "`problems` nennt jedes Problem mit Ort und Abhilfe.");

    public static ProblemType NotExportable { get; } = new(
        "not-exportable", 422, "Das Belegpaket kann so nicht erstellt werden", "`problems` nennt zu jedem Vorgang, was fehlt.");

    public static ProblemType Refused { get; } = new(
        "refused", 400, "Das geht so nicht", "Die Anfrage wurde schon vor dem Aufruf abgewiesen; der Status sagt warum.");

    public static ProblemType Internal { get; } = new(
        "internal", 500, "Das hat nicht geklappt", "Ein Fehler im System; nichts ist verloren. Noch einmal versuchen, sonst die Nummer melden.");

    public static ProblemType Busy { get; } = new(
        "busy", 503, "Der Vorgang wird gerade geändert", "Es wurde nichts entschieden. Dieselbe Anfrage gleich noch einmal senden.");

    public static ProblemType Unhealthy { get; } = new(
        "unhealthy", 503, "Das System arbeitet gerade nicht", "Nur von `/healthz`: was fehlt.");

    /// <summary>What every call can be answered that needs access to a tenant.</summary>
    public static IReadOnlyList<ProblemType> OfAccess { get; } = [NotAuthenticated, NotAllowed, NotFound, BadFilter];

    /// <summary>What every call with a JSON body can be answered.</summary>
    public static IReadOnlyList<ProblemType> OfBody { get; } = [BadRequest, TooLarge, WrongType];

    /// <summary>All, by status and code.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        .. typeof(ProblemTypes).GetProperties().Where(one => one.PropertyType == typeof(ProblemType))
            .Select(one => (ProblemType)one.GetValue(null)!)
            .OrderBy(one => one.Status).ThenBy(one => one.Code, StringComparer.Ordinal),
    ];
}
