using System.ComponentModel;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy;

/// <summary>Settings for the whole tenant (the manual's global variables).</summary>
public sealed record GlobalSettings
{
    [Description("Person, die etwas bekommt, wenn sonst niemand erreichbar ist (Ausweichbenutzer).")]
    public required string FallbackAssignee { get; init; }

    [Description("Wohin ein abgelehnter Vorgang geht: „forward“ (weiter laut Leitungsweg) oder „back“ (zurück).")]
    public AfterRejection AfterRejection { get; init; } = AfterRejection.Forward;

    [Description("Ob Weiterleitungen mehrerer Vorgänge gleichzeitig (true) oder nacheinander (false) laufen.")]
    public bool ParallelForwarding { get; init; } = true;

    [Description("Ob vor dem Weiterleiten ein Status nötig ist: „no“, „current“ (jetzt vergeben) oder „ever“ (schon "
        + "einmal vergeben), jeweils von der Person oder ihrer Vertretung.")]
    public ReviewStatusRule ReviewStatusRequired { get; init; } = ReviewStatusRule.No;

    [Description("Zurücksenden: „both“ (mit und ohne Kommentar), „without“ oder „with“ (nur mit Kommentar).")]
    public SendBackComment SendBackComment { get; init; } = SendBackComment.Both;

    [Description("Ob die Vergabe eines Status automatisch weiterleitet.")]
    public bool ForwardOnStatus { get; init; } = true;

    [Description("Wie viele Dokumente höchstens je Runde aus einer Quelle geholt werden.")]
    public int MaxDocumentsPerRound { get; init; } = 100;

    [Description("Eigene Variablen (Name → Text); Regeln lesen sie als „global.NAME“.")]
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where a rejected item goes.</summary>
public enum AfterRejection { Forward, Back }

/// <summary>Whether a review status is needed before an item is forwarded.</summary>
public enum ReviewStatusRule { No, Current, Ever }

/// <summary>Whether an item may be sent back with or without a comment.</summary>
public enum SendBackComment { Both, Without, With }

/// <summary>When a person who lets an item wait is reminded, and who is told after that.</summary>
public sealed record ReminderSettings
{
    [Description("Erste Erinnerung nach so vielen Arbeitstagen, 1 bis 250.")]
    public int FirstAfter { get; init; } = 2;

    [Description("Weitere Erinnerungen im Abstand von so vielen Arbeitstagen, 1 bis 250.")]
    public int Every { get; init; } = 2;

    [Description("Wie oft höchstens erinnert wird, 0 bis 20.")]
    public int AtMost { get; init; } = 5;

    [Description("Eskalation nach so vielen Arbeitstagen; ohne Angabe keine.")]
    public int? EscalateAfter { get; init; }

    [Description("Wer bei einer Eskalation benachrichtigt wird.")]
    public AssigneeChoice? EscalateTo { get; init; }

    [Description("Uhrzeit am Ort, zu der erinnert wird, zum Beispiel „08:00“.")]
    public string At { get; init; } = "08:00";

    [Description("So viele Arbeitstage vor dem letzten Zahltag (Skonto oder Fälligkeit) wird spätestens erinnert und "
        + "eskaliert, 0 bis 20; mit 0 ohne Rücksicht darauf.")]
    public int BeforeDeadline { get; init; } = 1;
}
