using System.Text;
using System.Text.Json.Nodes;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Tenancy;

public class TenantLoaderTests
{
    [Fact]
    public void A_file_with_ten_mistakes_reports_all_ten()
    {
        var load = Change(demo =>
        {
            var settings = demo["settings"]!;
            settings["people"]![0]!["mial"] = "x@haus.example";                        // unknown property
            settings["people"]![1]!["mail"] = "keine-adresse";                         // invalid mail address
            settings["people"]![2]!["active"] = "ja";                                  // wrong type
            settings["people"]![3]!.AsObject().Remove("name");                         // missing
            settings["clients"]![0]!["vatId"] = "DE123456789";                         // wrong check digit
            settings["clients"]![1]!["kind"] = "ownerAssociation";                     // unknown word
            settings["numberRanges"]![1]!["id"] = "re-verwaltung";                     // twice
            settings["timeZone"] = "Europe/Berln";                                     // unknown time zone
            demo["process"]!["rules"]![0]!["conditions"]![0]!["operator"] = "contains"; // does not fit the type
            demo["process"]!["routes"]![0]!["stations"]![1]!["assignee"]!["role"] = "hausverwaltr"; // dangling
        });

        Assert.Null(load.Tenant);
        Expect(load, "$.settings.people[0].mial", "unbekannt", "„mail“");
        Expect(load, "$.settings.people[1].mail", "keine Mailadresse");
        Expect(load, "$.settings.people[2].active", "true oder false");
        Expect(load, "$.settings.people[3].name", "fehlt");
        Expect(load, "$.settings.clients[0].vatId", "USt-IdNr.");
        Expect(load, "$.settings.clients[1].kind", "ownerAssociation", "ownersAssociation");
        Expect(load, "$.settings.numberRanges[1].id", "gibt es schon");
        Expect(load, "$.settings.timeZone", "Zeitzone");
        Expect(load, "$.process.rules[0].conditions[0].operator", "passt nicht", "less");
        Expect(load, "$.process.routes[0].stations[1].assignee.role", "Rolle „hausverwaltr“ gibt es nicht", "„hausverwalter“");
        // The number range whose id was taken away is referred to once.
        Expect(load, "$.settings.sources[0].numberRanges.weg-lindenstrasse", "re-weg-lindenstrasse");
        Assert.Equal(11, load.Problems.Count);
    }

