using System.Text.Json.Nodes;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy.Master;
using Serverless.Workflows.Tests.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class InvoiceGroupTests
{
    private static readonly PurchaseOrder Order = new()
    {
        Number = "A-1",
        Supplier = "7",
        Property = "47",
        Text = "Heizung",
    };

    private static readonly Dictionary<ErpRecordKind, ErpRecord> Records = new()
    {
        [ErpRecordKind.Damage] = Of("kind", "Wasser"),
        [ErpRecordKind.Equipment] = Of("Art", "Aufzug"),
        [ErpRecordKind.Work] = Of("trade", "Maler"),
        [ErpRecordKind.Defect] = Of("state", "offen"),
        [ErpRecordKind.Notice] = Of("office", "Finanzamt"),
        [ErpRecordKind.Contract] = Of("kind", "Wartung"),
        [ErpRecordKind.Ticket] = Of("Priorität", "hoch"),
    };

    [Theory]
    [InlineData(InvoiceGroupKind.Pool, null, "mail")]
    [InlineData(InvoiceGroupKind.PurchaseOrder, "text", "heizung")]
    [InlineData(InvoiceGroupKind.PurchaseOrder, "number", "A-1")]
    [InlineData(InvoiceGroupKind.Damage, "kind", "Wasser")]
    [InlineData(InvoiceGroupKind.Equipment, "art", "Aufzug")]
    [InlineData(InvoiceGroupKind.Property, "number", "47")]
    [InlineData(InvoiceGroupKind.Property, "city", "Linz")]
    [InlineData(InvoiceGroupKind.Work, "trade", "Maler")]
    [InlineData(InvoiceGroupKind.Defect, "state", "offen")]
    [InlineData(InvoiceGroupKind.Notice, "office", "Finanzamt")]
    [InlineData(InvoiceGroupKind.Contract, "kind", "Wartung")]
    [InlineData(InvoiceGroupKind.Ticket, "Priorität", "hoch")]
    [InlineData(InvoiceGroupKind.Coding, "costType", "10")]
    public void Each_kind_reads_its_record(InvoiceGroupKind kind, string? field, string value)
    {
        Assert.Equal("g1", Choose(Row(1, "g1", kind, field, value)));
        Assert.Null(Choose(Row(1, "g1", kind, field, "anderes")));
        Assert.Equal("g1", Choose(Row(1, "g1", kind, field) with { Operator = Operator.NotEmpty }));
        Assert.Null(Choose(Row(1, "g1", kind, field) with { Operator = Operator.Empty }));
    }

    [Fact]
    public void The_first_row_in_sequence_wins_and_one_of_several_values_is_enough() => Assert.Equal("g2", Choose(
        Row(3, "g3", InvoiceGroupKind.Pool, null, "mail"),
        Row(2, "g2", InvoiceGroupKind.PurchaseOrder, "text", "Dach", "Heizung"),
        Row(1, "g1", InvoiceGroupKind.PurchaseOrder, "text", "Dach")));

    [Fact]
    public void Rows_of_a_grouping_must_all_hold()
    {
        var pool = Row(1, "g1", InvoiceGroupKind.Pool, null, "mail") with { Grouping = 100 };
        var other = Row(2, "g1", InvoiceGroupKind.Coding, "costType", "20") with { Grouping = 100 };

        Assert.Null(Choose(pool, other));
        Assert.Equal("g1", Choose(pool, other with { Value = RuleValue.Of("10") }));
        Assert.Equal("g1", Choose(pool with { Grouping = 0 }, other with { Grouping = 0 }));
    }

    [Fact]
    public void A_group_that_is_set_is_never_overwritten_and_groups_of_another_kind_do_not_count()
    {
        var row = Row(1, "g1", InvoiceGroupKind.Pool, null, "mail");
        var item = Coded with { Cover = new CoverSheet { InvoiceGroup = "von-hand" } };

        Assert.Equal("von-hand", InvoiceGroupChoice.Fill(Subject(item, row)).Cover.InvoiceGroup);
        Assert.Null(InvoiceGroupChoice.Fill(Subject(Coded with { Kind = "mail" }, row)).Cover.InvoiceGroup);
        Assert.Equal("g1", InvoiceGroupChoice.Fill(Subject(Coded, row)).Cover.InvoiceGroup);
    }

    [Fact]
    public void The_item_s_own_property_goes_before_that_of_its_order()
    {
        var own = new Property { Number = "12", Name = "Eigenes", Client = "c" };
        var subject = Subject(Coded, Row(1, "g1", InvoiceGroupKind.Property, "number", "12"));

        Assert.Equal("g1", InvoiceGroupChoice.For(subject with { Linked = subject.Linked with { Property = own } })?.Group);
    }

    [Theory]
    [InlineData("""{ "sequence": 1, "group": "heizung", "kind": "pool", "value": "mail" }""", "group", "Rechnungskreis „heizung“")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "pool", "value": "fax" }""", "value", "Dokumentquelle „fax“")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "pool", "field": "x", "value": "mail" }""", "field", "entfällt")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "coding", "value": "1" }""", "field", "fehlt")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "coding", "field": "kostenart", "value": "1" }""", "field", "costType")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "purchaseOrder", "field": "value", "value": "viel" }""", "value", "passt nicht")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "ticket", "field": "priority" }""", "value", "fehlt")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "ticket", "field": "priority", "operator": "empty", "value": "x" }""", "value", "keinem Wert")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "ticket", "field": "priority", "operator": "less", "value": "x" }""", "operator", "empty")]
    [InlineData("""{ "sequence": 1, "group": "betriebskosten", "kind": "pool", "value": "mail", "grouping": -1 }""", "grouping", "negativ")]
    public void Rows_are_checked_at_load(string row, string at, string says)
    {
        var load = TenantLoaderTests.Change(demo =>
            demo["process"]!["invoiceGroupTable"] = new JsonArray(JsonNode.Parse(row)));

        var problem = Assert.Single(load.Problems);
        Assert.Equal("$.process.invoiceGroupTable[0]." + at, problem.Path);
        Assert.Contains(says, $"{problem.Text} {problem.Remedy}");
    }

    [Fact]
    public void Rows_of_a_grouping_name_one_group()
    {
        var load = TenantLoaderTests.Change(demo => demo["process"]!["invoiceGroupTable"] = JsonNode.Parse("""
            [
              { "sequence": 1, "group": "betriebskosten", "kind": "pool", "value": "mail", "grouping": 7 },
              { "sequence": 2, "group": "instandhaltung", "kind": "coding", "field": "account", "value": "1", "grouping": 7 }
            ]
            """));

        Assert.Equal("$.process.invoiceGroupTable[1].group", Assert.Single(load.Problems).Path);
    }

    private static Item Coded { get; } = Item() with
    {
        Coding = [new CodingLine("1.00", null, null, null, "10", null, null, null, null)],
    };

    private static string? Choose(params InvoiceGroupRow[] rows) => InvoiceGroupChoice.For(Subject(Coded, rows))?.Group;

    private static RuleSubject Subject(Item item, params InvoiceGroupRow[] rows) => new(
        item,
        new LinkedRecords(PurchaseOrder: Order, OrderProperty: new Property { Number = "47", Name = "N", Client = "c", City = "Linz" }, Records: Records),
        Settings(), default,
        new Process
        {
            Routes = [],
            InvoiceGroupTable = rows,
            InvoiceGroups = [.. rows.Select(row => new InvoiceGroup { Id = row.Group, Name = row.Group })],
        });

    private static ErpRecord Of(string attribute, string value) =>
        new() { Number = "1", Attributes = new Dictionary<string, string> { [attribute] = value } };

    private static InvoiceGroupRow Row(int sequence, string group, InvoiceGroupKind kind, string? field, params string[] values) => new()
    {
        Sequence = sequence,
        Group = group,
        Kind = kind,
        Field = field,
        Value = values.Length > 0 ? RuleValue.Of(values) : null,
    };
}
