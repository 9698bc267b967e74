namespace Serverless.Workflows.Routing.Phrases;

/// <summary>Findings on an item that say who does not know of it.</summary>
internal static class MailPhrases
{
    public static readonly Phrase NotSent = new(
        "Die Benachrichtigung an {id} konnte nicht versandt werden: {text}", "The mail to {id} could not be sent: {text}");

    public static readonly Phrase DigestNotSent = new(
        "Die Tagesmail an {person} konnte nicht versandt werden: {text}", "The daily mail to {person} could not be sent: {text}");

    public static readonly Phrase NotAnswered = new(
        "Der Absender wurde nicht benachrichtigt: {text}", "The sender was not told: {text}");

    public static readonly Phrase OtherTold = new("{unreachable}; {person} wurde benachrichtigt.", "{unreachable}; {person} was told.");

    public static readonly Phrase NobodyTold = new(
        "{unreachable}; auch sonst ist niemand da, der benachrichtigt werden könnte.",
        "{unreachable}; there is nobody else, either, who could be told.");

    public static readonly Phrase Gone = new("„{id}“ gibt es nicht mehr", "“{id}” is gone");

    public static readonly Phrase Away = new(
        "{person} ist abwesend, und die Vertretung ist nicht erreichbar", "{person} is away, and the substitute cannot be reached");

    public static readonly Phrase Inactive = new("{person} ist nicht mehr aktiv", "{person} is no longer active");

    public static readonly Phrase StillWaits = new(
        "Wartet seit {day} bei {person}, alle Erinnerungen sind versandt", "Has waited for {person} since {day}, all reminders are sent");

    /// <summary>Why nobody who is there learns of an item, or why somebody else is to.</summary>
    public static readonly IReadOnlyList<Phrase> Obstacles = [Gone, Away, Inactive, StillWaits];

    /// <summary>In the order in which they are tried.</summary>
    public static readonly IReadOnlyList<Phrase> All = [NotSent, DigestNotSent, NotAnswered, NobodyTold, OtherTold];
}