    [Theory]
    [InlineData("$.settings.country", "\"FR\"", "Kalender")]
    [InlineData("$.settings.state", "\"XX\"", "nicht bekannt")]
    [InlineData("$.settings.people", "[]", "")]
    [InlineData("$.settings.people", "{}", "eine Liste")]
    [InlineData("$.settings.people[0]", "\"Anna\"", "ein Objekt")]
    [InlineData("$.settings.people[0].id", "\"Anna Berger\"", "keine gültige Kennung")]
    [InlineData("$.settings.people[0].id", "5", "ein Text")]
    [InlineData("$.settings.people[0].name", "\" \"", "leer")]
    [InlineData("$.settings.people[0].name", "null", "null")]
    [InlineData("$.settings.people[1].mail", "\"clara.winter@musterhaus.example\"", "schon eine andere Person")]
    [InlineData("$.settings.people[0].amountLimit", "\"5000\"", "eine Zahl")]
    [InlineData("$.settings.people[0].amountLimit", "-1", "negativ")]
    [InlineData("$.settings.people[0].roles[0]", "\"erfasung\"", "erfassung")]
    [InlineData("$.settings.clients[0].datev.accountLength", "9", "4 bis 8")]
    [InlineData("$.settings.clients[0].datev.accountLength", "4.5", "ganze")]
    [InlineData("$.settings.clients[0].datev.consultantNumber", "99999999999", "keine")]
    [InlineData("$.settings.clients[0].datev.fiscalYearStart", "\"1301\"", "MMTT")]
    [InlineData("$.settings.numberRanges[0].client", "\"niemand\"", "Mandant „niemand“")]
    [InlineData("$.settings.sources[0].kind", "\"htpp\"", "„http“")]
    [InlineData("$.settings.sources[0].firstAssignee.person", "\"niemand\"", "Person „niemand“")]
    [InlineData("$.settings.sources[0].numberRanges.sonnenhof", "\"re-verwaltung\"", "gehört „verwaltung“")]
    [InlineData("$.settings.routeSources[0].route", "\"post\"", "Leitungsweg „post“")]
    [InlineData("$.settings.routeSources[0].routeKind", "\"mail\"", "von der Art")]
    [InlineData("$.settings.routeSources[0].status", "\"done\"", "in keinem Posteingang")]
    [InlineData("$.settings.routeSources[0].source", "\"fax\"", "Dokumentquelle „fax“")]
    [InlineData("$.settings.global.fallbackAssignee", "\"niemand\"", "Person „niemand“")]
    [InlineData("$.settings.reminders.at", "\"8 Uhr\"", "Uhrzeit")]
    [InlineData("$.settings.reminders.beforeDeadline", "21", "0 bis 20")]
    [InlineData("$.settings.reminders.escalateTo", "null", "niemand angegeben", "$.settings.reminders.escalateAfter")]
    [InlineData("$.process.routes[0].stations[0].fourEyes", "true", "noch niemand freigegeben")]
    [InlineData("$.process.routes[0].stations[2]", "{\"sequence\":30,\"name\":\"Freigabe\",\"fourEyes\":true,\"assignee\":{\"person\":\"clara.winter\"}}", "backup", "$.process.routes[0].stations[2].assignee")]
    [InlineData("$.settings.people[0].digest", "\"7:30\"", "Uhrzeit")]
    [InlineData("$.process.routes[0].stations[0].reminders", "{\"every\":0}", "1 bis 250", "$.process.routes[0].stations[0].reminders.every")]
    [InlineData("$.process.routes[0].stations[0].reminders", "{\"at\":\"24:00\"}", "Uhrzeit", "$.process.routes[0].stations[0].reminders.at")]
    [InlineData("$.process.routes[0].stations[0].reminders", "{\"escalateTo\":{\"person\":\"niemand\"}}", "Person „niemand“", "$.process.routes[0].stations[0].reminders.escalateTo.person")]
    [InlineData("$.process.rules[0].conditions[0].field", "\"grosTotal\"", "„grossTotal“")]
    [InlineData("$.process.rules[0].conditions[0].value", "\"5.000,00\"", "ein Betrag")]
    [InlineData("$.process.rules[0].conditions[0].value", "[1, 2]", "nur ein Wert")]
    [InlineData("$.process.rules[0].conditions[0].value", "{}", "Liste davon")]
    [InlineData("$.process.rules[0].conditions", "[]", "keine Position")]
    [InlineData("$.process.rules[0].kind", "\"mail\"", "von der Art „mail“", "$.process.routes[0].stations[2].rules[0].rule")]
    [InlineData("$.process.rules[0].match", "\"und\"", "all, any")]
    [InlineData("$.process.actions[0].kind", "\"skip\"", "skipStation")]
    [InlineData("$.process.actions[1].text", "7", "ein Text")]
    [InlineData("$.process.routes[0].stations[0].assignee", "null", "keinen Bearbeiter")]
    [InlineData("$.process.routes[0].stations[0].sequence", "20", "gibt es schon")]
    [InlineData("$.process.routes[0].stations[2].rules[0].rule", "\"ueber-5000\"", "Regel „ueber-5000“")]
    [InlineData("$.process.routes[0].rules[0].action", "\"auslassen\"", "jede Station")]
    [InlineData("$.process.routes[0].stations[0].requiredFields[0]", "\"invoiceNo\"", "Feld „invoiceNo“")]
    public void What_is_wrong_is_named_with_its_place(string path, string value, string says, string? at = null)
    {
        var load = Change(demo => Set(demo, path, value));

        Assert.Null(load.Tenant);
        Assert.Contains(load.Problems, problem => problem.Path.StartsWith(at ?? path.Split('[')[0], StringComparison.Ordinal)
            && $"{problem.Text} {problem.Remedy}".Contains(says, StringComparison.Ordinal));
        Assert.All(load.Problems, problem => Assert.True(problem.Line > 0 && problem.Column > 0));
    }

