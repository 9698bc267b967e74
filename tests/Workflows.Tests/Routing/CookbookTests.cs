using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using Serverless.Workflows.Routing.Rules;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Import;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>Everything in docs/routes.md is true.</summary>
public partial class CookbookTests
{
    private static readonly string Cookbook = File.ReadAllText(Find());

    private static readonly Item Invoice = Item(
        ("grossTotal", "1190.00"), ("netTotal", "1000.00"), ("taxTotal", "190.00"), ("issueDate", "2026-03-02"),
        ("sellerName", "Heizung Huber GmbH")) with
    {
        Cover = new CoverSheet { Property = "47" },
        Lines = [Line("Wartung Heizung", "700.00"), Line("Anfahrt", "50.00"), Line("Arbeitslohn", "250.00")],
        Coding = [Coded("700.00", "10"), Coded("300.00", "20")],
    };

    [Fact]
    public void Every_fragment_loads()
    {
        var fragments = Fragments().ToList();
        Assert.True(fragments.Count >= 5);

        foreach (var fragment in fragments) Loaded([fragment]);
        Loaded(fragments);
    }

    [Fact]
    public void The_manual_s_example_does_what_it_says()
    {
        var tenant = Loaded([Fragments().First()]);
        RouteOutcome Decide(string costType, string property) => RouteEvaluation.Decide(new RouteInput
        {
            Item = Invoice with
            {
                Route = new RouteRef("beispiel", "v"),
                Cover = new CoverSheet { Property = property },
                Coding = [Coded("1.00", costType)],
                Origin = new ItemOrigin("andere", null, null, "00", null),
            },
            Linked = new LinkedRecords(Property: new Property
            {
                Number = property,
                Name = "Haus",
                Client = "weg-lindenstrasse",
                RoleHolders = new Dictionary<string, RoleHolder> { ["hausverwalter"] = new("jonas.keller", null) },
            }),
            Process = tenant.Process,
            Settings = tenant.Settings,
            NowUtc = Now,
        });

        Assert.Equal(("Buchhaltung", "miriam.vogel"), Where(Decide("10", "12")));
        Assert.Equal(("Prüfung", "jonas.keller"), Where(Decide("20", "12")));
        Assert.Empty(Decide("20", "12").Notes);
        Assert.Single(Decide("20", "47").Notes);
        Assert.Single(Decide("10", "47").Notes);

        static (string, string) Where(RouteOutcome outcome) => (outcome.Station!.Name, outcome.Assignee!.User);
    }

    [Fact]
    public void Every_example_gives_what_it_says()
    {
        var rows = Row().Matches(Cookbook);
        Assert.True(rows.Count >= 18);
        foreach (var groups in rows.Select(row => row.Groups))
        {
            var type = Enum.Parse<FieldType>(groups[2].Value, ignoreCase: true);
            Assert.Equal((groups[1].Value, groups[3].Value), (groups[1].Value, Compute(groups[1].Value, type)));
        }
    }

    [Fact]
    public void Every_function_of_the_language_is_named()
    {
        foreach (var signature in ExpressionCompiler.Signatures) Assert.Contains(signature.Split('(')[0], Cookbook);
    }

