using System.Net;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Links;

public class LinkTests : WebHost
{
    [Fact]
    public async Task A_link_shows_everything_that_is_needed_to_decide()
    {
        var item = SampleItems.Invoice(Home);
        var answer = await GetAsync(Home.Link(item, "petra"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        foreach (var shown in new[]
        {
            SampleItems.Secret, "RE-2026-001", "1.249,50 €", "28.05.2026", "12.05.2026", "Sachliche Prüfung", "Auftrag ergänzt",
            "Clara Kern", "Bitte Budget der WEG prüfen.", "BR-CO-15", "Eine Rechnung mit demselben Lieferanten", "WEG Lindenstraße 4",
            "Sie verwalten das Objekt", "Freigeben", "Ablehnen", "Zurücksenden", "Weiterleiten", "John Smith",
        })
            Assert.Contains(shown, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("Gerd Weg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/demo", html.Replace($"\"/t/demo/items/{item.Id}\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task What_is_missing_is_added_by_those_who_sign_in()
    {
        var item = SampleItems.Invoice(Home);
        var html = WebUtility.HtmlDecode(await (await GetAsync(Home.Link(item, "petra"))).Content.ReadAsStringAsync());
        Assert.Contains("Angaben ergänzen oder ändern", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/t/demo/items/{item.Id}\"", html, StringComparison.Ordinal);

        // Whoever is signed in has the fields there already; at a failed step there is nothing to fill in.
        var page = await (await GetAsync($"/t/demo/items/{item.Id}", cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        Assert.DoesNotContain("Angaben ergänzen oder ändern", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Home.Book.Put(item with { Operator = new("Post", 2, "PostFailed", "Die Schnittstelle antwortet nicht.", true) });
        var failed = await (await GetAsync(Home.Link(item, "petra"))).Content.ReadAsStringAsync();
        Assert.DoesNotContain("Angaben ergänzen oder ändern", WebUtility.HtmlDecode(failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_changes_nothing_however_often()
    {
        var item = SampleItems.Invoice(Home);
        for (var n = 0; n < 3; n++) Assert.Equal(HttpStatusCode.OK, (await GetAsync(Home.Link(item, "petra"))).StatusCode);
        Assert.Same(item, Home.Book.Find("demo", item.Id));
        Assert.Empty(Home.Desk.Decided);
    }

    [Theory]
    [InlineData("approve", "", "", "Freigeben")]
    [InlineData("reject", "Falscher Betrag", "", "Ablehnen")]
    [InlineData("sendBack", "Bitte Auftrag ergänzen", "", "Zurücksenden")]
    [InlineData("forward", "", "john", "Weiterleiten")]
    public async Task A_decision_counts_and_is_thanked_for(string decision, string comment, string to, string name)
    {
        var item = SampleItems.Invoice(Home);
        var html = await PostedAsync(item, HttpStatusCode.OK, ("decision", decision), ("comment", comment), ("to", to));
        Assert.Contains("Danke, Petra Müller!", html, StringComparison.Ordinal);
        Assert.Contains(name, html, StringComparison.Ordinal);
        var (_, person, request) = Home.Desk.Decided.Single();
        Assert.Equal(("petra", decision, 2, 7, "link"), (person, request.Decision, request.Visit, request.Revision, request.Via));
        Assert.Equal(to.Length > 0 ? to : null, request.To);
    }

    [Theory]
    [InlineData("reject", "", "")]
    [InlineData("sendBack", " ", "")]
    [InlineData("forward", "x", "")]
    [InlineData("forward", "x", "gone")]
    [InlineData("", "", "")]
    [InlineData("again", "", "x")]
    public async Task An_incomplete_decision_comes_back_with_what_was_typed(string decision, string comment, string to)
    {
        Home.Desk.NeedsComment = true;
        var item = SampleItems.Invoice(Home);
        var link = Home.Link(item, "petra");
        var form = Hidden(await (await GetAsync(link)).Content.ReadAsStringAsync(), "form");
        var answer = await PostAsync(link, null, ("form", form), ("revision", "7"), ("decision", decision), ("comment", comment), ("to", to));
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task A_comment_survives_a_mistake()
    {
        var item = SampleItems.Invoice(Home);
        var html = await PostedAsync(item, HttpStatusCode.BadRequest, ("decision", "forward"), ("comment", "Bitte <ansehen>"));
        Assert.Contains(">Bitte <ansehen></textarea>", html, StringComparison.Ordinal);
        Assert.Contains("Bitte wählen Sie die Person", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("other-person")]
    [InlineData("other-visit")]
    [InlineData("other-purpose")]
    [InlineData("expired")]
    public async Task Without_the_pages_own_form_field_nothing_is_decided(string? field)
    {
        var item = SampleItems.Invoice(Home);
        var now = Home.Clock.GetUtcNow();
        var token = field switch
        {
            "other-person" => Home.Sign(new(TokenPurpose.Form, "demo", item.Id, 2, "clara", now.AddHours(1))),
            "other-visit" => Home.Sign(new(TokenPurpose.Form, "demo", item.Id, 1, "petra", now.AddHours(1))),
            "other-purpose" => Home.Sign(new(TokenPurpose.Session, "demo", item.Id, 2, "petra", now.AddHours(1))),
            "expired" => Home.Sign(new(TokenPurpose.Form, "demo", item.Id, 2, "petra", now)),
            _ => field,
        };
        var fields = new List<(string, string)> { ("decision", "approve"), ("revision", "7") };
        if (token is not null) fields.Add(("form", token));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Home.Link(item, "petra"), null, [.. fields])).StatusCode);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task A_form_from_another_site_is_refused()
    {
        var item = SampleItems.Invoice(Home);
        var link = Home.Link(item, "petra");
        var form = Hidden(await (await GetAsync(link)).Content.ReadAsStringAsync(), "form");
        var answer = await SendAsync(HttpMethod.Post, link, Form(("form", form), ("decision", "approve")),
            headers: headers => headers.Add("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(Home.Desk.Decided);
    }

    [Fact]
    public async Task A_used_link_says_when_its_holder_decided()
    {
        var item = SampleItems.Invoice(Home);
        await PostedAsync(item, HttpStatusCode.OK, ("decision", "approve"));
        var html = await EndedAsync(Home.Link(item, "petra"), HttpStatusCode.Gone);
        Assert.Contains("Darüber ist bereits entschieden", html, StringComparison.Ordinal);
        Assert.Contains("Sie haben am 04.05.2026, 10:00 entschieden", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_used_by_somebody_else_does_not_name_them()
    {
        var item = SampleItems.Invoice(Home);
        await PostedAsync(item, HttpStatusCode.OK, ("decision", "approve"));
        var html = await EndedAsync(Home.Link(item, "john"), HttpStatusCode.Gone);
        Assert.Contains("This has already been decided", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Petra", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_superseded_and_reassigned_links_explain_themselves()
    {
        var item = SampleItems.Invoice(Home);
        Assert.Contains("abgelaufen", await EndedAsync(Home.Link(item, "petra", life: TimeSpan.Zero), HttpStatusCode.Gone), StringComparison.Ordinal);
        Assert.Contains("nicht mehr", await EndedAsync(Home.Link(item, "petra", visit: 9), HttpStatusCode.Gone), StringComparison.Ordinal);
        Assert.Contains("no longer", await EndedAsync(Home.Link(item, "john"), HttpStatusCode.Gone), StringComparison.Ordinal);
        Assert.Contains("nicht mehr", await EndedAsync(Home.Link(item, "gone"), HttpStatusCode.Gone), StringComparison.Ordinal);
        var link = Home.Link(item, "petra");
        Home.Book.Put(item with { Assignee = new("john", "Vertretung") });
        Assert.Contains("nicht mehr", await EndedAsync(link, HttpStatusCode.Gone), StringComparison.Ordinal);
        Home.Book.Put(item with { Status = ItemStatus.Cancelled });
        Assert.Contains("nicht mehr", await EndedAsync(link, HttpStatusCode.Gone), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_of_somebody_who_has_left_says_so_and_whom_to_ask(bool isNamed)
    {
        // Not active any more, or taken out of the file altogether; nothing of the item is told.
        var item = SampleItems.Invoice(Home);
        var (show, file) = (Home.Link(item, "petra"), Home.Tenants["demo"]);
        Home.Tenants["demo"] = file with
        {
            People = [.. file.People.Where(person => isNamed || person.Id != "petra").Select(person => person with { Active = person.Active && person.Id != "petra" })],
        };
        Home.Grant("clara", Permission.Operate);
        var answer = await GetAsync(show);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Sie sind hier nicht mehr registriert", html, StringComparison.Ordinal);
        Assert.Contains("wenden Sie sich bitte an Clara Kern", html, StringComparison.Ordinal);
        Assert.DoesNotContain("weitergegangen", html, StringComparison.Ordinal);
        Assert.DoesNotContain("RE-2026-001", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tampered_link_is_no_link()
    {
        var item = SampleItems.Invoice(Home);
        var link = Home.Link(item, "petra");
        foreach (var bad in new[] { link[..^3], link + "A", link[..^4] + "AAAA", "/d/x", "/d/" + new string('A', 2000) })
            Assert.Contains("nicht gültig", await EndedAsync(bad, HttpStatusCode.NotFound), StringComparison.Ordinal);
        var session = "/d/" + Home.Session("petra")["serverless-session=".Length..];
        await EndedAsync(session, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_of_another_tenant_opens_nothing_here()
    {
        var item = SampleItems.Invoice(Home);
        await EndedAsync(Home.Link(item, "petra", tenant: "other"), HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_dead_link_cannot_decide_and_shows_no_document()
    {
        var item = SampleItems.Invoice(Home);
        var link = Home.Link(item, "petra");
        var form = Hidden(await (await GetAsync(link)).Content.ReadAsStringAsync(), "form");
        Home.Book.Put(item with { Assignee = new("john", "Vertretung") });
        var answer = await PostAsync(link, null, ("form", form), ("decision", "approve"), ("revision", "7"));
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Empty(Home.Desk.Decided);
        await EndedAsync(link + "/documents/1", HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_changed_item_shows_the_difference_and_can_then_be_decided()
    {
        var item = SampleItems.Invoice(Home);
        var link = Home.Link(item, "petra");
        var form = Hidden(await (await GetAsync(link)).Content.ReadAsStringAsync(), "form");
        Home.Book.Put(item with { Revision = 8, ContentRevision = 8 });
        var answer = await PostAsync(link, null, ("form", form), ("decision", "approve"), ("revision", "7"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("wurde geändert", html, StringComparison.Ordinal);
        Assert.Contains("100,00", html, StringComparison.Ordinal);
        Assert.Contains("119,00", html, StringComparison.Ordinal);
        Assert.Equal("8", Hidden(html, "revision"));
        await PostedAsync(item, HttpStatusCode.OK, ("decision", "approve"));
    }

    [Fact]
    public async Task Documents_behind_a_link_are_shown_safely()
    {
        var item = SampleItems.Invoice(Home);
        var link = Home.Link(item, "petra");
        var pdf = await GetAsync(link + "/documents/1");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal("inline", pdf.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("frame-ancestors 'self'", pdf.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var n in new[] { 2, 3 })
        {
            var text = await GetAsync($"{link}/documents/{n}");
            Assert.Equal("text/plain", text.Content.Headers.ContentType?.MediaType);
            Assert.Contains("sandbox", text.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        var program = await GetAsync(link + "/documents/4");
        Assert.Equal("application/octet-stream", program.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", program.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(link + "/documents/5")).StatusCode);
    }

    [Fact]
    public async Task An_operator_is_offered_what_an_operator_decides()
    {
        var item = SampleItems.Invoice(Home);
        Home.Book.Put(item with { Operator = new("DATEV-Übergabe", 1, "Timeout", "Der Dienst antwortet nicht.", true) });
        var html = WebUtility.HtmlDecode(await (await GetAsync(Home.Link(item, "petra"))).Content.ReadAsStringAsync());
        Assert.Contains("Der Dienst antwortet nicht.", html, StringComparison.Ordinal);
        Assert.Contains("Noch einmal versuchen", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Weiterleiten an", html, StringComparison.Ordinal);
        await PostedAsync(item, HttpStatusCode.OK, ("decision", "again"));
    }

    [Fact]
    public async Task A_person_reads_their_own_language()
    {
        var html = await (await GetAsync(Home.Link(SampleItems.Invoice(Home, "john"), "john"))).Content.ReadAsStringAsync();
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.Contains("Your decision", html, StringComparison.Ordinal);
        Assert.Contains("1,249.50", html, StringComparison.Ordinal);
    }

    private async Task<string> PostedAsync(Item item, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        var link = Home.Link(item, "petra");
        var html = await (await GetAsync(link)).Content.ReadAsStringAsync();
        var answer = await PostAsync(link, null, [("form", Hidden(html, "form")), ("revision", Hidden(html, "revision")), .. fields]);
        Assert.Equal(status, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> EndedAsync(string link, HttpStatusCode status)
    {
        var answer = await GetAsync(link);
        Assert.Equal(status, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        foreach (var secret in new[] { SampleItems.Secret, "RE-2026-001", "1.249,50", "Clara", "WEG", "rechnung.pdf" })
            Assert.DoesNotContain(secret, html, StringComparison.Ordinal);
        return html;
    }
}
