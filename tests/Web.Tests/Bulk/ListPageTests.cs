using System.Net;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Bulk;

public class ListPageTests : WebHost
{
    private async Task<string> PageAsync(string path, string person = "petra", HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await GetAsync(path, cookie: Home.Session(person));
        Assert.Equal(status, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, string Html)> PostedAsync(
        string list, string person, params (string Name, string Value)[] fields)
    {
        var html = await (await GetAsync(list, cookie: Home.Session(person))).Content.ReadAsStringAsync();
        var form = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        var answer = await PostAsync("/t/demo/bulk", Home.Session(person),
            [("form", Hidden(form, "form")), ("back", WebUtility.HtmlDecode(Hidden(form, "back"))), .. fields]);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task The_list_shows_what_one_may_see_by_every_filter()
    {
        SampleItems.Invoice(Home, "petra", 1);
        SampleItems.Invoice(Home, "clara", 2);
        var freigabe = SampleItems.Invoice(Home, "john", 3);
        Home.Book.Put(freigabe with { Station = new(30, "Freigabe", Home.Clock.GetUtcNow()) });
        var done = SampleItems.Invoice(Home, "petra", 4);
        Home.Book.Put(done with { Status = ItemStatus.Completed, Assignee = null });
        await ShowsAsync("/t/demo/items", "petra", 1, 2, 3);
        await ShowsAsync("/t/demo/items?status=waiting", "petra", 1, 2, 3);
        await ShowsAsync("/t/demo/items?status=completed", "petra", 4);
        await ShowsAsync("/t/demo/items?status=all", "petra", 1, 2, 3, 4);
        await ShowsAsync("/t/demo/items?status=odd", "petra", 1, 2, 3);
        await ShowsAsync("/t/demo/items?person=clara", "petra", 2);
        await ShowsAsync("/t/demo/items?station=Freigabe", "petra", 3);
        await ShowsAsync("/t/demo/items?q=2026-002", "petra", 2);
        await ShowsAsync("/t/demo/items?cursor=odd", "petra", 1, 2, 3);

        // Clara may not read everything: whatever she asks for, she sees what she has, and is not offered more.
        await ShowsAsync("/t/demo/items", "clara", 2);
        await ShowsAsync("/t/demo/items?person=petra&status=all", "clara", 2);
        Assert.DoesNotContain("name=\"person\"", await PageAsync("/t/demo/items", "clara"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/t/demo/items", cookie: Home.Session("petra", "other"))).StatusCode);

        async Task ShowsAsync(string path, string person, params int[] numbers)
        {
            var html = await PageAsync(path, person);
            for (var n = 1; n <= 4; n++)
                Assert.True(numbers.Contains(n) == html.Contains($"RE-2026-00{n}", StringComparison.Ordinal), $"{path}: {n}");
        }
    }

    [Fact]
    public async Task Who_may_not_read_everything_filters_what_they_were_involved_in()
    {
        Home.Book.Put(SampleItems.Invoice(Home, "clara", 1) with { People = ["clara"] });
        Home.Book.Put(SampleItems.Invoice(Home, "petra", 2) with { People = ["clara", "petra"] });
        Home.Book.Put(SampleItems.Invoice(Home, "petra", 3) with { People = ["clara", "petra"], Status = ItemStatus.Completed, Assignee = null });
        Home.Book.Put(SampleItems.Invoice(Home, "petra", 4) with { People = ["petra"], Status = ItemStatus.Completed, Assignee = null });
        foreach (var (path, numbers) in new (string, int[])[]
        {
            ("/t/demo/items", [1]), ("/t/demo/items?status=all", [1, 2, 3]), ("/t/demo/items?status=waiting", [1, 2]),
            ("/t/demo/items?status=completed", [3]), ("/t/demo/items?status=completed&person=petra", [3]),
            ("/t/demo/items?status=rejected", []), ("/t/demo/items?status=odd", [1]),
            ("/t/demo/inbox", [1]), ("/t/demo/inbox?list=done", [3]), ("/t/demo/inbox?list=rejected", []),
        })
        {
            var html = await PageAsync(path, "clara");
            Assert.Equal(numbers, Enumerable.Range(1, 4).Where(n => html.Contains($"RE-2026-00{n}", StringComparison.Ordinal)));
        }

        Assert.Contains("value=\"completed\" selected", await PageAsync("/t/demo/items?status=completed", "clara"), StringComparison.Ordinal);
        await PageAsync("/t/demo/inbox?list=open", "clara", HttpStatusCode.Forbidden);

        // What is with others is not hers to forward; whoever may give it to somebody else has boxes there, too.
        Home.Grant("clara", Permission.InvoiceForwardToNext);
        Assert.Contains("checkbox", await PageAsync("/t/demo/items", "clara"), StringComparison.Ordinal);
        Assert.DoesNotContain("checkbox", await PageAsync("/t/demo/items?status=all", "clara"), StringComparison.Ordinal);
        Home.Grant("clara", Permission.Reassign);
        Assert.Contains("checkbox", await PageAsync("/t/demo/items?status=all", "clara"), StringComparison.Ordinal);
        Assert.DoesNotContain("list=open", await PageAsync("/t/demo/inbox", "clara"), StringComparison.Ordinal);
        Assert.Contains("list=open", await PageAsync("/t/demo/inbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_keep_the_filters()
    {
        for (var n = 1; n <= 60; n++) SampleItems.Invoice(Home, "petra", n);
        var first = await PageAsync("/t/demo/items?person=petra");
        var next = first.Split("href=\"").Select(part => part.Split('"')[0]).Single(href => href.Contains("cursor=", StringComparison.Ordinal));
        Assert.Contains("person=petra", next, StringComparison.Ordinal);
        var second = await PageAsync(next);
        Assert.Contains("RE-2026-060", second, StringComparison.Ordinal);
        Assert.DoesNotContain("RE-2026-001", second, StringComparison.Ordinal);
        Assert.Contains("cursor=two&all", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_that_matter_are_named_and_urgent_ones_in_words()
    {
        var soon = SampleItems.Invoice(Home, "petra", 1);
        Home.Book.Put(soon with { Deadlines = new(new(2026, 5, 28), null, [new(8, "2026-05-06", "2.00", null, "24.99")]) });
        var lost = SampleItems.Invoice(Home, "petra", 2);
        Home.Book.Put(lost with { Deadlines = new(new(2026, 5, 1), null, [new(8, "2026-04-20", "2.00", null, "24.99")]) });
        var html = await PageAsync("/t/demo/inbox");
        Assert.Contains("2,00 % Skonto bis 06.05.2026", html, StringComparison.Ordinal);
        Assert.Contains("in 2 Tagen", html, StringComparison.Ordinal);
        Assert.Contains("fällig am 01.05.2026", html, StringComparison.Ordinal);
        Assert.Contains("seit 3 Tagen überfällig", html, StringComparison.Ordinal);
        Assert.Contains("2.00 % discount until 6 May 2026", await PageAsync("/t/demo/items", "john"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/t/demo/inbox")]
    [InlineData("/t/demo/items?status=waiting&person=petra")]
    public async Task Marked_items_are_forwarded_with_a_result_for_each(string list)
    {
        var (one, two) = (SampleItems.Invoice(Home, "petra", 1), SampleItems.Invoice(Home, "petra", 2));
        Home.Book.Visits(two)[1] = Home.Book.Visits(two)[1] with
        {
            Decision = new("reject", "john", null, "Nein", null, "page", null, Home.Clock.GetUtcNow(), 6),
        };
        var (status, html) = await PostedAsync(
            list, "petra", ("item", $"{one.Id}.{one.Revision}"), ("item", $"{two.Id}.{two.Revision}"), ("item", "junk"),
            ("comment", "passt"), ("action", "forward"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("1 von 2 freigegeben und weitergeleitet", html, StringComparison.Ordinal);
        Assert.Contains("John Smith", html, StringComparison.Ordinal);
        Assert.Contains("abgelehnt", html, StringComparison.Ordinal);
        Assert.Contains($"/t/demo/items/{one.Id}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{list}\"", html, StringComparison.Ordinal);
        var (_, person, request) = Assert.Single(Home.Desk.Decided);
        Assert.Equal(("petra", "passt", "page", one.Revision), (person, request.Comment, request.Via, request.Revision));
    }

    [Fact]
    public async Task Marked_items_are_reassigned_by_those_who_may()
    {
        var item = SampleItems.Invoice(Home, "clara", 1);
        var mark = ("item", $"{item.Id}.{item.Revision}");
        var (status, html) = await PostedAsync("/t/demo/items", "petra", mark, ("to", "john"), ("action", "reassign"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("1 von 1 neu zugewiesen", html, StringComparison.Ordinal);
        Assert.Equal("john", Home.Book.Find("demo", item.Id)!.Assignee!.User);

        // Clara may do neither: she has no boxes, and a form of her own making is refused.
        Home.Book.Put(item);
        Assert.DoesNotContain("checkbox", await PageAsync("/t/demo/inbox", "clara"), StringComparison.Ordinal);
        var page = await (await GetAsync("/t/demo/inbox", cookie: Home.Session("clara"))).Content.ReadAsStringAsync();
        var refused = await PostAsync("/t/demo/bulk", Home.Session("clara"), ("form", Hidden(page, "form")), mark, ("to", "john"), ("action", "reassign"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("clara", Home.Book.Find("demo", item.Id)!.Assignee!.User);
    }

    [Fact]
    public async Task What_is_missing_can_be_added_without_marking_all_again()
    {
        var item = SampleItems.Invoice(Home, "clara", 1);
        var mark = $"{item.Id}.{item.Revision}";
        var (status, html) = await PostedAsync("/t/demo/items", "petra", ("item", mark), ("comment", "Urlaub <b>"), ("action", "reassign"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Bitte wählen Sie die Person", html, StringComparison.Ordinal);
        Assert.Contains($"name=\"item\" value=\"{mark}\"", html, StringComparison.Ordinal);
        Assert.Contains("Urlaub <b>", html, StringComparison.Ordinal);
        Assert.Contains("mindestens einen", (await PostedAsync("/t/demo/items", "petra", ("action", "forward"))).Html, StringComparison.Ordinal);
        Assert.Equal("clara", Home.Book.Find("demo", item.Id)!.Assignee!.User);
    }

    [Fact]
    public async Task What_met_a_fault_can_be_sent_again()
    {
        var (one, two) = (SampleItems.Invoice(Home, "petra", 1), SampleItems.Invoice(Home, "petra", 2));
        var (_, html) = await PostedAsync(
            "/t/demo/inbox", "petra", ("item", $"{one.Id}.7"), ("item", $"{two.Id}.7"), ("comment", "Störung"), ("action", "forward"));
        Assert.Contains("Diese noch einmal versuchen (2)", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{one.Id}.7\"", html, StringComparison.Ordinal);
        Assert.Contains("Störung", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_on_a_page_are_marked_without_scripts()
    {
        SampleItems.Invoice(Home, "petra", 1);
        SampleItems.Invoice(Home, "petra", 2);
        var none = await PageAsync("/t/demo/inbox");
        Assert.DoesNotContain(" checked", none, StringComparison.Ordinal);
        Assert.Contains("href=\"/t/demo/inbox?list=mine&all\"", none, StringComparison.Ordinal);
        var all = await PageAsync("/t/demo/inbox?list=mine&all");
        Assert.Equal(2, all.Split(" checked").Length - 1);
        Assert.Contains("Auswahl aufheben", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/t/demo/inbox/../../evil")]
    [InlineData("/t/demo/inboxes")]
    [InlineData("/t/other/inbox")]
    [InlineData("javascript:alert(1)")]
    public async Task The_way_back_is_to_a_list_of_ours(string back)
    {
        var item = SampleItems.Invoice(Home, "petra", 1);
        var page = await (await GetAsync("/t/demo/inbox", cookie: Home.Session("petra"))).Content.ReadAsStringAsync();
        var answer = await PostAsync("/t/demo/bulk", Home.Session("petra"),
            ("form", Hidden(page, "form")), ("back", back), ("item", $"{item.Id}.{item.Revision}"), ("action", "forward"));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain($"\"{back}\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/t/demo/inbox\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_elsewhere_does_nothing()
    {
        var item = SampleItems.Invoice(Home, "petra", 1);
        var mark = ("item", $"{item.Id}.{item.Revision}");
        var page = await (await GetAsync("/t/demo/inbox", cookie: Home.Session("john"))).Content.ReadAsStringAsync();
        foreach (var token in new[] { "", "x", Hidden(page, "form") })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(
                "/t/demo/bulk", Home.Session("petra"), ("form", token), mark, ("action", "forward"))).StatusCode);
        }

        Assert.Empty(Home.Desk.Decided);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync("/t/demo/bulk", null, mark, ("action", "forward"))).StatusCode);
    }

    [Fact]
    public async Task The_link_of_a_visit_that_was_given_away_says_so()
    {
        var item = SampleItems.Invoice(Home, "petra", 1);
        Home.Book.Visits(item)[1] = Home.Book.Visits(item)[1] with
        {
            Decision = new("reassign", "john", null, "Urlaub", "clara", "page", null, Home.Clock.GetUtcNow(), 7),
        };
        Home.Book.Put(item with { Visit = 3, Assignee = new("clara", "Neu zugewiesen") });
        var answer = await GetAsync(Home.Link(item, "petra", 2));
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Der Vorgang liegt jetzt bei jemand anderem", html, StringComparison.Ordinal);
        Assert.Contains("John Smith", html, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleItems.Secret, html, StringComparison.Ordinal);
    }
}
