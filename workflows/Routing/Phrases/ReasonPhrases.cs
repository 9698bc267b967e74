namespace Serverless.Workflows.Routing.Phrases;

/// <summary>Why somebody has an item, and what keeps people from having it.</summary>
internal static class ReasonPhrases
{
    public static readonly Phrase Rule = new("Regel „{rule}“", "Rule “{rule}”");

    public static readonly Phrase ForwardedTheMail = new("Hat die Mail weitergeleitet", "Forwarded the mail");

    public static readonly Phrase FirstOfSource = new("Erste Person der Quelle „{source}“", "First person of the source “{source}”");

    public static readonly Phrase NextOfSource = new("Nächste Person der Quelle „{source}“", "Next person of the source “{source}”");

    public static readonly Phrase OfStation = new("Bearbeiter der Station {station}", "Assignee of the station {station}");

    public static readonly Phrase BackTo = new("Zurück an {station}, wie zuvor", "Back to {station}, as before");

    public static readonly Phrase Forwarded = new("Weitergeleitet", "Forwarded");

    public static readonly Phrase SourceBackup = new("Backup-Bearbeiter der Leitungswegquelle", "Backup of the route source");

    public static readonly Phrase Fallback = new("Ausweichbenutzer", "Fallback");

    public static readonly Phrase NobodyElse = new("Ausweichbenutzer (sonst ist niemand erreichbar)", "Fallback (nobody else is there)");

    public static readonly Phrase NobodyMay = new("Ausweichbenutzer (niemand darf hier freigeben)", "Fallback (nobody may approve here)");

    public static readonly Phrase HasRoleToo = new("Hat auch die Rolle {role}", "Has the role {role}, too");

    public static readonly Phrase ContactOfStation = new("Ansprechperson der Station", "Contact of the station");

    public static readonly Phrase Contact = new("Ansprechperson, wenn etwas liegen bleibt", "Contact where something waits too long");

    public static readonly Phrase Backup = new("{reason}: hinterlegter Ersatz", "{reason}: backup named there");

    public static readonly Phrase HolderBackup = new("{reason}: Ersatz für {role} von {property}", "{reason}: backup of the {role} of {property}");

    public static readonly Phrase Holder = new("{reason}: {role} von {property}", "{reason}: {role} of {property}");

    public static readonly Phrase Property = new("Objekt {number} ({name})", "property {number} ({name})");

    public static readonly Phrase PropertyUnknown = new("Objekt {number} (unbekannt)", "property {number} (unknown)");

    public static readonly Phrase NoProperty = new("Objekt (keines zugeordnet)", "the property (none is assigned)");

    public static readonly Phrase StandsIn = new("Vertretung für {person} ({reason})", "Stands in for {person} ({reason})");

    public static readonly Phrase Reassigned = new("Neu zugewiesen von {by}", "Reassigned by {by}");

    public static readonly Phrase ReassignedWhy = new("Neu zugewiesen von {by}: {comment}", "Reassigned by {by}: {comment}");

    public static readonly Phrase BeyondLimit = new(
        "{person} darf bis {limit} freigeben, der Betrag ist {amount}", "{person} may approve up to {limit}, the amount is {amount}");

    public static readonly Phrase BeyondRelease = new(
        "{person} darf bis {limit} freigeben; freigegeben wurde {released}, der Betrag ist jetzt {amount}",
        "{person} may approve up to {limit}; {released} was released, the amount is {amount} now");

    public static readonly Phrase ApprovedBefore = new(
        "{person} hat den Vorgang schon an der Station „{station}“ freigegeben, hier gelten vier Augen",
        "{person} has approved the item at the station “{station}” already, four eyes are needed here");

    public static readonly Phrase LacksPermission = new(
        "{person} fehlt die Berechtigung „{permission}“", "{person} lacks the permission “{permission}”");

    public static readonly Phrase UnknownAmount = new("nicht bekannt", "not known");

    public static readonly Phrase ForeignAmount = new("in fremder Währung ({currency})", "in a foreign currency ({currency})");

    public static readonly Phrase StepFailed = new("Der Schritt „{step}“ ist fehlgeschlagen: {text}", "The step “{step}” has failed: {text}");

    public static readonly Phrase ForwardedBy = new("weitergeleitet von {by}", "forwarded by {by}");

    public static readonly Phrase SentBackBy = new("zurückgesendet von {by}", "sent back by {by}");

    public static readonly Phrase SecondPair = new("zweite Freigabe nach {by}", "second approval after {by}");

    public static readonly Phrase RejectedBy = new("abgelehnt von {by}", "rejected by {by}");

    /// <summary>What brought the item there, behind the reason of its person.</summary>
    public static readonly IReadOnlyList<Phrase> Moves =
        [ForwardedBy, SentBackBy, SecondPair, RejectedBy, SupplierPhrases.Lifted, SupplierPhrases.TurnedDown, SupplierPhrases.Unlinked];

    /// <summary>What brought the item there, where that is the whole reason.</summary>
    public static string AtTheFront(string move) => char.ToUpperInvariant(move[0]) + move[1..];

    /// <summary>What keeps people from approving.</summary>
    public static readonly IReadOnlyList<Phrase> Obstacles = [BeyondLimit, BeyondRelease, ApprovedBefore, LacksPermission];

    /// <summary>What a property is called where its holder is asked.</summary>
    public static readonly IReadOnlyList<Phrase> Properties = [PropertyUnknown, Property, NoProperty];

    /// <summary>What an amount is that is no number.</summary>
    public static readonly IReadOnlyList<Phrase> Amounts = [UnknownAmount, ForeignAmount];

    /// <summary>In the order in which they are tried: what stands behind a reason first.</summary>
    public static readonly IReadOnlyList<Phrase> All =
    [
        .. Moves.Select(move => new Phrase("{reason} (" + move.German + ")", "{reason} (" + move.English + ")")),
        StepFailed, ReassignedWhy, Reassigned, StandsIn,
        .. Obstacles.Select(obstacle => Behind(obstacle)),
        Backup, HolderBackup, Holder, Rule, ForwardedTheMail, FirstOfSource, NextOfSource, OfStation, BackTo, Forwarded, NobodyElse,
        NobodyMay, SourceBackup, Fallback, HasRoleToo, ContactOfStation, Contact, SupplierPhrases.Awaits,
        .. Moves.Select(move => new Phrase(AtTheFront(move.German), AtTheFront(move.English))),
    ];

    /// <summary>Who acted, for whom.</summary>
    public static readonly Phrase InPlaceOf = new("{person} (in Vertretung von {other})", "{person} (standing in for {other})");

    private static Phrase Behind(Phrase obstacle) => new("{reason}; " + obstacle.German, "{reason}; " + obstacle.English);
}