    [Theory]
    [InlineData("""{ "kind": "pop3", "id": "p", "name": "P" }""", "host", "user")]
    [InlineData("""{ "kind": "pop3", "id": "p", "name": "P", "host": "h", "user": "u" }""", "womit sich das Postfach anmeldet")]
    [InlineData("""{ "kind": "imap", "id": "p", "name": "P", "host": "h", "user": "u", "password": "geheim" }""", "secret:NAME")]
    [InlineData("""{ "kind": "imap", "id": "p", "name": "P", "host": "h", "user": "u", "oAuth": { "provider": "microsoft365", "clientId": "c", "clientSecret": "secret:s" } }""", "Verzeichnis-ID")]
    [InlineData("""{ "kind": "imap", "id": "p", "name": "P", "host": "h", "user": "u", "port": 99999, "everyMinutes": 0, "password": "secret:s" }""", "1 bis 65535", "1 bis 1440")]
    [InlineData("""{ "kind": "imap", "id": "p", "name": "P", "host": "https://h", "user": "u", "password": "secret:s" }""", "kein Servername")]
    [InlineData("""{ "kind": "imap", "id": "p", "name": "P", "host": "h", "user": "u", "password": "secret:s", "afterwards": "move" }""", "fehlt der Ordner")]
    [InlineData("""{ "kind": "imap", "id": "p", "name": "P", "host": "h", "user": "u", "password": "secret:s", "moveTo": "x" }""", "gilt nur mit")]
    [InlineData("""{ "kind": "imap", "id": "p", "name": "P", "host": "h", "user": "u", "password": "secret:s", "afterwards": "move", "moveTo": "inbox" }""", "wo gelesen wird")]
    [InlineData("""{ "kind": "pop3", "id": "p", "name": "P", "host": "h", "user": "u", "password": "secret:s", "afterwards": "move" }""", "nicht verschieben")]
    [InlineData("""{ "kind": "pop3", "id": "p", "name": "P", "host": "h", "user": "u", "oAuth": { "provider": "google", "clientId": "c", "clientSecret": "secret:s" } }""", "Für Google fehlt")]
    [InlineData("""{ "kind": "directory", "id": "p", "name": "P", "path": "/in", "backupPath": "/in/backup" }""", "immer wieder")]
    [InlineData("""{ "kind": "sftp", "id": "p", "name": "P", "host": "h", "user": "u", "hostKey": "abc" }""", "SHA256:", "womit sich die Quelle anmeldet")]
    [InlineData("""{ "kind": "ftp", "id": "p", "name": "P", "host": "h" }""", "user", "password")]
    [InlineData("""{ "kind": "http", "id": "p", "name": "P", "keepMail": false, "attachments": "none" }""", "Weder die Mail")]
    [InlineData("""{ "kind": "http", "id": "p", "name": "P" }""", "speist keinen Leitungsweg")]
    [InlineData("""{ "kind": "smtp", "id": "p", "name": "P", "recipient": "x" }""", "keine Mailadresse")]
    [InlineData("""{ "id": "p", "name": "P" }""", "„kind“ fehlt")]
    public void A_source_with_missing_settings_is_refused(string source, params string[] says)
    {
        var load = Change(demo => demo["settings"]!["sources"]!.AsArray().Add(JsonNode.Parse(source)));

        Assert.Null(load.Tenant);
        foreach (var text in says) Assert.Contains(load.Problems, problem => problem.ToString().Contains(text));
    }

