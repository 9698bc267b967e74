using Serverless.Tests;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Import;
using Serverless.Workflows.Tenancy.Loading;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tenancy.Matching;

namespace Serverless.Workflows.Tests.Tenancy;

public class MatchingTests
{
    private const string Ziegler = "70002";

    private static readonly Settings Settings = TenantLoader.Load(DemoTenant.TenantFile).Tenant!.Settings;

    [Theory]
    [InlineData("sellerVatId", "DE 999990125", "USt-IdNr.")]
    [InlineData("sellerIban", "DE92 1234 5678 0000 9990 12", "IBAN")]
    [InlineData("sellerTaxNumber", "12/345/67802", "Steuernummer")]
    [InlineData("sellerName", "DACHDECKEREI ZIEGLER", "Name")]
    public async Task A_supplier_is_recognised(string field, string value, string why)
    {
        var result = await MatchAsync((field, value));

        Assert.Equal(Ziegler, result.Supplier!.Id);
        Assert.Contains(why, result.Supplier.Reason);
    }

    [Fact]
    public async Task The_stronger_sign_wins_and_a_strange_iban_is_reported()
    {
        var result = await MatchAsync(("sellerVatId", "DE999990125"), ("sellerIban", "DE89370400440532013000"), ("sellerName", "Schlüsseldienst Riegel"));

        Assert.Equal(Ziegler, result.Supplier!.Id);
        Assert.Contains(result.Checks, check => check.Rule == "SUPPLIER-IBAN-DIFFERS");
    }

    [Fact]
    public void Where_several_have_the_same_iban_the_name_chooses_and_else_a_person()
    {
        var one = MasterDataTests.Ziegler;
        var two = one with { Number = "8", Name = "Anders" };
        var candidates = new MatchCandidates { ByIban = [one, two], ByName = [two] };

        Assert.Equal("8", Decide(candidates).Supplier!.Id);
        var unsure = Decide(candidates with { ByName = [] });
        Assert.Null(unsure.Supplier);
        Assert.Contains(unsure.Checks, check => check.Rule == "MATCH-SUPPLIER-AMBIGUOUS");
    }

    [Theory]
    [InlineData("orderNumber", "a 2026 001")]
    [InlineData("buyerReference", "A-2026-001")]
    public async Task An_order_gives_property_and_client(string field, string number)
    {
        var result = await MatchAsync(("sellerVatId", "DE999990125"), (field, number));

        Assert.Equal("A-2026-001", result.PurchaseOrder!.Id);
        Assert.Equal("47", result.Property!.Id);
        Assert.Equal("weg-lindenstrasse", result.Client!.Id);
        Assert.Contains("Objekt 47", result.Client.Reason);
    }

    [Fact]
    public async Task An_order_is_found_in_the_subject()
    {
        var result = await MatchAsync("Rechnung 4711 zu A-2026-001", ("sellerVatId", "DE999990125"));

        Assert.Equal("A-2026-001", result.PurchaseOrder!.Id);
    }

    [Fact]
    public async Task An_order_of_another_supplier_is_not_taken()
    {
        var result = await MatchAsync(("sellerVatId", "DE999990125"), ("orderNumber", "A-2026-002"));

        Assert.Null(result.PurchaseOrder);
        Assert.Null(result.Property);
        Assert.Contains(result.Checks, check => check.Rule == "MATCH-ORDER-OTHER-SUPPLIER");
    }

