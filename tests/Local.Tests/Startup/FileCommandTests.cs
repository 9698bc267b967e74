using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Local.Home;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Tenancy.Demo;

namespace Serverless.Local.Tests.Startup;

/// <summary>The commands <c>check</c> and <c>explain</c>, as an administrator calls them.</summary>
public sealed class FileCommandTests : IDisposable
{
    private const string Item = """
        {
          "id": "0123456789abcdef0123456789abcdef", "tenant": "demo", "client": null, "kind": "invoice", "status": "waiting",
          "route": { "name": "rechnung", "version": "00" },
          "station": { "sequence": 20, "name": "Sachliche Prüfung", "since": "2026-03-30T08:00:00Z" },
          "assignee": { "user": "anna.berger", "reason": "Bearbeiter der Station", "for": null },
          "fields": { "grossTotal": { "value": "9000.00", "source": "einvoice", "confidence": 1, "where": null } },
          "lines": [], "taxes": [], "coding": [], "documents": [{ "number": 1, "name": "a.pdf", "contentType": "application/pdf", "length": 5, "sha256": "00", "role": "invoice", "url": "/x" }],
          "notes": [{ "at": "2026-03-30T08:00:00Z", "by": "system", "text": "x", "warning": false }],
          "checks": [], "duplicates": [], "deadlines": null, "postings": []
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("commands-");

    [Fact]
    public async Task Of_an_invoice_at_its_supplier_it_is_said_that_it_waits()
    {
        var held = Item.Insert(Item.IndexOf('{', StringComparison.Ordinal) + 1, """
            "supplierRejection": { "number": 1, "by": "anna.berger", "atUtc": "2026-03-30T08:00:00Z", "station": 20, "comment": "Falsch",
              "findings": [], "mail": { "to": "a@b.example", "subject": "B", "text": "T", "state": "sent" } },
            """);
        var (code, output, _) = await RunAsync("explain", Write("tenant.json", DemoTenant.TenantFile), "--item", Write("item.json", held), "--day", "2026-03-31");
        Assert.Equal(0, code);
        Assert.Contains("an den Lieferanten zurückgewiesen und wartet auf die korrigierte", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_as_the_api_gives_it_is_explained_rule_by_rule()
    {
        var (code, output, error) = await RunAsync("explain", Write("tenant.json", DemoTenant.TenantFile), "--item", Write("item.json", Item), "--day", "2026-03-31");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Leitungsweg „Rechnung“ (rechnung), am 31.03.2026, von Station 20 Sachliche Prüfung weiter", output);
        Assert.Contains("Station 30 Freigabe: Regel „Brutto unter 5.000 EUR“ trifft nicht zu: Bruttobetrag (9.000,00) < 5.000,00", output);
        Assert.Contains("Nächste Station: 30 Freigabe", output);
        Assert.Contains("Bearbeiter: Helga Sommer (helga.sommer)", output);
        Assert.Contains("Danach, wenn alle freigeben: 40 Buchhaltung, Miriam Vogel", output);
        Assert.Contains("Das Deckblatt („cover“", output);
        Assert.Contains("Die Quelle („origin“", output);
    }

    [Fact]
    public async Task Master_data_come_from_a_folder_and_what_is_missing_is_named()
    {
        var seed = Directory.CreateDirectory(Path.Combine(_folder.FullName, "seed"));
        foreach (var name in DemoTenant.SeedFiles) File.WriteAllBytes(Path.Combine(seed.FullName, name), DemoTenant.Read(name));
        var item = JsonNode.Parse(Item)!.AsObject();
        item["station"] = null;
        item["cover"] = new JsonObject { ["property"] = "47", ["supplier"] = "nirgends" };
        item["origin"] = new JsonObject { ["source"] = "mail" };
        var (tenant, file) = (Write("tenant.json", DemoTenant.TenantFile), Write("item.json", item.ToJsonString()));

        var (code, with, _) = await RunAsync("explain", tenant, "--item", file, "--master", seed.FullName, "--day", "2026-03-31");
        var (_, without, _) = await RunAsync("explain", tenant, "--item", file, "--day", "2026-03-31");

        Assert.Equal(0, code);
        Assert.Contains("vom Anfang an", with);
        Assert.Contains("Kreditor nirgends: steht nicht in den Stammdaten.", with);
        Assert.DoesNotContain("Objekt 47: ", with);
        Assert.Contains("Objekt 47: keine Stammdaten angegeben (--master).", without);
        Assert.NotEqual(with, without);
    }

    [Fact]
    public async Task The_item_of_a_dossier_is_taken_too()
    {
        var item = TestItems.New(7) with
        {
            Route = new("rechnung", "00"),
            Notes = [new(DateTimeOffset.UnixEpoch, "system", "x")],
            Cover = new() { InvoiceGroup = "betriebskosten" },
        };

        var (code, output, _) = await RunAsync("explain", Write("tenant.json", DemoTenant.TenantFile), "--item",
            Write("item.json", JsonSerializer.Serialize(item, DurableJson.Options)));

        Assert.Equal(0, code);
        Assert.DoesNotContain("Nicht bekannt", output);
    }

    [Fact]
    public async Task Four_eyes_count_by_the_visits_of_the_dossier()
    {
        var tenant = Write("tenant.json", Encoding.UTF8.GetString(DemoTenant.TenantFile).Replace(
            "\"sequence\": 30,\n", "\"sequence\": 30, \"fourEyes\": true,\n", StringComparison.Ordinal));
        var approved = new Visit(
            1, 10, "Vorerfassung", "helga.sommer", "", VisitPurposes.Station, DateTimeOffset.UnixEpoch, [],
            new Decision(DecisionKinds.Approve, "helga.sommer", null, null, null, "page", null, DateTimeOffset.UnixEpoch, 1));
        var visits = Write("visits.json", JsonSerializer.Serialize(new[] { approved }, DurableJson.Options));

        var (_, without, _) = await RunAsync("explain", tenant, "--item", Write("item.json", Item), "--day", "2026-03-31");
        var (code, with, _) = await RunAsync("explain", tenant, "--item", Write("item.json", Item), "--visits", visits, "--day", "2026-03-31");
        var (bad, _, error) = await RunAsync("explain", tenant, "--item", Write("item.json", Item), "--visits", Write("visits.json", "{}"));

        Assert.Contains("Wer schon freigegeben hat (--visits)", without);
        Assert.Contains("Bearbeiter: Helga Sommer", without);
        Assert.Equal(0, code);
        Assert.DoesNotContain("--visits", with);
        Assert.Contains("Helga Sommer hat den Vorgang schon an der Station „Vorerfassung“ freigegeben", with);
        Assert.Equal(1, bad);
        Assert.Contains("visits.json: $ hat nicht die erwartete Form", error);
    }

    [Theory]
    [InlineData("{", "item.json: Die Datei ist kein gültiges JSON (Zeile 1")]
    [InlineData("[]", "item.json: Die Datei enthält keinen Vorgang.")]
    [InlineData("{\"id\": \"1\", \"tenant\": \"demo\"}", "$.kind fehlt")]
    [InlineData("{\"id\": \"1\", \"tenant\": \"demo\", \"kind\": \"invoice\", \"fields\": 5}", "$.fields")]
    [InlineData("{\"id\": \"1\", \"tenant\": \"demo\", \"kind\": \"invoice\", \"route\": {\"name\": \"weg\", \"version\": \"\"}}", "Den Leitungsweg „weg“ gibt es in tenant.json nicht. Möglich sind: rechnung")]
    public async Task An_item_that_is_none_is_told_by_name_and_place(string item, string told)
    {
        var (code, output, error) = await RunAsync("explain", Write("tenant.json", DemoTenant.TenantFile), "--item", Write("item.json", item));

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(told, error);
    }

    [Fact]
    public async Task Files_that_are_not_there_or_wrong_are_told_and_the_exit_code_says_so()
    {
        var good = Write("tenant.json", DemoTenant.TenantFile);
        var item = Write("item.json", Item);

        Assert.Contains("Es gibt keine Datei", (await RunAsync("explain", good + "x", "--item", item)).Error);
        Assert.Contains("Es gibt keine Datei", (await RunAsync("explain", good, "--item", item + "x")).Error);
        Assert.Contains("Es gibt keinen Ordner", (await RunAsync("explain", good, "--item", item, "--master", item + "x")).Error);
        Assert.Contains("ist ein Ordner", (await RunAsync("check", _folder.FullName)).Error);
        var (code, _, error) = await RunAsync("explain", Write("bad.json", "{ \"id\": 5 }"), "--item", item);
        Assert.Equal(1, code);
        Assert.Contains("bad.json: Zeile 1, Spalte 9, $.id", error);
    }

    [Fact]
    public async Task Check_prints_every_problem_with_its_place_and_remedy_and_says_how_many()
    {
        var text = Encoding.UTF8.GetString(DemoTenant.TenantFile)
            .Replace("\"fallbackAssignee\": \"helga.sommer\"", "\"fallbackAssignee\": \"helga.somer\"", StringComparison.Ordinal)
            .Replace("\"operator\": \"less\"", "\"operator\": \"lesser\"", StringComparison.Ordinal);

        var (code, output, _) = await RunAsync("check", Write("tenant.json", text));

        Assert.Equal(1, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Contains(lines, line => line.StartsWith("Zeile ", StringComparison.Ordinal) && line.Contains("$.settings.global.fallbackAssignee") && line.Contains("Gemeint ist vielleicht „helga.sommer“."));
        Assert.Contains(lines, line => line.Contains(".conditions[0].operator"));
        Assert.Equal($"{lines.Length - 1} Probleme", lines[^1]);
        Assert.Equal("In Ordnung: demo", (await RunAsync("check", Write("good.json", DemoTenant.TenantFile))).Output.Trim());
    }

    [Theory]
    [InlineData("", "kein gültiges JSON")]
    [InlineData("{ \"id\": \"demo\" ", "kein gültiges JSON")]
    [InlineData("[1]", "$")]
    [InlineData("\"text\"", "$")]
    public async Task Check_says_of_anything_what_is_wrong_with_it(string content, string told)
    {
        var (code, output, _) = await RunAsync("check", Write("any.json", content));

        Assert.Equal(1, code);
        Assert.Contains(told, output);
        Assert.Contains("1 Problem", output);
    }

    [Fact]
    public async Task Check_refuses_what_is_no_text_or_too_large()
    {
        Assert.Contains("UTF-8", (await RunAsync("check", Write("latin.json", [(byte)'{', (byte)'"', 0xE4, (byte)'"', (byte)':', (byte)'1', (byte)'}']))).Output);
        Assert.Contains("Erlaubt sind", (await RunAsync("check", Write("large.json", new byte[5_000_000]))).Output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LocalCommand.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
