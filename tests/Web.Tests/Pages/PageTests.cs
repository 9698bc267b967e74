using System.Net;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Web.Tests.Pages;

public class PageTests : WebHost
{
    private async Task<string> PageAsync(string path, string person = "petra", HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await GetAsync(path, cookie: Home.Session(person));
        Assert.Equal(status, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PostedAsync(Item item, params (string Name, string Value)[] fields)
    {
        var path = "/t/demo/items/" + item.Id;
        var html = await (await GetAsync(path, cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        var form = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        return await PostAsync(path, Home.Session("petra"), [("form", Hidden(form, "form")), ("revision", Hidden(form, "revision")), .. fields]);
    }

    [Theory]
    [InlineData("/t/demo/inbox")]
    [InlineData("/t/demo/items/00000000000000000000000000000001")]
    public async Task Without_a_session_the_start_page_explains(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Bitte melden Sie sich an", await (await GetAsync(answer.Headers.Location!.ToString())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tenant_comes_from_the_session()
    {
        var item = SampleItems.Invoice(Home);
        foreach (var path in new[] { "/t/demo/inbox", "/t/demo/items/" + item.Id, $"/t/demo/items/{item.Id}/documents/1" })
        {
            var answer = await GetAsync(path, cookie: Home.Session("petra", "other"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain(SampleItems.Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_inbox_shows_what_is_asked_for()
    {
        SampleItems.Invoice(Home, "petra", 1);
        SampleItems.Invoice(Home, "clara", 2);
        Home.Book.Put(SampleItems.Invoice(Home, "petra", 3) with { Status = ItemStatus.Completed });
        var mine = await PageAsync("/t/demo/inbox");
        Assert.Contains("RE-2026-001", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("RE-2026-002", mine, StringComparison.Ordinal);
        Assert.Contains("RE-2026-002", await PageAsync("/t/demo/inbox?list=open"), StringComparison.Ordinal);
        var done = await PageAsync("/t/demo/inbox?list=done");
        Assert.Contains("RE-2026-003", done, StringComparison.Ordinal);
        Assert.DoesNotContain("RE-2026-001", done, StringComparison.Ordinal);
        Assert.DoesNotContain("RE-2026-001", await PageAsync("/t/demo/inbox?list=open&q=2026-002"), StringComparison.Ordinal);
        Assert.Contains("keinen passenden Vorgang", await PageAsync("/t/demo/inbox?list=open&station=Buchhaltung"), StringComparison.Ordinal);
        Assert.Contains("RE-2026-001", await PageAsync("/t/demo/inbox?cursor=odd"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_all_sees_their_own_items_only()
    {
        var hers = SampleItems.Invoice(Home, "clara", 1);
        var other = SampleItems.Invoice(Home, "petra", 2);
        await PageAsync("/t/demo/inbox?list=open", "clara", HttpStatusCode.Forbidden);
        Assert.Contains("RE-2026-001", await PageAsync("/t/demo/inbox", "clara"), StringComparison.Ordinal);
        await PageAsync("/t/demo/items/" + hers.Id, "clara");
        await PageAsync("/t/demo/items/" + other.Id, "clara", HttpStatusCode.NotFound);
        await PageAsync($"/t/demo/items/{other.Id}/documents/1", "clara", HttpStatusCode.NotFound);
        await PageAsync($"/t/demo/items/{other.Id}/dossier", "clara", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hostile_texts_are_shown_as_texts()
    {
        var item = SampleItems.Invoice(Home);
        Home.Book.Put(item with
        {
            Fields = new Dictionary<string, Workflows.Extraction.Field>(item.Fields)
            {
                ["sellerName"] = new("<script>alert(1)</script>\"'><img src=x>", Workflows.Extraction.FieldSource.Text, 1, null),
            },
        });
        foreach (var path in new[] { "/t/demo/inbox", "/t/demo/items/" + item.Id, Home.Link(item, "petra") })
        {
            var html = await (await GetAsync(path, cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("alert(1)", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_typed_is_saved_in_the_neutral_way_of_writing()
    {
        var item = SampleItems.Invoice(Home);
        var answer = await PostedAsync(item, ("decision", "save"), ("client", "self"), ("supplier", "70001"), ("fields.grossTotal", "1.300,00"),
            ("fields.dueDate", "1.6.2026"), ("fields.invoiceNumber", ""), ("fields.netTotal", "1.050,00"), ("fields.orderNumber", "B-17"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var edit = Home.Desk.Edits.Single();
        Assert.Equal(("self", null, 7), (edit.Client, edit.Supplier, edit.Revision));
        Assert.Equal(new Dictionary<string, string?>
        {
            ["invoiceNumber"] = null,
            ["dueDate"] = "2026-06-01",
            ["grossTotal"] = "1300.00",
            ["orderNumber"] = "B-17",
        }, edit.Fields.OrderBy(field => field.Key).ToDictionary());
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task Deciding_saves_what_was_typed_first()
    {
        var item = SampleItems.Invoice(Home);
        var answer = await PostedAsync(item, ("decision", "approve"), ("fields.orderNumber", "B-17"));
        Assert.Equal("/t/demo/inbox?decided", answer.Headers.Location?.ToString());
        Assert.Equal("B-17", Home.Desk.Edits.Single().Fields["orderNumber"]);

        // They saw revision 7, and know of the one that they have made: whatever else has come since is not theirs.
        var request = Home.Desk.Decided.Single().Request;
        Assert.Equal((7, 8, 2, "page"), (request.Revision, request.OwnEdit, request.Visit, request.Via));
    }

    [Theory]
    [InlineData("fields.grossTotal", "viel", "ist kein Betrag")]
    [InlineData("fields.grossTotal", "1.23.4", "ist kein Betrag")]
    [InlineData("fields.grossTotal", "714,005", "„714,005“ ist kein Betrag")]
    [InlineData("fields.dueDate", "31.2.2026", "ist kein Datum")]
    [InlineData("fields.sellerIban", "DE02120300000000202052", "ist keine gültige IBAN")]
    [InlineData("fields.currency", "Euro", "ist keine Währung")]
    [InlineData("fields.sellerVatId", "DE123", "ist keine gültige USt-IdNr.")]
    public async Task A_wrong_value_is_named_and_nothing_is_saved(string field, string value, string message)
    {
        var item = SampleItems.Invoice(Home);
        var answer = await PostedAsync(item, ("decision", "approve"), (field, value), ("fields.orderNumber", "B-17"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(message, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{value}\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"B-17\"", html, StringComparison.Ordinal);
        Assert.Empty(Home.Desk.Edits);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task What_others_changed_is_shown_and_not_overwritten()
    {
        var item = SampleItems.Invoice(Home);
        var path = "/t/demo/items/" + item.Id;
        var html = await (await GetAsync(path, cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        html = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        Home.Book.Put(item with
        {
            Revision = 9,
            ContentRevision = 9,
            Fields = new Dictionary<string, Workflows.Extraction.Field>(item.Fields)
            {
                ["grossTotal"] = new("119.00", Workflows.Extraction.FieldSource.User, 1, null),
            },
        });
        var answer = await PostAsync(path, Home.Session("petra"), ("form", Hidden(html, "form")), ("revision", Hidden(html, "revision")),
            ("decision", "approve"), ("fields.grossTotal", "1.249,50"), ("fields.orderNumber", "B-17"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var shown = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("id=\"grossTotal\" name=\"fields.grossTotal\" maxlength=\"1000\" autocomplete=\"off\" inputmode=\"decimal\" class=\"amount\" value=\"119,00\"", shown, StringComparison.Ordinal);
        Assert.Contains("value=\"B-17\"", shown, StringComparison.Ordinal);
        Assert.Empty(Home.Desk.Edits);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task A_form_must_be_the_pages_own()
    {
        var item = SampleItems.Invoice(Home);
        var other = SampleItems.Invoice(Home, "petra", 2);
        var html = await (await GetAsync("/t/demo/items/" + other.Id, cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        html = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        foreach (var form in new[] { "", "x", Hidden(html, "form") })
        {
            var answer = await PostAsync("/t/demo/items/" + item.Id, Home.Session("petra"), ("form", form), ("decision", "approve"));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task Who_has_no_say_sees_no_form_and_cannot_post_one()
    {
        var item = SampleItems.Invoice(Home, "clara");
        var page = await PageAsync("/t/demo/items/" + item.Id);
        Assert.DoesNotContain("name=\"decision\"", page, StringComparison.Ordinal);
        Assert.Contains("1.249,50", page, StringComparison.Ordinal);
        var form = Home.Sign(new(Workflows.Approval.Links.TokenPurpose.Form, "demo", item.Id, 2, "petra", Home.Clock.GetUtcNow().AddHours(1)));
        var answer = await PostAsync("/t/demo/items/" + item.Id, Home.Session("petra"), ("form", form), ("decision", "approve"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_finished_item_gives_its_datev_package()
    {
        var item = Home.Book.Put(SampleItems.Invoice(Home) with { Status = ItemStatus.Completed });
        var html = await (await GetAsync("/t/demo/items/" + item.Id, cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        html = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        var answer = await PostAsync($"/t/demo/items/{item.Id}/datev", Home.Session("petra"), ("form", Hidden(html, "form")));
        Assert.Equal("PK-zip", await answer.Content.ReadAsStringAsync());
        Home.Book.Put(item with { Status = ItemStatus.Waiting });
        var refused = await PostAsync($"/t/demo/items/{item.Id}/datev", Home.Session("petra"), ("form", Hidden(html, "form")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }
}
