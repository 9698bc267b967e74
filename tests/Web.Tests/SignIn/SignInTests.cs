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

    // The answer does not wait for the mail.
    private async Task<List<OutgoingMail>> SentAsync(int count)
    {
        for (var round = 0; round < 500; round++)
        {
            lock (Home.Sent)
            {
                if (Home.Sent.Count >= count) return [.. Home.Sent];
            }

            await Task.Delay(20);
        }

        return [.. Home.Sent];
    }

    [GeneratedRegex(@"http://localhost/signin/\S+")]
    private static partial Regex Url();
}
