using System.ComponentModel;

namespace Serverless.Workflows.Routing;

/// <summary>The way an item goes through the house (Leitungsweg).</summary>
public sealed record Route
{
    [Description("Kennung, auf die Leitungswegquellen verweisen.")]
    public required string Id { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    [Description("Leitungswegart: „invoice“, „mail“ oder eine eigene.")]
    public required string Kind { get; init; }

    [Description("Nicht aktive Leitungswege nehmen nichts Neues an; was schon unterwegs ist, läuft zu Ende.")]
    public bool Active { get; init; } = true;

    [Description("Nummernkreis dieses Leitungswegs; er geht dem der Quelle vor und wird ohne Rückfrage verwendet.")]
    public string? NumberRange { get; init; }

    [Description("Bei Post: die möglichen Postkreise und ihre Vorgabe. Ohne Angabe alle der Leitungswegart.")]
    public MailGroups? MailGroups { get; init; }

    [Description("Bei Post: dass hier Belege laufen (Umbuchungen, Bescheide …), für die Sachbearbeiter eine Nummer ziehen. "
        + "Beim Eingang wird dann keine vergeben.")]
    public VoucherNumber? Voucher { get; init; }

    [Description("Verknüpfungen und Eigenschaften, für die etwas anderes gilt als die Vorgabe: aktiv, ohne neue Datensätze.")]
    public IReadOnlyList<RouteLink> Links { get; init; } = [];

    [Description("Regeln, die an jeder Station nach deren eigenen Regeln geprüft werden.")]
    public IReadOnlyList<RuleUse> Rules { get; init; } = [];

    [Description("Die Stationen; sie werden in der Folge ihrer Nummern durchlaufen.")]
    public required IReadOnlyList<Station> Stations { get; init; }

    [Description("Anbindungen (Kennungen), an die ein Vorgang am Ende des Wegs übergeben wird.")]
    public IReadOnlyList<string> Connectors { get; init; } = [];

    /// <summary>Whether a link or property is filled, shown and can be changed on this route.</summary>
    public bool Has(string link) => Links.All(entry => entry.Name != link || entry.Active);

    /// <summary>Whether a new record may be created for a link in capture.</summary>
    public bool MayCreate(string link) => Has(link) && Links.Any(entry => entry.Name == link && entry.Create);

    /// <summary>The station with that number, or null.</summary>
    public Station? Station(int sequence) => Stations.FirstOrDefault(station => station.Sequence == sequence);
}

/// <summary>A stop on a route, where one person has the item.</summary>
public sealed record Station
{
    [Description("Reihenfolge; jede Nummer kommt im Leitungsweg nur einmal vor.")]
    public required int Sequence { get; init; }

    [Description("Bezeichnung, wie Menschen sie sehen.")]
    public required string Name { get; init; }

    [Description("Nicht aktive Stationen werden ausgelassen. Eine aktive Station braucht einen Bearbeiter.")]
    public bool Active { get; init; } = true;

    [Description("Bearbeiter, wenn keine Regel einen festlegt.")]
    public AssigneeChoice? Assignee { get; init; }

    [Description("Felder, die ausgefüllt sein müssen, bevor weitergeleitet wird. Auch „client“, „number“ (die gezogene Nummer), „invoiceGroup“, die Verknüpfungen "
        + "„supplier“, „property“, „purchaseOrder“, „damage“ und „equipment“ und „coding“: eine Vorkontierung, deren Zeilen "
        + "alle ein Konto haben und zusammen den Rechnungsbetrag ergeben.")]
    public IReadOnlyList<string> RequiredFields { get; init; } = [];

    [Description("Ob vor dem Weiterleiten ein Status nötig ist: „no“, „current“ (hier vergeben; auch true) oder „ever“ "
        + "(schon einmal vergeben), jeweils von der Person oder ihrer Vertretung. Ohne Angabe (oder false) gilt die "
        + "globale Einstellung.")]
    public StatusDemand? ReviewStatusRequired { get; init; }

    [Description("Ob vor dem Weiterleiten geprüft wird, dass der Vorgang ein Dokument enthält.")]
    public bool DocumentRequired { get; init; }

    [Description("Ob eine Regel einen anderen Leitungsweg zuweisen darf, wenn der Vorgang an dieser Station steht.")]
    public bool AllowRouteChange { get; init; }

    [Description("Ob diese Station dabei ist, wenn eine Regel diesen Leitungsweg zuweist.")]
    public bool IncludeOnRouteChange { get; init; }

    [Description("Ob hier Geld freigegeben wird: Dann gelten die Betragsgrenzen der Personen („amountLimit“). Ohne Angabe "
        + "ja, außer bei Post („mail“). Bei false, zum Beispiel für eine Vorerfassung, gelten sie hier nicht.")]
    public bool? Release { get; init; }

    [Description("Vier Augen: Weiterleiten darf hier nur, wer den Vorgang an keiner anderen Station freigegeben hat, auch "
        + "nicht in Vertretung, und für wen das keine Vertretung getan hat.")]
    public bool FourEyes { get; init; }

    [Description("Erinnerung und Eskalation an dieser Station, soweit sie von denen des Mandanten abweichen.")]
    public StationReminders? Reminders { get; init; }

    [Description("Regeln dieser Station.")]
    public IReadOnlyList<RuleUse> Rules { get; init; } = [];
}

/// <summary>A rule joined with an action at a route or station.</summary>
public sealed record RuleUse
{
    [Description("Reihenfolge der Prüfung: vom Spezifischen (klein) zum Allgemeinen (groß).")]
    public required int Sequence { get; init; }

    [Description("Kennung der Regel.")]
    public required string Rule { get; init; }

    [Description("Kennung der Aktion.")]
    public required string Action { get; init; }

    [Description("Ob die Regel hier gilt.")]
    public bool Active { get; init; } = true;
}

/// <summary>Who is to have an item: a person, or whoever holds a role at the item's property.</summary>
public sealed record AssigneeChoice
{
    [Description("Kennung einer Person. Entweder „person“ oder „role“.")]
    public string? Person { get; init; }

    [Description("Kennung einer Rolle: der Funktionsträger des Objekts. Entweder „person“ oder „role“.")]
    public string? Role { get; init; }

    [Description("Ersatzperson, wenn die Funktion beim Objekt nicht vergeben oder die Person nicht aktiv ist.")]
    public string? Backup { get; init; }
}