    [Theory]
    [InlineData("buyerVatId", "DE 271828180", "sonnenhof", 1.0)]
    [InlineData("buyerName", "Sonnenhof Immobilien", "sonnenhof", 0.95)]
    [InlineData("buyerName", "GdWE Lindenstraße 12–16 c/o Musterhaus Hausverwaltung GmbH", "weg-lindenstrasse", 0.8)]
    public async Task The_client_is_the_addressee(string field, string value, string client, double confidence)
    {
        var result = await MatchAsync((field, value));

        Assert.Equal((client, confidence), (result.Client!.Id, result.Client.Confidence));
        Assert.DoesNotContain(result.Checks, check => check.Rule.StartsWith("CLIENT-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_invoice_to_somebody_else_goes_to_the_source_s_client_and_says_so()
    {
        var result = await MatchAsync(("buyerName", "Fremde GmbH"));

        Assert.Equal("verwaltung", result.Client!.Id);
        Assert.Contains(result.Checks, check => check.Rule == "CLIENT-UNKNOWN");
    }

    [Fact]
    public async Task An_invoice_to_another_client_than_the_property_s_is_a_finding()
    {
        var result = await MatchAsync(
            ("sellerVatId", "DE999990125"), ("orderNumber", "A-2026-001"), ("buyerVatId", "DE271828180"));

        Assert.Equal("sonnenhof", result.Client!.Id);
        Assert.Contains(result.Checks, check => check.Rule == "CLIENT-NOT-OF-PROPERTY");
    }

    [Fact]
    public async Task A_property_is_found_by_an_address_on_the_document()
    {
        var master = await MasterAsync();
        var candidates = await MatchCandidates.FindAsync(
            master, "demo", Fields(), Origin(null), [new PlaceOnDocument("Park-Str. 27", "12353")], default);

        Assert.Equal("202", ItemMatching.Decide(Fields(), candidates, Settings, "mail").Property!.Id);
    }

    [Fact]
    public async Task Nothing_is_invented_where_nothing_fits()
    {
        var result = await MatchAsync(("sellerName", "Unbekannt GmbH"), ("orderNumber", "X-1"));

        Assert.Equal((null, null, null), (result.Supplier, result.PurchaseOrder, result.Property));
        Assert.Equal(["MATCH-SUPPLIER-UNKNOWN"], result.Checks.Select(check => check.Rule));
    }

    [Fact]
    public void The_number_range_follows_route_source_and_client()
    {
        var route = TenantLoader.Load(DemoTenant.TenantFile).Tenant!.Process.Route("rechnung")!;

        Assert.Equal("re-sonnenhof", Settings.NumberRangeFor(route, "mail", "sonnenhof")!.Id);
        Assert.Equal("re-verwaltung", Settings.NumberRangeFor(route with { NumberRange = "re-verwaltung" }, "mail", "sonnenhof")!.Id);
        Assert.Equal("re-sonnenhof", Settings.NumberRangeFor(route, null, "sonnenhof")!.Id);
        Assert.Null(Settings.NumberRangeFor(route, "mail", null));
        Assert.Equal("SH-000042", Settings.NumberRange("re-sonnenhof")!.Write(42));
    }

    private static MatchResult Decide(MatchCandidates candidates) =>
        ItemMatching.Decide(Fields(), candidates, Settings, "mail");

    private static Task<MatchResult> MatchAsync(params (string, string)[] fields) => MatchAsync(null, fields);

    private static async Task<MatchResult> MatchAsync(string? subject, params (string, string)[] fields)
    {
        var read = Fields(fields);
        var candidates = await MatchCandidates.FindAsync(await MasterAsync(), "demo", read, Origin(subject), [], default);
        return ItemMatching.Decide(read, candidates, Settings, "mail");
    }

    private static async Task<MasterData> MasterAsync()
    {
        var master = new MasterData(new MemoryRecordStore());
        var tenant = TenantLoader.Load(DemoTenant.TenantFile).Tenant!;
        var import = new MasterImport(master);
        await Load("kreditoren.csv", import.SuppliersAsync, master.Suppliers("demo"));
        await Load("objekte.csv", import.PropertiesAsync, master.Properties("demo"));
        foreach (var (kind, name) in new[] { (ErpRecordKind.Damage, "schaeden.csv"), (ErpRecordKind.Equipment, "ausstattungen.csv") })
            await Load(name, (of, csv, stop) => import.RecordsAsync(of, kind, csv, stop), master.Records("demo", kind));
        await Load("auftraege.csv", import.PurchaseOrdersAsync, master.PurchaseOrders("demo"));
        return master;

        async Task Load<T>(string name, Func<Tenant, Stream, CancellationToken, Task<ImportPreview<T>>> preview, MasterTable<T> table)
            where T : class
        {
            using var csv = new MemoryStream(DemoTenant.Read(name));
            await MasterImport.ApplyAsync(table, await preview(tenant, csv, default), removeGone: false, default);
        }
    }

    private static ItemOrigin Origin(string? subject) => new("mail", "x@y.example", subject, "00", null);

    private static Dictionary<string, Field> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => new Field(field.Value, FieldSource.Einvoice, 1, null));
}
