using Serverless.Web.Routes.Diagram;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Pages;

public sealed partial class Words
{
    public string Routes => Say("Leitungswege", "Routes");

    public string RoutesAndRules => Say("Leitungswege und Regeln", "Routes and rules");

    public string RulesAndActions => Say("Regeln und Aktionen", "Rules and actions");

    public string Rules => Say("Regeln", "Rules");

    public string RuleActions => Say("Aktionen", "Actions");

    public string FieldCatalogue => Say("Feldkatalog", "Field catalogue");

    public string Simulation => Say("Simulation", "Simulation");

    public string RoutesIntro => Say(
        "So laufen neue Vorgänge. Geändert wird in der Mandantendatei (tenant.json); was schon unterwegs ist, behält seinen Stand.",
        "This is how new items run. Changes are made in the tenant file (tenant.json); what is on its way keeps its version.");

    public string RouteNamed(string name) => Say($"Leitungsweg „{name}“", $"Route “{name}”");

    public string DiagramDescription(int stations) => Say(
        $"Diagramm mit {stations} {(stations == 1 ? "Station" : "Stationen")}, von oben nach unten. Dasselbe steht daneben oder darunter als Liste.",
        $"Diagram of {stations} {(stations == 1 ? "station" : "stations")}, from top to bottom. The same is told as a list beside or below.");

    public string Diagram => Say("Diagramm", "Diagram");

    public string RouteStart => Say("Eingang", "Start");

    public string RouteEnd => Say("Ende", "End");

    public string EveryStation => Say("An jeder Station", "At every station");

    public string Always => Say("immer", "always");

    public string If => Say("wenn", "if");

    public string SkipShort => Say("ohne Bearbeitung", "passed by");

    public string WasSkipped => Say("ausgelassen", "passed by");

    public string WasRejected => Say("hier abgelehnt", "rejected here");

    public string NotReached => Say("nicht mehr erreicht", "not reached any more");

    /// <summary>What the end of a route is called, by how an item's way on it has ended.</summary>
    public string EndOf(WayEnd end) => end switch
    {
        WayEnd.Rejected => Say("Ende: abgelehnt", "End: rejected"),
        WayEnd.Replaced => Say("Ende: durch Korrektur ersetzt", "End: replaced by its correction"),
        WayEnd.GivenUp => Say("Ende: abgebrochen", "End: given up"),
        _ => RouteEnd,
    };

    public string Active => Say("aktiv", "active");

    public string Inactive => Say("nicht aktiv", "inactive");

    public string NotIncluded => Say("bei Leitungswegwechsel nicht dabei", "not part after a change of route");

    public string NobodyFixed => Say("kein fester Bearbeiter", "nobody fixed");

    public string MoreRules(int count) => Say(
        count == 1 ? "und eine weitere Regel" : $"und {count} weitere Regeln", count == 1 ? "and one more rule" : $"and {count} more rules");

    public string Since(string moment) => Say($"seit {moment}", $"since {moment}");

    public string WaySoFar => Say("Weg dieses Vorgangs", "Way of this item");

    public string WayAsText => Say("Als Text", "As text");

    public string StateAhead => Say("steht noch aus", "ahead");

    public string StateCurrent => Say("hier ist der Vorgang", "the item is here");

    public string SentBackTo(string from, string to) => Say($"Zurückgesendet von {from} an {to}.", $"Sent back from {from} to {to}.");

    public string Stations => Say("Stationen", "Stations");

    public string StationCount(int count) => Say(count == 1 ? "1 Station" : $"{count} Stationen", count == 1 ? "1 station" : $"{count} stations");

    public string Kind => Say("Art", "Kind");

    public string KindName(string kind) => kind switch
    {
        "invoice" => Say("Rechnungen", "Invoices"),
        "mail" => Say("Post", "Mail"),
        _ => kind,
    };

    public string Condition => Say("Bedingung", "Condition");

    public string Effect => Say("Wirkung", "Effect");

    public string Sequence => Say("Folge", "Sequence");

    public string WhereUsed => Say("Verwendet in", "Used in");

    public string NotUsed => Say("Wird nirgends verwendet.", "Is not used anywhere.");

    public string NotActiveHere => Say("hier nicht aktiv", "not active here");

    public string NoRules => Say("Hier wird keine Regel geprüft.", "No rule is looked at here.");

    public string CopyJson => Say("Als JSON kopieren", "Copy as JSON");

