using System.Net;
using System.Text.RegularExpressions;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval.Links;
using Serverless.Workflows.Intake;

namespace Serverless.Web.Tests.SignIn;

public partial class SignInTests : WebHost
{
    [Fact]
    public async Task The_start_page_asks_for_the_address()
    {
        var answer = await GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("name=\"email\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailed_link_signs_in_once()
    {
        await PostAsync("/signin", null, ("email", "Petra@Muster.Example"));
        var mail = Assert.Single(await SentAsync(1));
        Assert.Equal(("petra@muster.example", "eingang@muster.example"), (mail.ToAddress, mail.FromAddress));
        var path = new Uri(Url().Match(mail.Text).Value).AbsolutePath;
        Assert.Contains(path, mail.Html, StringComparison.Ordinal);

        var page = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.False(page.Headers.Contains("Set-Cookie"));

        var signedIn = await PostAsync(path, null);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.Equal("/t/demo/inbox", signedIn.Headers.Location?.ToString());
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/t/demo/inbox", cookie: cookie.Split(';')[0])).StatusCode);

        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(path, null)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/documents/1")]
    [InlineData("?saved")]
    public async Task Whoever_wants_to_see_an_item_comes_to_it_by_signing_in(string rest)
    {
        var item = SampleItems.Invoice(Home);
        var path = $"/t/demo/items/{item.Id}";
        var asked = await GetAsync(path + rest);
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        var start = await (await GetAsync(asked.Headers.Location!.ToString())).Content.ReadAsStringAsync();
        Assert.Contains("um diese Seite zu sehen", WebUtility.HtmlDecode(start), StringComparison.Ordinal);
        Assert.Equal(path, Hidden(start, "to"));

        // A mistake in the address does not lose where it was to lead.
        var wrong = await (await PostAsync("/signin", null, ("email", "petra"), ("to", path))).Content.ReadAsStringAsync();
        Assert.Equal(path, Hidden(wrong, "to"));
        var link = await MailedAsync(path);
        var signedIn = await PostAsync(link, null);
        Assert.Equal(path, signedIn.Headers.Location?.ToString());
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(path, cookie: cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(link, null)).StatusCode);

        // Whoever signed in meanwhile in another window goes there at once.
        Assert.Equal(path, (await GetAsync(asked.Headers.Location!.ToString(), cookie: cookie)).Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/t/demo/items/00000000000000000000000000000001")]
    [InlineData("/\\evil.example")]
    [InlineData("/t/demo/items/../../../evil")]
    [InlineData("/t/demo/items/00000000000000000000000000000001/../x")]
    [InlineData("/t/demo/items/00000000000000000000000000000001\nX: 1")]
    [InlineData("/t/other/items/00000000000000000000000000000001")]
    [InlineData("/t/nobody/items/00000000000000000000000000000001")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/t/demo/inbox")]
    [InlineData("")]
    public async Task It_leads_nowhere_else(string to)
    {
        SampleItems.Invoice(Home);
        var start = await (await GetAsync("/?ended&to=" + Uri.EscapeDataString(to))).Content.ReadAsStringAsync();
        Assert.DoesNotContain("evil", start, StringComparison.Ordinal);
        Assert.Equal("/t/demo/inbox", (await GetAsync("/?to=" + Uri.EscapeDataString(to), cookie: Home.Session("petra"))).Headers.Location?.ToString());
        var link = await MailedAsync(to);
        Assert.Equal("/t/demo/inbox", (await PostAsync(link + "?to=" + Uri.EscapeDataString(to), null, ("to", to))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Of_two_tenants_with_the_same_address_the_item_s_own_leads_to_it()
    {
        var item = SampleItems.Invoice(Home);
        Home.Tenants["other"] = Home.Tenants["other"] with { People = [Home.Tenants["demo"].Person("petra")!] };
        await PostAsync("/signin", null, ("email", "petra@muster.example"), ("to", $"/t/demo/items/{item.Id}"));
        var places = new List<string?>();
        foreach (var mail in await SentAsync(2))
            places.Add((await PostAsync(new Uri(Url().Match(mail.Text).Value).AbsolutePath, null)).Headers.Location?.ToString());
        Assert.Equal([$"/t/demo/items/{item.Id}", "/t/other/inbox"], places.Order());
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_an_address_is_known()
    {
        var known = await PostAsync("/signin", null, ("email", "petra@muster.example"));
        var unknown = await PostAsync("/signin", null, ("email", "nobody@muster.example"));
        var inactive = await PostAsync("/signin", null, ("email", "gone@muster.example"));
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        Assert.Equal(await known.Content.ReadAsStringAsync(), await inactive.Content.ReadAsStringAsync());
        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Single(await SentAsync(1));
    }

    [Fact]
    public async Task A_person_gets_a_few_links_an_hour()
    {
        for (var n = 1; n <= 3; n++)
        {
            await PostAsync("/signin", null, ("email", "petra@muster.example"));
            await SentAsync(n);
        }

        for (var n = 0; n < 3; n++) await PostAsync("/signin", null, ("email", "petra@muster.example"));
        await PostAsync("/signin", null, ("email", "john@muster.example"));
        Assert.Equal("john@muster.example", (await SentAsync(4))[3].ToAddress);
        Home.Clock.Move(TimeSpan.FromMinutes(61));
        await PostAsync("/signin", null, ("email", "petra@muster.example"));
        Assert.Equal(5, (await SentAsync(5)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("petra")]
    public async Task A_wrong_address_is_named(string email) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/signin", null, ("email", email))).StatusCode);

    [Fact]
    public async Task A_link_for_trying_out_may_be_used_again_until_it_expires()
    {
        var path = "/signin/" + Home.Sign(new(TokenPurpose.SignIn, "demo", "", 0, "petra", Home.Clock.GetUtcNow().AddDays(1)));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(path, null)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(path, null)).StatusCode);
        Home.Clock.Move(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(path, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task No_other_token_signs_in()
    {
        var item = SampleItems.Invoice(Home);
        foreach (var token in new[] { Home.Link(item, "petra")[3..], Home.Session("petra").Split('=')[1], "x" })
            Assert.Equal(HttpStatusCode.Gone, (await PostAsync("/signin/" + token, null)).StatusCode);
        var inactive = Home.Sign(new(TokenPurpose.SignIn, "demo", "", 0, "gone", Home.Clock.GetUtcNow().AddDays(1)));
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync("/signin/" + inactive, null)).StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_sign_anybody_in()
    {
        var path = "/signin/" + Home.Sign(new(TokenPurpose.SignIn, "demo", "", 0, "petra", Home.Clock.GetUtcNow().AddDays(1)));
        var answer = await SendAsync(HttpMethod.Post, path, Form(), headers: headers => headers.Add("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Signing_out_needs_the_pages_own_form()
    {
        var cookie = Home.Session("petra");
        Assert.False((await PostAsync("/signout", cookie, ("form", "x"))).Headers.Contains("Set-Cookie"));
        var form = Hidden(await (await GetAsync("/t/demo/inbox", cookie: cookie)).Content.ReadAsStringAsync(), "form");
        Assert.Contains("expires=Thu, 01 Jan 1970", (await PostAsync("/signout", cookie, ("form", form))).Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure()
    {
        Client.BaseAddress = new Uri("https://localhost");
        var path = "/signin/" + Home.Sign(new(TokenPurpose.SignIn, "demo", "", 0, "petra", Home.Clock.GetUtcNow().AddDays(1)));
        Assert.Contains("secure", (await PostAsync(path, null)).Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    /// <summary>The path of the link that petra is mailed.</summary>
    private async Task<string> MailedAsync(string to)
    {
        await PostAsync("/signin", null, ("email", "petra@muster.example"), ("to", to));
        return new Uri(Url().Match(Assert.Single(await SentAsync(1)).Text).Value).AbsolutePath;
    }

    // The answer does not wait for the mail.
    private async Task<List<OutgoingMail>> SentAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            lock (Home.Sent)
            {
                if (Home.Sent.Count >= count) return [.. Home.Sent];
            }

            await Task.Delay(10, limit.Token);
        }
    }

    [GeneratedRegex(@"http://localhost/signin/\S+")]
    private static partial Regex Url();
}
