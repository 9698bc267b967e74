using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Web.Tenants;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Tests.Home;

/// <summary>A tenant file with a short route and one of twenty stations, and items on their way through it.</summary>
public static class SampleRoutes
{
    public const string Version = "abc123";

    private static readonly string[] Names =
    [
        "Vorerfassung", "Sachliche Prüfung", "Technische Prüfung der Instandhaltungsmaßnahme", "Gewährleistungsprüfung",
        "Wohnungseigentumsverwaltungsbeiratsvorsitzendenzustimmung", "Kostenstellenzuordnung", "Umlagefähigkeit",
        "Mietbuchhaltung", "Objektbuchhaltung", "Rechnungsprüfung Großobjekte", "Freigabe Teamleitung",
        "Freigabe Abteilungsleitung", "Freigabe Geschäftsführung", "Vier-Augen-Prüfung", "Skontoprüfung", "Zahlungsfreigabe",
        "Steuerprüfung § 13b", "Archivprüfung", "Nachkontrolle", "Buchhaltung",
    ];

    /// <summary>The file.</summary>
    public static JsonObject File() => new()
    {
        ["id"] = "demo",
        ["settings"] = JsonNode.Parse("""
            {
              "name": "Hausverwaltung Muster GmbH", "country": "DE", "mail": { "fromName": "Muster", "fromAddress": "a@muster.example" },
              "roles": [{ "id": "hv", "name": "Hausverwalter" }],
              "people": [
                { "id": "clara", "name": "Clara Kern", "mail": "clara@muster.example" },
                { "id": "petra", "name": "Petra Müller", "mail": "petra@muster.example" },
                { "id": "john", "name": "John Smith", "mail": "john@muster.example" }
              ],
              "clients": [{ "id": "weg1", "name": "WEG Lindenstraße 4", "kind": "ownersAssociation", "address": { "street": "Lindenstraße 4", "postCode": "12345", "city": "Musterstadt" } }],
              "sources": [{ "id": "mail", "kind": "http", "name": "Postfach", "client": "weg1" }],
              "routeSources": [{ "id": "s", "source": "mail", "routeKind": "invoice", "route": "rechnung" }],
              "connectors": [{ "id": "datev", "kind": "datevPackage", "name": "DATEV Belegtransfer" }],
              "global": { "fallbackAssignee": "petra", "variables": { "ferien": "nein" } }
            }
            """),
        ["process"] = Process(),
    };

    /// <summary>The tenant as it is.</summary>
    public static Tenant Tenant() => Load(File());

    /// <summary>The file after a change.</summary>
    public static string Changed(Action<JsonObject> change)
    {
        var file = File();
        change(file["process"]!.AsObject());
        return file.ToJsonString(TenantJson.Options);
    }

    /// <summary>Gives the home the file, with an item in the middle of the long route: approved, passed by, sent back.</summary>
    public static Item PutInto(FakeHome home)
    {
        var tenant = Tenant();
        home.Routes.Tenants["demo"] = tenant;
        home.Routes.Versions[Version] = tenant.Process;
        home.Grant("petra", Permission.RoutesList);

        var at = home.Clock.GetUtcNow().AddDays(-3);
        var item = SampleItems.Invoice(home, "petra", 501);
        item = home.Book.Put(item with
        {
            Route = new("lang", Version),
            Station = new(60, Names[5], at.AddDays(2)),
            Visit = 6,
        });
        var visits = home.Book.Visits(item);
        visits.Clear();
        (int Station, string Who, string? Decision)[] way =
        [
            (10, "clara", "approve"), (20, "petra", "approve"), (30, "john", "approve"), (40, "petra", "sendBack"),
            (30, "john", "approve"), (40, "petra", "approve"), (60, "petra", null),
        ];
        foreach (var (station, who, decision) in way)
        {
            at = at.AddHours(3);
            visits.Add(new Visit(
                visits.Count + 1, station, Names[(station / 10) - 1], who, "Bearbeiter der Station", "station", at,
                ["Station: Regel „Klein“ trifft nicht zu: Bruttobetrag (1.249,50) < 1.000,00."],
                decision is null ? null : new Decision(decision, who, null, null, null, "page", null, at.AddHours(2), 1), "lang"));
        }

        return item;
    }