    [Fact]
    public void Two_sources_do_not_read_one_mailbox()
    {
        const string mailbox = """ "name": "P", "host": "h", "user": "u", "password": "secret:s" """;
        var load = Change(demo =>
        {
            var sources = demo["settings"]!["sources"]!.AsArray();
            sources.Add(JsonNode.Parse($$"""{ "kind": "imap", "id": "one", {{mailbox}} }"""));
            sources.Add(JsonNode.Parse($$"""{ "kind": "imap", "id": "folder", "folder": "Rechnungen", {{mailbox}} }"""));
            sources.Add(JsonNode.Parse($$"""{ "kind": "pop3", "id": "two", {{mailbox}} }"""));
        });

        var problem = Assert.Single(load.Problems, found => found.Text.Contains("liest schon dieses Postfach", StringComparison.Ordinal));
        Assert.Contains("„one“", problem.Text, StringComparison.Ordinal);
        Assert.Equal("$.settings.sources[4]", problem.Path);
    }

    [Fact]
    public void Line_and_column_point_at_the_value()
    {
        var load = TenantLoader.Load(Encoding.UTF8.GetBytes("{\n  // Straße\n  \"id\": \"ü\", \"settings\": 5\n}"));

        var problem = Assert.Single(load.Problems, found => found.Path == "$.settings");
        Assert.Equal((3, 26), (problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("", "kein gültiges JSON")]
    [InlineData("{ \"id\": \"x\" ", "kein gültiges JSON")]
    [InlineData("{} {}", "kein gültiges JSON")]
    [InlineData("[]", "ein Objekt")]
    [InlineData("null", "ein Objekt")]
    [InlineData("{ \"id\": \"demo\", \"id\": \"demo\" }", "zweimal")]
    public void A_file_that_is_none(string text, string says) =>
        Assert.Contains(TenantLoader.Load(Encoding.UTF8.GetBytes(text)).Problems, problem => problem.ToString().Contains(says));

    [Fact]
    public void Other_encodings_deep_nesting_and_size_are_refused_in_words()
    {
        Assert.NotEmpty(TenantLoader.Load(Encoding.Latin1.GetBytes("{ \"id\": \"ü\" }")).Problems);
        Assert.NotEmpty(TenantLoader.Load(Encoding.UTF8.GetBytes(new string('[', 5000))).Problems);
        Assert.Contains("Erlaubt", Assert.Single(TenantLoader.Load(new byte[TenantLoader.MaxBytes + 1]).Problems).Remedy);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.NotNull(TenantLoader.Load([.. Encoding.UTF8.Preamble, .. DemoTenant.TenantFile]).Tenant);

    [Fact]
    public void Any_file_cut_short_or_with_one_byte_changed_is_answered()
    {
        var demo = DemoTenant.TenantFile;
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var file = i % 2 == 0 ? demo[..random.Next(demo.Length)] : (byte[])demo.Clone();
            if (i % 2 == 1) file[random.Next(file.Length)] = (byte)random.Next(256);
            var load = TenantLoader.Load(file);
            Assert.Equal(load.Tenant is null, load.Problems.Count > 0);
        }
    }

    private static void Expect(TenantLoad load, string path, params string[] says)
    {
        var problem = Assert.Single(load.Problems, found => found.Path == path);
        foreach (var text in says) Assert.Contains(text, $"{problem.Text} {problem.Remedy}");
    }

    internal static TenantLoad Change(Action<JsonObject> change) => TenantLoader.Load(Changed(change));

    internal static byte[] Changed(Action<JsonObject> change)
    {
        var demo = JsonNode.Parse(DemoTenant.TenantFile, documentOptions: new()
        {
            CommentHandling = System.Text.Json.JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        })!.AsObject();
        change(demo);
        return Encoding.UTF8.GetBytes(demo.ToJsonString(TenantJson.Options));
    }

    private static void Set(JsonObject demo, string path, string value)
    {
        JsonNode at = demo;
        var steps = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1]) at = step[0] == '[' ? at[int.Parse(step[1..^1], null)]! : at[step]!;
        if (steps[^1][0] == '[') at[int.Parse(steps[^1][1..^1], null)] = JsonNode.Parse(value);
        else at[steps[^1]] = JsonNode.Parse(value);
    }
}