    [Fact]
    public async Task Every_kind_of_the_group_table_has_an_example_that_holds_for_the_records_shown()
    {
        using var house = await DemoHouse.OpenAsync();
        var seed = Directory.CreateTempSubdirectory("cookbook-");
        var files = SeedRow().Matches(Cookbook);
        Assert.Equal(Enum.GetValues<ErpRecordKind>(), files.Select(file => Enum.Parse<ErpRecordKind>(file.Groups[2].Value, ignoreCase: true)));
        foreach (var file in files.Select(match => match.Groups))
            File.WriteAllText(Path.Combine(seed.FullName, file[1].Value), $"{file[4].Value}\n{file[5].Value}\n");
        File.WriteAllText(Path.Combine(seed.FullName, "auftraege.csv"), Csv().Match(Cookbook).Groups[1].Value);
        Assert.All(files, file => Assert.Contains($";{file.Groups[3].Value}", Csv().Match(Cookbook).Groups[1].Value));
        Assert.Empty(await new MasterSeed(house.Master).LoadAsync(house.Tenant, seed.FullName, default));
        seed.Delete(recursive: true);

        var item = (await house.CoveredAsync("mail")) with { Coding = [Coded("700.00", "10")] };
        item = item with { Cover = item.Cover with { PurchaseOrder = "A-2026-900", InvoiceGroup = null } };
        var linked = await house.Master.LinkedAsync("demo", item.Cover, default);
        var rows = GroupRow().Matches(Cookbook);
        Assert.Equal(Enum.GetNames<InvoiceGroupKind>().Order(), rows.Select(row => row.Groups[1].Value).Order(), StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Select(match => match.Groups))
        {
            var entry = JsonNode.Parse(row[2].Value)!.AsObject();
            Assert.Equal(row[1].Value, (string?)entry["kind"]);
            (entry["sequence"], entry["group"]) = (1, "betriebskosten");
            var load = TenantLoaderTests.Change(demo => demo["process"]!["invoiceGroupTable"] = new JsonArray(entry));
            Assert.True(load.Tenant is not null, string.Join('\n', load.Problems));
            var subject = new RuleSubject(item, linked, load.Tenant.Settings, new DateOnly(2026, 3, 31), load.Tenant.Process);
            Assert.Equal((row[0].Value, "betriebskosten"), (row[0].Value, InvoiceGroupChoice.For(subject)?.Group));
        }
    }

    private static string Compute(string expression, FieldType type)
    {
        var fields = new FieldTable();
        var table = new FunctionTable(
            [new ScalarFunction { Name = "f", Type = type, Expression = expression }], fields,
            name => RuleFields.Find(name) is not null, () => []);
        Assert.Empty(table.Problems);
        var slot = fields.SlotOf(table.Find("fn.f")!);
        var order = new PurchaseOrder { Number = "A", Supplier = "1", Value = 1000 };
        var value = new RuleScope(new RuleSubject(
            Invoice, new LinkedRecords(PurchaseOrder: order), Settings() with { State = "BE" }, new DateOnly(2026, 3, 31)), fields).One(slot);
        return value.Kind switch
        {
            ScalarKind.Error => value.Error.Fault.ToString(),
            ScalarKind.Date => value.Date.ToString("yyyy-MM-dd", null),
            ScalarKind.YesNo => value.YesNo ? "true" : "false",
            ScalarKind.Number => value.Number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
            _ => value.Text,
        };
    }

    private static Tenant Loaded(IEnumerable<JsonObject> fragments)
    {
        var load = TenantLoaderTests.Change(demo =>
        {
            foreach (var (name, entries) in fragments.SelectMany(fragment => fragment))
            {
                var part = demo["settings"]!.AsObject().ContainsKey(name) ? demo["settings"]! : demo["process"]!;
                var list = part[name]?.AsArray() ?? [];
                part[name] ??= list;
                foreach (var entry in entries!.AsArray()) list.Add(entry!.DeepClone());
            }
        });
        Assert.True(load.Tenant is not null, string.Join('\n', load.Problems));
        return load.Tenant;
    }

    private static IEnumerable<JsonObject> Fragments() =>
        Block().Matches(Cookbook).Select(block => JsonNode.Parse(block.Groups[1].Value)!.AsObject());

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Serverless.sln"))) at = at.Parent;
        return Path.Combine(at.FullName, "docs", "routes.md");
    }

    private static InvoiceLine Line(string name, string net) =>
        new(null, name, null, null, null, null, null, net, "S", "19", null, null, null, null);

    private static CodingLine Coded(string amount, string costType) =>
        new(amount, null, null, null, costType, null, null, null, null);

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("```csv\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Csv();

    [GeneratedRegex(@"^\| `([a-z]+\.csv)` \| `([a-z]+)` \| `(\w+)` \| `(Nummer;[^`]+)` / `([^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex SeedRow();

    [GeneratedRegex(@"^\| `([a-zA-Z]+)` \| .*\| `(\{ ""kind"".*\})` \|$", RegexOptions.Multiline)]
    private static partial Regex GroupRow();

    [GeneratedRegex(@"^\| `([^`]+)` \| (text|number|money|date|yesNo) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
