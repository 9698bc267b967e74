using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Tests.Routing;

namespace Serverless.Workflows.Tests.Editing;

/// <summary>What matching finds is found from what the item says now, however that came to be.</summary>
public class MatchFindingTests
{
    private const string IbanDiffers = "SUPPLIER-IBAN-DIFFERS";
    private const string Unknown = "MATCH-SUPPLIER-UNKNOWN";
    private const string Foreign = "DE02120300000000202051";
    private const string Zieglers = "DE92123456780000999012";

    private static readonly Check OfDocument = new("BR-CO-15", Severity.Warning, "Die Summen passen nicht.");

    [Fact]
    public async Task A_strange_iban_that_is_typed_is_found_and_goes_when_it_is_corrected()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("sellerIban", Zieglers));
        Assert.Empty(RulesOf(item));

        item = await EditAsync(house, item, edit => Typed(edit, "sellerIban", Foreign));
        var finding = Assert.Single(item.Checks, check => check.Rule == IbanDiffers);
        Assert.Contains(Foreign, finding.Text, StringComparison.Ordinal);
        Assert.Contains("70002", finding.Text, StringComparison.Ordinal);

        item = await EditAsync(house, item, edit => Typed(edit, "sellerIban", "DE89370400440532013000"));
        Assert.Contains("DE89370400440532013000", Assert.Single(item.Checks, check => check.Rule == IbanDiffers).Text, StringComparison.Ordinal);

        item = await EditAsync(house, item, edit => Typed(edit, "sellerIban", Zieglers));
        Assert.Empty(RulesOf(item));
    }

    [Fact]
    public async Task Another_supplier_is_compared_with_the_iban_and_without_one_that_is_said()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("sellerIban", Zieglers));

        item = await EditAsync(house, item, edit => edit with { Supplier = "70003" });
        Assert.Contains("70003", Assert.Single(item.Checks, check => check.Rule == IbanDiffers).Text, StringComparison.Ordinal);
        Assert.Equal("70003", item.Cover.Supplier);

        item = await EditAsync(house, item, edit => edit with { Supplier = "" });
        Assert.Contains("70002", Assert.Single(item.Checks).Text, StringComparison.Ordinal);
        Assert.Equal([Unknown], RulesOf(item));
        Assert.Empty(RulesOf(await EditAsync(house, item, edit => edit with { Supplier = "70002" })));
    }

    [Fact]
    public async Task Taking_the_supplier_away_hides_no_strange_iban()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("sellerIban", Foreign));
        item = await EditAsync(house, item, edit => edit with { Supplier = "" });
        Assert.Equal([Unknown, IbanDiffers], RulesOf(item));
    }

    [Fact]
    public async Task An_invoice_of_whom_nobody_knows_says_so_until_the_supplier_is_chosen()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerName", "Gärtnerei Grün GmbH"), ("sellerVatId", "DE111111125"), ("sellerIban", Foreign));
        Assert.Equal([Unknown], RulesOf(item));
        var text = Assert.Single(item.Checks).Text;
        Assert.All(["Gärtnerei Grün GmbH", "DE111111125", Foreign], read => Assert.Contains(read, text, StringComparison.Ordinal));
        Assert.Equal(
            $"There is no supplier for whoever sent the invoice (“Gärtnerei Grün GmbH”, VAT id DE111111125, IBAN {Foreign}). Please choose the supplier or have it created.",
            EngineWords.Note(text, "en"));

        Assert.Equal([Unknown], RulesOf(await EditAsync(house, item, edit => Typed(edit, "invoiceNumber", "R-1"))));
        Assert.Equal([IbanDiffers], RulesOf(await EditAsync(house, item, edit => edit with { Supplier = "70002" })));
    }

    [Fact]
    public async Task A_route_without_suppliers_asks_for_none()
    {
        using var house = await DemoHouse.OpenAsync(demo => demo["process"]!["routes"]![0]!["links"] = System.Text.Json.Nodes.JsonNode.Parse(
            """[{ "name": "supplier", "active": false }, { "name": "purchaseOrder", "active": false }]"""));
        Assert.Empty(RulesOf(await OpenAsync(house, ("sellerName", "Gärtnerei Grün GmbH"))));
    }

    [Theory]
    [InlineData("sellerVatId", "DE111111125")]
    [InlineData("sellerIban", Foreign)]
    [InlineData("sellerName", "Gärtnerei Grün GmbH")]
    public async Task An_order_of_somebody_else_than_the_seller_is_said_although_no_supplier_is_linked(string field, string value)
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, (field, value), ("orderNumber", "A-2026-001"));
        Assert.Null(item.Cover.Supplier);
        Assert.Equal(["MATCH-ORDER-OTHER-SUPPLIER", Unknown], RulesOf(item));
        Assert.Contains(value, item.Checks.First(check => check.Rule == "MATCH-ORDER-OTHER-SUPPLIER").Text, StringComparison.Ordinal);

        Assert.Equal([Unknown], RulesOf(await EditAsync(house, item, edit => edit with { PurchaseOrder = "", Fields = new Dictionary<string, string?> { ["orderNumber"] = "" } })));
    }

    [Fact]
    public async Task The_order_of_the_seller_itself_is_no_finding_of_the_order()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("orderNumber", "A-2026-001"));
        item = await EditAsync(house, item, edit => edit with { Supplier = "" });
        Assert.Equal([Unknown], RulesOf(item));
    }

    [Fact]
    public async Task An_e_invoice_that_came_as_mail_is_said_to_stay_unpaid()
    {
        using var house = await DemoHouse.OpenAsync();
        var source = house.Tenant.Settings.RouteSources.First(one => one.RouteKind == RouteKind.Mail).Source!;
        Assert.DoesNotContain((await OpenAsync(house, source)).Checks, check => check.Rule == "MAIL-IS-INVOICE");
        var item = await house.CoveredAsync(source, item => item with { Format = "UBL 2.1 Invoice (XRechnung 3.0)" });
        var finding = Assert.Single(item.Checks, check => check.Rule == "MAIL-IS-INVOICE");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("This is an e-invoice (UBL 2.1 Invoice (XRechnung 3.0)), but", EngineWords.Note(finding.Text, "en"), StringComparison.Ordinal);
        Assert.Empty((await house.CoveredAsync("mail", item => item with { Format = "UBL 2.1 Invoice (XRechnung 3.0)" })).Checks);
    }

    [Fact]
    public async Task What_was_found_at_intake_stays_until_it_is_corrected_and_what_the_document_says_stays_for_good()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("sellerIban", Foreign), ("buyerName", "Fremde GmbH"));
        Assert.Equal(["CLIENT-UNKNOWN", IbanDiffers], RulesOf(item));
        item = await house.PutAsync(item, current => current with { Checks = [OfDocument, .. current.Checks] });

        item = await EditAsync(house, item, edit => Typed(edit, "invoiceNumber", "R-1"));
        Assert.Equal(["CLIENT-UNKNOWN", IbanDiffers], RulesOf(item));

        item = await EditAsync(house, item, edit => Typed(edit, "sellerIban", Zieglers));
        Assert.Equal(["CLIENT-UNKNOWN"], RulesOf(item));

        item = await EditAsync(house, item, edit => Typed(edit, "buyerName", "Musterhaus GmbH"));
        Assert.Equal([OfDocument], item.Checks);
    }

    [Fact]
    public async Task Who_chooses_the_client_has_answered_who_is_addressed()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("buyerName", "Fremde GmbH"));
        Assert.Equal("verwaltung", item.Client);

        item = await EditAsync(house, item, edit => edit with { Client = "weg-lindenstrasse" });
        Assert.Empty(RulesOf(item));

        // The property's own client is no reason to ask again.
        item = await EditAsync(house, item, edit => edit with { Property = "47" });
        Assert.Empty(RulesOf(item));
        Assert.Equal("weg-lindenstrasse", item.Client);

        item = await EditAsync(house, item, edit => edit with { Property = "202" });
        Assert.Contains("Sonnenhof", Assert.Single(item.Checks, check => check.Rule == "CLIENT-NOT-OF-PROPERTY").Text, StringComparison.Ordinal);

        item = await EditAsync(house, item, edit => edit with { Property = "" });
        Assert.Empty(RulesOf(item));
    }

    [Fact]
    public async Task An_addressee_that_is_another_client_than_the_item_s_is_said_and_changes_nothing()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("buyerName", "Fremde GmbH"));

        item = await EditAsync(house, item, edit => Typed(edit, "buyerName", "Sonnenhof Immobilien"));
        Assert.Equal(["CLIENT-DIFFERS"], RulesOf(item));
        Assert.Equal("verwaltung", item.Client);

        Assert.Empty(RulesOf(await EditAsync(house, item, edit => edit with { Client = "sonnenhof" })));
    }

    [Fact]
    public async Task An_order_of_another_supplier_is_found_and_goes_with_the_order_or_the_supplier()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("orderNumber", "A-2026-002"));
        Assert.Equal(["MATCH-ORDER-OTHER-SUPPLIER"], RulesOf(item));

        item = await EditAsync(house, item, edit => edit with { PurchaseOrder = "A-2026-001" });
        Assert.Empty(RulesOf(item));

        item = await EditAsync(house, item, edit => edit with { Supplier = "70003" });
        Assert.Contains("A-2026-001", Assert.Single(item.Checks, check => check.Rule == "MATCH-ORDER-OTHER-SUPPLIER").Text, StringComparison.Ordinal);

        Assert.Empty(RulesOf(await EditAsync(house, item, edit => edit with { PurchaseOrder = "A-2026-002" })));
    }

    [Fact]
    public async Task Several_suppliers_are_told_until_one_is_chosen()
    {
        using var house = await DemoHouse.OpenAsync();
        var twin = (await house.Master.SupplierAsync("demo", "70002", default))! with { Number = "79999", Name = "Ziegler Zwei" };
        await house.Master.Suppliers("demo").PutAsync(twin, default);
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("sellerIban", Zieglers));
        Assert.Equal(["MATCH-SUPPLIER-AMBIGUOUS"], RulesOf(item));

        Assert.Equal(["MATCH-SUPPLIER-AMBIGUOUS"], RulesOf(await EditAsync(house, item, edit => Typed(edit, "invoiceNumber", "R-1"))));
        Assert.Empty(RulesOf(await EditAsync(house, item, edit => edit with { Supplier = "79999" })));
    }

    [Fact]
    public async Task What_the_route_dropped_cannot_be_compared_again_so_its_finding_stays()
    {
        using var house = await DemoHouse.OpenAsync(demo =>
            demo["process"]!["routes"]![0]!["links"] = System.Text.Json.Nodes.JsonNode.Parse("""[{ "name": "sellerIban", "active": false }]"""));
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("sellerIban", Foreign));
        Assert.Equal([IbanDiffers], RulesOf(item));

        Assert.Equal([IbanDiffers], RulesOf(await EditAsync(house, item, edit => Typed(edit, "invoiceNumber", "R-1"))));
    }

    [Fact]
    public async Task A_wrong_iban_is_refused_where_it_is_typed_and_left_alone_where_it_was_read()
    {
        using var house = await DemoHouse.OpenAsync();
        var item = await OpenAsync(house, ("sellerVatId", "DE999990125"), ("sellerIban", "DE00 gelesen"));

        item = await EditAsync(house, item, edit => edit with
        {
            Fields = new Dictionary<string, string?> { ["sellerIban"] = "DE00 gelesen", ["invoiceNumber"] = "R-1" },
        });
        Assert.Equal(("R-1", "DE00 gelesen"), (item.Fields["invoiceNumber"].Value, item.Fields["sellerIban"].Value));

        var refused = await house.EditAsync(item, edit => Typed(edit, "sellerIban", "DE92123456780000999013"));
        Assert.Equal(DecisionResult.Invalid, refused.Result);
        Assert.Contains("IBAN", refused.Message, StringComparison.Ordinal);
        Assert.Equal("DE00 gelesen", (await house.ReadAsync(item)).Fields["sellerIban"].Value);

        item = await EditAsync(house, item, edit => Typed(edit, "sellerIban", "de92 1234 5678 0000 9990 12"));
        Assert.Equal(Zieglers, item.Fields["sellerIban"].Value);
        Assert.Empty(RulesOf(item));
    }

    private static Task<Item> OpenAsync(DemoHouse house, params (string, string)[] fields) => OpenAsync(house, "mail", fields);

    private static async Task<Item> OpenAsync(DemoHouse house, string source, params (string, string)[] fields) => await house.PutAsync(
        await house.CoveredAsync(source, fields), current => current with { Visit = 1, VisitState = VisitState.Notified });

    private static async Task<Item> EditAsync(DemoHouse house, Item item, Func<FieldEdit, FieldEdit> edit)
    {
        var outcome = await house.EditAsync(item, edit);
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
        return await house.ReadAsync(item);
    }

    private static FieldEdit Typed(FieldEdit edit, string name, string value) =>
        edit with { Fields = new Dictionary<string, string?> { [name] = value } };

    private static IEnumerable<string> RulesOf(Item item) => item.Checks.Select(check => check.Rule)
        .Where(rule => rule != OfDocument.Rule).Order(StringComparer.Ordinal);
}
