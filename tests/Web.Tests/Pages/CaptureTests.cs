using System.Net;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;

namespace Serverless.Web.Tests.Pages;

/// <summary>What the route lets a person capture, and the number of a voucher.</summary>
public class CaptureTests : WebHost
{
    private static readonly NumberOffer TwoRanges =
        new("Umbuchungsbelegnummer", [("ub", "Umbuchungen"), ("ub2", "Umbuchungen WEG")], "ub2", Asks: true);

    [Fact]
    public async Task Without_settings_every_link_and_field_is_shown_and_nothing_can_be_created()
    {
        var page = await PageAsync(SampleItems.Invoice(Home));

        Assert.All(["supplier", "property", "purchaseOrder", "damage", "fields.sellerIban"], name => Assert.Contains($"name=\"{name}\"", page, StringComparison.Ordinal));
        Assert.All(["equipment", "invoiceGroup", "new.damage.number", "range"], name => Assert.DoesNotContain($"name=\"{name}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_route_has_not_is_not_shown_and_what_it_may_create_is()
    {
        Home.Route = new Route
        {
            Id = "r",
            Name = "R",
            Kind = "mail",
            Stations = [],
            Links =
            [
                new RouteLink { Name = "purchaseOrder", Active = false }, new RouteLink { Name = "sellerIban", Active = false },
                new RouteLink { Name = "damage", Create = true },
            ],
        };
        Home.Groups = [new("umbuchungen", "Umbuchungen"), new("bescheide", "Bescheide")];
        var item = SampleItems.Invoice(Home);
        var page = await PageAsync(item);

        Assert.All(["purchaseOrder", "fields.sellerIban", "new.equipment.number"], name => Assert.DoesNotContain($"name=\"{name}\"", page, StringComparison.Ordinal));
        Assert.All(["new.damage.number", "invoiceGroup"], name => Assert.Contains($"name=\"{name}\"", page, StringComparison.Ordinal));

        await PostedAsync(item, ("decision", "save"), ("invoiceGroup", "bescheide"), ("damage", "S-1"),
            ("new.damage.number", "S-2"), ("new.damage.name", "Sturm"));
        var edit = Assert.Single(Home.Desk.Edits);
        Assert.Equal(("bescheide", "S-1"), (edit.InvoiceGroup, edit.Damage));
        Assert.Equal(new NewRecord("damage", "S-2", "Sturm"), Assert.Single(edit.NewRecords!));
    }

    [Fact]
    public async Task Of_a_voucher_only_what_is_filled_in_stands_first_and_no_invoice_is_missed()
    {
        var invoice = SampleItems.Invoice(Home);
        var item = Home.Book.Put(invoice with
        {
            Kind = RouteKind.Mail,
            Fields = new Dictionary<string, Field> { [FieldNames.ContractNumber] = new("V-7", FieldSource.User, 1, null) },
            Checks = [new Check("PDF-NO-EINVOICE", Severity.Info, "Das PDF enthält keine E-Rechnung (XML).")],
        });
        var page = await PageAsync(item);
        Assert.DoesNotContain("PDF-NO-EINVOICE", page, StringComparison.Ordinal);
        var more = page.IndexOf("Weitere Angaben", StringComparison.Ordinal);
        Assert.InRange(page.IndexOf("name=\"fields.contractNumber\"", StringComparison.Ordinal), 1, more);
        Assert.True(page.IndexOf("name=\"fields.grossTotal\"", StringComparison.Ordinal) > more);

        page = await PageAsync(Home.Book.Put(item with { Kind = RouteKind.Invoice }));
        Assert.Contains("PDF-NO-EINVOICE", page, StringComparison.Ordinal);
        Assert.InRange(page.IndexOf("name=\"fields.grossTotal\"", StringComparison.Ordinal), 1, page.IndexOf("Weitere Angaben", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_item_that_looks_the_same_is_called_by_its_name_and_linked_where_it_may_be_seen()
    {
        var other = SampleItems.Invoice(Home, "clara", 77);
        var item = SampleItems.Invoice(Home, "petra", 78);
        Home.Book.Put(item with { Duplicates = [new(other.Id, "sameInvoice", "Elektro Blitz GmbH, RE-2026-077, 28.04.2026")] });
        var page = WebUtility.HtmlDecode(await (await GetAsync("/t/demo/items/" + item.Id, cookie: Home.Session("petra"))).Content.ReadAsStringAsync());
        Assert.Contains($"<a href=\"/t/demo/items/{other.Id}\">Elektro Blitz GmbH, RE-2026-077, 28.04.2026</a>", page, StringComparison.Ordinal);

        // By the link of the mail nothing but this item is opened; the name is told all the same.
        page = WebUtility.HtmlDecode(await (await GetAsync(Home.Link(item, "petra"))).Content.ReadAsStringAsync());
        Assert.Contains("Elektro Blitz GmbH, RE-2026-077, 28.04.2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/demo/items/" + other.Id, page, StringComparison.Ordinal);
        Assert.Contains("href=\"#decide\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_drawn_from_the_range_chosen_after_what_was_typed_is_saved()
    {
        Home.Numbers.Offer = TwoRanges;
        var item = SampleItems.Invoice(Home);
        var page = await PageAsync(item);
        Assert.Contains("Umbuchungsbelegnummer", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"ub2\" selected", page, StringComparison.Ordinal);

        var answer = await PostedAsync(item, ("decision", "draw"), ("range", "ub"), ("fields.invoiceNumber", "neu"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal((item.Id, "petra", "ub"), Assert.Single(Home.Numbers.Draws));
        Assert.Single(Home.Desk.Edits);
        Home.Numbers.Answer = new NumberOutcome(DecisionResult.Invalid, "Bitte wählen Sie einen Nummernkreis.");
        var refused = await PostedAsync(item, ("decision", "draw"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Bitte wählen Sie einen Nummernkreis", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_no_number_is_drawn_is_said_in_the_persons_language()
    {
        Home.Numbers.Answer = new(DecisionResult.Incomplete, "Bitte wählen Sie zuerst den Mandanten; seine Nummernkreise stehen dann zur Wahl.");
        var item = SampleItems.Invoice(Home, "john");
        var (path, cookie) = ($"/t/demo/items/{item.Id}", Home.Session("john"));
        var page = await (await GetAsync(path, cookie: cookie)).Content.ReadAsStringAsync();
        var form = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        var answer = await PostAsync(path, cookie, ("form", Hidden(form, "form")), ("revision", Hidden(form, "revision")), ("decision", "draw"));
        var html = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Please choose the client first; its number ranges can be chosen then.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nummernkreise", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_drawn_over_the_api_by_a_person()
    {
        var path = $"/api/demo/items/{SampleItems.Invoice(Home).Id}/number";
        Task<HttpResponseMessage> Draw(string bearer, string body = "{}") =>
            SendAsync(HttpMethod.Post, path, Body(body, "application/json"), bearer);

        var drawn = await JsonAsync(await Draw(FakeHome.PersonToken, """{"range":"ub"}"""));
        Assert.Equal(("UB-000001", "ub"), (drawn.GetProperty("number").GetString(), drawn.GetProperty("range").GetString()));
        Assert.Equal("Umbuchungsbelegnummer", drawn.GetProperty("property").GetString());
        Assert.Equal("ub", Assert.Single(Home.Numbers.Draws).Range);

        await ProblemAsync(await Draw(FakeHome.ApiToken), HttpStatusCode.Forbidden);
        Home.Numbers.Answer = new NumberOutcome(DecisionResult.AlreadyDecided, "Der Vorgang hat schon die Nummer UB-000001.");
        await ProblemAsync(await Draw(FakeHome.PersonToken), HttpStatusCode.Conflict);
        Home.Numbers.Answer = new NumberOutcome(DecisionResult.NotFound, "Diesen Vorgang gibt es nicht.");
        await ProblemAsync(await Draw(FakeHome.PersonToken), HttpStatusCode.NotFound);
    }

    private async Task<string> PageAsync(Item item) => WebUtility.HtmlDecode(
        await (await GetAsync("/t/demo/items/" + item.Id, cookie: Home.Session("petra"))).Content.ReadAsStringAsync());

    private async Task<HttpResponseMessage> PostedAsync(Item item, params (string Name, string Value)[] fields)
    {
        var form = await PageAsync(item);
        form = form[form.IndexOf("<main", StringComparison.Ordinal)..];
        return await PostAsync("/t/demo/items/" + item.Id, Home.Session("petra"),
            [("form", Hidden(form, "form")), ("revision", Hidden(form, "revision")), .. fields]);
    }
}
