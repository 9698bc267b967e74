using System.Text;
using System.Text.Json.Nodes;
using Serverless.Workflows.Tenancy;

namespace Serverless.Workflows.Tests.Walks;

/// <summary>A tenant whose routes and settings a random number chose: stations that rules skip, hold or give to somebody, limits, four
/// eyes, required fields and statuses, a second route to change to, connectors of each capability.</summary>
internal static class WalkTenant
{
    public const string Id = "haus";

    public static IReadOnlyList<string> People { get; } = ["p1", "p2", "p3", "p4", "p5", "p6", "chef", "op"];

    public static IReadOnlyList<string> Connectors { get; } = ["keyed", "lookup", "blind"];

    public static byte[] File(Random random) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["id"] = Id,
        ["settings"] = Settings(random),
        ["process"] = Process(random),
    }.ToJsonString());

    /// <summary>The same file with somebody who is active or not.</summary>
    public static byte[] With(byte[] file, string person, bool active)
    {
        var root = JsonNode.Parse(file)!;
        root["settings"]!["people"]!.AsArray().Single(one => (string?)one!["id"] == person)!["active"] = active;
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>The same file with nobody who is not active or has a limit, and all connectors on.</summary>
    public static byte[] Easy(byte[] file)
    {
        var root = JsonNode.Parse(file)!;
        foreach (var person in root["settings"]!["people"]!.AsArray())
        {
            person!["active"] = true;
            person.AsObject().Remove("amountLimit");
        }

        foreach (var connector in root["settings"]!["connectors"]!.AsArray()) connector!["active"] = true;
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>The same file with a connector switched on or off.</summary>
    public static byte[] Switched(byte[] file, string connector, bool active)
    {
        var root = JsonNode.Parse(file)!;
        root["settings"]!["connectors"]!.AsArray().Single(one => (string?)one!["id"] == connector)!["active"] = active;
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonObject Settings(Random random) => new()
    {
        ["name"] = "Haus",
        ["country"] = "DE",
        ["mail"] = Parse("""{ "fromName": "Haus", "fromAddress": "post@haus.example" }"""),
        ["roles"] = Parse("""
            [
              { "id": "hv", "name": "Hausverwalter" },
              { "id": "alles", "name": "Alles", "permissions": ["invoiceForwardToNext", "invoiceForwardToPerson", "invoiceForwardToRoleHolder", "reassign", "readAll"] },
              { "id": "betrieb", "name": "Betrieb", "permissions": ["invoiceForwardToNext", "invoiceForwardToPerson", "operate", "reassign", "readAll"] }
            ]
            """),
        ["people"] = new JsonArray([.. People.Select(id => Person(id, random))]),
        ["clients"] = Parse("""[{ "id": "weg", "name": "WEG", "kind": "ownersAssociation", "address": { "street": "Weg 1", "postCode": "12345", "city": "Ort" } }]"""),
        ["numberRanges"] = Parse("""[{ "id": "re", "name": "Rechnungen", "client": "weg", "prefix": "RE-" }]"""),
        ["sources"] = Parse("""[{ "id": "mail", "kind": "http", "name": "Postfach", "client": "weg" }]"""),
        ["routeSources"] = Parse("""[{ "id": "r", "source": "mail", "routeKind": "invoice", "route": "a", "backupAssignee": "chef" }]"""),
        ["connectors"] = new JsonArray([.. Connectors.Select(id => new JsonObject { ["id"] = id, ["kind"] = "datevPackage", ["name"] = id })]),
        ["global"] = new JsonObject
        {
            ["fallbackAssignee"] = "chef",
            ["afterRejection"] = random.Next(2) == 0 ? "back" : "forward",
            ["parallelForwarding"] = false,
            ["reviewStatusRequired"] = random.Next(4) == 0 ? "ever" : "no",
        },
        ["reminders"] = Reminders(random),
    };

    private static JsonObject Person(string id, Random random)
    {
        var person = new JsonObject { ["id"] = id, ["name"] = "Frau " + id, ["mail"] = id + "@haus.example", ["roles"] = new JsonArray(id == "op" ? "betrieb" : "alles") };
        if (id is not ("chef" or "op") && random.Next(3) == 0) person["amountLimit"] = random.Next(1, 8) * 1000;
        if (random.Next(6) == 0) person["digest"] = $"{random.Next(24):00}:{random.Next(60):00}";
        return person;
    }

    private static JsonObject Reminders(Random random)
    {
        var reminders = new JsonObject { ["firstAfter"] = random.Next(1, 4), ["every"] = random.Next(1, 4), ["atMost"] = random.Next(0, 4) };
        if (random.Next(2) == 0)
        {
            reminders["escalateAfter"] = random.Next(1, 5);
            reminders["escalateTo"] = new JsonObject { ["person"] = "chef" };
        }

        return reminders;
    }

    private static JsonObject Process(Random random) => new()
    {
        ["reviewStatuses"] = Parse("""[{ "id": "gut", "name": "Gut" }, { "id": "frage", "name": "Rückfrage", "forward": false }]"""),
        ["rules"] = Parse("""
            [
              { "id": "immer", "name": "Immer", "kind": "invoice", "conditions": [{ "operator": "always" }] },
              { "id": "klein", "name": "Klein", "kind": "invoice", "conditions": [{ "field": "grossTotal", "operator": "less", "value": 2000 }] },
              { "id": "gross", "name": "Groß", "kind": "invoice", "conditions": [{ "field": "grossTotal", "operator": "greater", "value": 5000 }] },
              { "id": "ohne-auftrag", "name": "Ohne Auftrag", "kind": "invoice", "conditions": [{ "field": "orderNumber", "operator": "empty" }] },
              { "id": "ungeklaert", "name": "Groß und nicht gut", "kind": "invoice", "conditions": [
                { "field": "grossTotal", "operator": "greater", "value": 4000 }, { "field": "reviewStatus", "operator": "notEquals", "value": "gut" }] }
            ]
            """),
        ["actions"] = Parse("""
            [
              { "id": "weiter", "kind": "skipStation", "name": "Ohne Bearbeitung" },
              { "id": "an-hv", "kind": "setAssignee", "name": "An HV", "assignee": { "role": "hv", "backup": "p3" } },
              { "id": "an-p4", "kind": "setAssignee", "name": "An p4", "assignee": { "person": "p4", "backup": "p5" } },
              { "id": "warnung", "kind": "showWarning", "name": "Warnung", "text": "Achtung." },
              { "id": "nach-b", "kind": "assignRoute", "name": "Nach b", "route": "b" },
              { "id": "nach-a", "kind": "assignRoute", "name": "Nach a", "route": "a" },
              { "id": "status", "kind": "setReviewStatus", "name": "Status", "status": "gut" },
              { "id": "pflicht", "kind": "requireFields", "name": "Auftrag nötig", "fields": ["orderNumber"] },
              { "id": "halt", "kind": "hold", "name": "Halt", "text": "Bitte klären und Gut geben." },
              { "id": "auch-blind", "kind": "callPosting", "name": "Auch blind", "connector": "blind" }
            ]
            """),
        ["routes"] = new JsonArray(Route("a", "nach-b", random), Route("b", "nach-a", random)),
    };

    private static JsonObject Route(string id, string change, Random random)
    {
        var count = random.Next(2, 6);
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = id,
            ["kind"] = "invoice",
            ["connectors"] = new JsonArray([.. Connectors.Where(_ => random.Next(2) == 0).Select(one => (JsonNode)one)]),
            ["rules"] = random.Next(3) == 0 ? new JsonArray(Use(1, "ohne-auftrag", "pflicht")) : [],
            ["stations"] = new JsonArray([.. Enumerable.Range(1, count).Select(number => Station(id, number * 10, change, random, isLast: number == count))]),
        };
    }

    private static JsonObject Station(string route, int sequence, string change, Random random, bool isLast)
    {
        (string Rule, string Action)[] uses =
        [
            ("klein", "weiter"), ("immer", "weiter"), ("immer", "an-hv"), ("gross", "an-p4"), ("immer", "warnung"), ("gross", change),
            ("klein", "status"), ("gross", "status"), ("ohne-auftrag", "pflicht"), ("ungeklaert", "halt"), ("gross", "auch-blind"),
        ];
        var chosen = uses.Where(use => random.Next(use.Action == "weiter" ? 6 : 4) == 0).ToList();
        var station = new JsonObject
        {
            ["sequence"] = sequence,
            ["name"] = $"{route}{sequence}",
            ["assignee"] = random.Next(3) == 0
                ? new JsonObject { ["role"] = "hv", ["backup"] = Pick(random) }
                : new JsonObject { ["person"] = Pick(random), ["backup"] = "chef" },
            ["allowRouteChange"] = chosen.Exists(use => use.Action == change),
            ["includeOnRouteChange"] = isLast || random.Next(2) == 0,
            ["fourEyes"] = random.Next(4) == 0,
            ["rules"] = new JsonArray([.. chosen.Select((use, at) => Use(at + 1, use.Rule, use.Action))]),
        };
        if (random.Next(2) == 0) station["release"] = random.Next(2) == 0;
        if (random.Next(6) == 0) station["reviewStatusRequired"] = random.Next(2) == 0 ? "current" : "ever";
        if (random.Next(6) == 0) station["requiredFields"] = new JsonArray("orderNumber");
        return station;
    }

    private static string Pick(Random random) => People[random.Next(6)];

    private static JsonObject Use(int sequence, string rule, string action) =>
        new() { ["sequence"] = sequence, ["rule"] = rule, ["action"] = action };

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
