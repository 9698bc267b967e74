using System.Text.Json.Nodes;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Audit;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Tenancy;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>Links and properties per route: all active by default, what is not active is neither filled nor changed.</summary>
public class RouteLinkTests
{
    private static readonly (string, string)[] Roof =
        [("sellerVatId", "DE999990125"), ("orderNumber", "A-2026-001"), ("sellerIban", "DE02120300000000202051"), ("grossTotal", "100")];

    [Fact]
    public async Task By_default_every_link_is_filled()
    {
        using var house = await DemoHouse.OpenAsync();

        var item = await house.CoveredAsync("mail", Roof);

        Assert.Equal(("70002", "A-2026-001", "47"), (item.Cover.Supplier, item.Cover.PurchaseOrder, item.Cover.Property));
        Assert.Equal("DE02120300000000202051", item.Fields["sellerIban"].Value);
        Assert.Contains(item.Checks, check => check.Rule == "SUPPLIER-IBAN-DIFFERS");
    }

    [Fact]
    public async Task What_is_not_active_on_the_route_is_discarded_and_the_trail_says_so()
    {
        using var house = await DemoHouse.OpenAsync(Links("""
            [{ "name": "supplier", "active": false }, { "name": "purchaseOrder", "active": false }, { "name": "sellerIban", "active": false }]
            """));

        var item = await house.CoveredAsync("mail", Roof);

        Assert.Equal((null, null, "47"), (item.Cover.Supplier, item.Cover.PurchaseOrder, item.Cover.Property));
        Assert.Equal(["grossTotal", "orderNumber", "sellerVatId"], item.Fields.Keys.Order());
        Assert.DoesNotContain(item.Checks, check => check.Rule == "SUPPLIER-IBAN-DIFFERS");
        var matched = (await new AuditTrail(house.Records, new ManualTime()).ReadAsync("demo", item.Id, default))
            .Entries.Single(entry => entry.What == "matched").Details;
        Assert.Contains("verworfen", matched["supplier"]);
        Assert.Contains("IBAN", matched["dropped"]);
    }

    [Fact]
    public async Task In_capture_only_what_is_active_can_be_changed()
    {
        using var house = await DemoHouse.OpenAsync(Links("""
            [{ "name": "purchaseOrder", "active": false }, { "name": "sellerIban", "active": false }]
            """));
        var item = await OpenAsync(house, await house.CoveredAsync("mail"));

        Assert.Contains("Auftrag", await RefusalAsync(house, item, edit => edit with { PurchaseOrder = "A-2026-001" }));
        Assert.Contains("IBAN", await RefusalAsync(house, item, edit => edit with
        {
            Fields = new Dictionary<string, string?> { ["sellerIban"] = "DE02120300000000202051" },
        }));
        Assert.Equal(DecisionResult.Accepted, (await house.EditAsync(item, edit => edit with { Supplier = "70002", Damage = "S-2026-01" })).Result);
        Assert.Equal(("70002", "S-2026-01"), ((await house.ReadAsync(item)).Cover.Supplier, (await house.ReadAsync(item)).Cover.Damage));
        Assert.Contains("gibt es nicht", await RefusalAsync(house, item, edit => edit with { Equipment = "AU-9" }));
    }

    [Fact]
    public async Task A_new_record_is_created_only_where_the_route_allows_it()
    {
        using var house = await DemoHouse.OpenAsync(Links("""[{ "name": "damage", "create": true }]"""));
        var item = await OpenAsync(house, await house.CoveredAsync("mail"));
        var damages = house.Master.Records("demo", ErpRecordKind.Damage);

        Assert.Contains("kein neuer Datensatz", await RefusalAsync(house, item, edit => New(edit, "equipment", "AU-9")));
        Assert.Contains("zuerst das Objekt", await RefusalAsync(house, item, edit => New(edit, "damage", "S-9")));
        Assert.Contains("gibt es schon", await RefusalAsync(house, item, edit => New(edit, "damage", "S-2026-01") with { Property = "47" }));
        Assert.Null(await damages.FindAsync(["S-9"], default));

        Assert.Equal(DecisionResult.Accepted, (await house.EditAsync(item, edit => New(edit, "damage", "S-9") with { Property = "47" })).Result);

        Assert.Equal("S-9", (await house.ReadAsync(item)).Cover.Damage);
        var created = (await damages.FindAsync(["S-9"], default))!;
        Assert.Equal(("Rohrbruch", "47", item.Id), (created.Name, created.Property, created.CreatedFor));
    }

    [Theory]
    [InlineData("""[{ "name": "supplier", "active": false }]""", "[0].active", "„purchaseOrder“ braucht es")]
    [InlineData("""[{ "name": "property", "active": false }, { "name": "damage", "active": false }]""", "[0].active", "„equipment“ braucht es")]
    [InlineData("""[{ "name": "suplier", "active": false }]""", "[0].name", "„supplier“")]
    [InlineData("""[{ "name": "damage" }, { "name": "damage", "create": true }]""", "[1].name", "schon weiter oben")]
    [InlineData("""[{ "name": "supplier", "create": true }]""", "[0].create", "damage, equipment")]
    [InlineData("""[{ "name": "damage", "active": false, "create": true }]""", "[0].create", "nicht aktiv")]
    [InlineData("""[{ "name": "grossTotal", "active": false }]""", "", "nicht aktiv", "$.process.routes[0].stations[0].requiredFields[2]")]
    public void A_link_whose_dependent_links_are_off_and_other_faults_are_refused_at_load(
        string links, string at, string says, string? elsewhere = null)
    {
        var load = TenantLoaderTests.Change(Links(links));

        var problem = Assert.Single(load.Problems);
        Assert.Equal(elsewhere ?? "$.process.routes[0].links" + at, problem.Path);
        Assert.Contains(says, $"{problem.Text} {problem.Remedy}");
    }

    private static Action<JsonObject> Links(string links) =>
        demo => demo["process"]!["routes"]![0]!["links"] = JsonNode.Parse(links);

    private static FieldEdit New(FieldEdit edit, string link, string number) =>
        edit with { NewRecords = [new NewRecord(link, number, "Rohrbruch")] };

    private static Task<Item> OpenAsync(DemoHouse house, Item item) =>
        house.PutAsync(item, current => current with { Visit = 1, VisitState = VisitState.Notified });

    private static async Task<string> RefusalAsync(DemoHouse house, Item item, Func<FieldEdit, FieldEdit> edit)
    {
        var outcome = await house.EditAsync(item, edit);
        Assert.Equal(DecisionResult.Invalid, outcome.Result);
        return outcome.Message;
    }
}