    private static Tenant Load(JsonObject file)
    {
        var load = TenantLoader.Load(Encoding.UTF8.GetBytes(file.ToJsonString(TenantJson.Options)));
        return load.Tenant ?? throw new InvalidOperationException(string.Join('\n', load.Problems));
    }

    private static JsonObject Process()
    {
        var process = JsonNode.Parse("""
            {
              "functions": [{ "name": "skonto", "description": "Skonto in Prozent", "type": "number", "expression": "round(taxTotal / netTotal * 100, 1)" }],
              "rules": [
                { "id": "klein", "name": "Klein", "kind": "invoice", "conditions": [{ "field": "grossTotal", "operator": "less", "value": 1000 }] },
                { "id": "gross", "name": "Reparatur über 10.000 EUR", "kind": "invoice", "conditions": [
                  { "field": "grossTotal", "operator": "greater", "value": 10000 },
                  { "any": [{ "field": "dueDate", "operator": "lessOrEqual", "value": "today+5wd" }, { "field": "sellerName", "operator": "contains", "value": "Heizungs- und Sanitärinstallationsgesellschaft" }] }] },
                { "id": "dublette", "name": "Dublette", "kind": "invoice", "conditions": [{ "field": "isDuplicate", "operator": "equals", "value": true }] },
                { "id": "ungenutzt", "name": "Ungenutzt", "kind": "invoice", "conditions": [{ "operator": "always" }] }
              ],
              "actions": [
                { "id": "aus", "kind": "skipStation", "name": "Ohne Bearbeitung" },
                { "id": "beirat", "kind": "assignRoute", "name": "Zum Beirat", "route": "beirat" },
                { "id": "warnung", "kind": "showWarning", "name": "Warnung", "text": "Schon einmal eingegangen." },
                { "id": "halt", "kind": "hold", "name": "Halt", "text": "Bitte klären Sie das mit der Technik." }
              ]
            }
            """)!.AsObject();
        var stations = new JsonArray();
        for (var i = 0; i < Names.Length; i++)
        {
            var station = new JsonObject
            {
                ["sequence"] = (i + 1) * 10,
                ["name"] = Names[i],
                ["assignee"] = i == 1
                    ? new JsonObject { ["role"] = "hv", ["backup"] = "petra" }
                    : new JsonObject { ["person"] = new[] { "clara", "petra", "john" }[i % 3] },
            };
            if (i is 4 or 12) station["rules"] = new JsonArray(Use(10, "klein", "aus"));
            if (i == 8) station["active"] = false;
            if (i == 6)
            {
                station["allowRouteChange"] = true;
                station["rules"] = new JsonArray(Use(10, "gross", "beirat"), Use(20, "dublette", "halt"));
            }

            stations.Add(station);
        }

        process["routes"] = new JsonArray(
            Route("rechnung", "Rechnung", new JsonArray(Station(10, "Vorerfassung", "clara"), Station(20, "Freigabe", "petra", Use(10, "klein", "aus")), Station(30, "Buchhaltung", "john"))),
            Route("lang", "Großer Leitungsweg", stations, Use(10, "dublette", "warnung")),
            Route("beirat", "Beirat", new JsonArray(Station(10, "Verwaltungsbeirat", "petra"))));
        process["routes"]![2]!["stations"]![0]!["includeOnRouteChange"] = true;
        return process;
    }

    private static JsonObject Route(string id, string name, JsonArray stations, params JsonObject[] rules) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["kind"] = "invoice",
        ["rules"] = new JsonArray([.. rules]),
        ["stations"] = stations,
        ["connectors"] = new JsonArray("datev"),
    };

    private static JsonObject Station(int sequence, string name, string person, params JsonObject[] rules) => new()
    {
        ["sequence"] = sequence,
        ["name"] = name,
        ["assignee"] = new JsonObject { ["person"] = person },
        ["rules"] = new JsonArray([.. rules]),
    };

    private static JsonObject Use(int sequence, string rule, string action) =>
        new() { ["sequence"] = sequence, ["rule"] = rule, ["action"] = action };
}