    public string CopyHint => Say(
        "Markieren, kopieren, in der Mandantendatei einfügen und eine neue Kennung (id) geben.",
        "Select, copy, paste into the tenant file and give it a new id.");

    public string Identifier => Say("Kennung", "Id");

    public string RuleField => Say("Feld", "Field");

    public string ValueType => Say("Typ", "Type");

    public string Meaning => Say("Bedeutung", "Meaning");

    public string Example => Say("Beispiel", "Example");

    public string Origin => Say("Herkunft", "Origin");

    public string CatalogueIntro => Say(
        "Nach diesen Feldern können Regeln fragen; Funktionen und Variablen dieser Verwaltung eingeschlossen.",
        "Rules can ask for these fields; functions and variables of this tenant included.");

    public string RequiredFields => Say("Pflichtfelder", "Required fields");

    public string AllowsRouteChange => Say("Leitungswegwechsel erlaubt", "change of route allowed");

    public string IncludedOnChange => Say("bei Leitungswegwechsel dabei", "part after a change of route");

    public string DocumentNeeded => Say("Dokument nötig", "document required");

    public string StatusNeeded => Say("Status nötig", "status required");

    public string FourEyes => Say("vier Augen", "four eyes");

    public string LimitsHold => Say("Betragsgrenzen gelten", "amount limits hold");

    public string Vouchers => Say("Belege mit eigener Nummer", "Vouchers with a number of their own");

    public string MailGroups => Say("Postkreise", "Mail groups");

    public string RouteFacts => Say("Was für den ganzen Weg gilt", "What holds for the whole route");

    public string FedBy => Say("Gespeist aus", "Fed by");

    public string FedByNothing => Say("keiner Leitungswegquelle; nur Regeln weisen ihn zu", "no route source; only rules assign it");

    public string RangeOfRoute(string name) => Say(
        $"{name} (geht dem der Quelle vor, ohne Rückfrage)", $"{name} (before that of the source, without asking)");

    public string RangeOfSource => Say("der der Quelle, sonst der erste des Mandanten", "that of the source, else the client's first");

    public string RangeOfVoucher => Say(
        "der Sachbearbeiter wählt aus denen, die zu Mandant, Modul und Kategorie passen", "the clerk chooses from those that fit client, module and category");

    public string InvoiceGroups => Say("Rechnungskreise", "Invoice groups");

    public string NoGroups => Say("keine", "none");

    public string IsDefault(string name) => Say($"{name} (Vorgabe)", $"{name} (default)");

    public string LinksAndProperties => Say("Verknüpfungen und Eigenschaften", "Links and properties");

    public string AllLinksActive => Say("alle aktiv", "all active");

    public string LinksOff(string names) => Say($"alle aktiv, außer: {names}", $"all active, except: {names}");

    public string LinksCreatable(string names) => Say($"Neue Datensätze in der Erfassung: {names}", $"New records in capture: {names}");

    public string AllLinks => Say("Alle ansehen", "See all");

    public string MayCreate => Say("neue Datensätze erlaubt", "new records allowed");

    public string Needs(string link) => Say($"braucht: {link}", $"needs: {link}");

    public string RouteChange => Say("Leitungswegwechsel", "Change of route");

    public string NoRouteChange => Say("an keiner Station erlaubt", "allowed at no station");

    public string RouteChangeAt(string stations) => Say($"erlaubt an: {stations}", $"allowed at: {stations}");

    public string OnAssignment => Say("Bei Wechsel auf diesen Weg dabei", "Part after a change to this route");

    public string NothingIncluded => Say("keine Station", "no station");

    /// <summary>What a link or property of an item is called.</summary>
    public string LinkName(string link, string kind) => link == RouteLinkNames.InvoiceGroup ? GroupName(kind) : FieldName(link);

    public string HandedTo => Say("Übergabe am Ende", "Handed over at the end");

    public string NoRoutesRight => Say(
        "Ihrem Zugang fehlt die Berechtigung „routesList“. Ihr Administrator kann sie in der Mandantendatei (roles) erteilen.",
        "Your access lacks the permission “routesList”. Your administrator can grant it in the tenant file (roles).");

    public string NoSimulationRight(string missing) => Say(
        $"Ihrem Zugang fehlt die Berechtigung {missing}. Ihr Administrator kann sie in der Mandantendatei (roles) erteilen.",
        $"Your access lacks the permission {missing}. Your administrator can grant it in the tenant file (roles).");

    public string WhyHere => Say("Welche Regeln geprüft wurden", "Which rules were looked at");
}
