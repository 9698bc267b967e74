using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class PageTests(BrowserHost host)
{
    private static readonly Lazy<string?> Shots = new(() => Environment.GetEnvironmentVariable("SERVERLESS_SCREENSHOTS"));

    [BrowserFact]
    public async Task A_link_is_decided_on_a_phone_without_scripts()
    {
        var item = SampleItems.Invoice(host.Home, "petra", 101);
        var page = await host.PageAsync(390, 844, scripts: false);
        await page.GotoAsync(host.Home.Link(item, "petra"));
        await ShootAsync(page, "link-390");
        Assert.Equal(0, await OverflowAsync(page, scripts: false));
        await page.GetByLabel("Kommentar").FillAsync("Alles in Ordnung");
        await page.GetByRole(AriaRole.Button, new() { Name = "Freigeben" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Danke, Petra Müller!" }).WaitForAsync();
        await ShootAsync(page, "thanks-390");
        Assert.Contains(host.Home.Desk.Decided, one => one.Item == item.Id && one.Request is { Decision: "approve", Comment: "Alles in Ordnung" });
        await page.GotoAsync(host.Home.Link(item, "petra"));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Darüber ist bereits entschieden" }).WaitForAsync();
        await ShootAsync(page, "used-390");
    }

    [BrowserFact]
    public async Task A_person_signs_in_finds_corrects_and_approves()
    {
        var item = SampleItems.Invoice(host.Home, "petra", 102);
        var page = await host.PageAsync();
        var problems = Watch(page);
        await page.GotoAsync("/signin/" + host.Home.Sign(new(Workflows.Approval.Links.TokenPurpose.SignIn, "demo", "", 0, "petra", host.Home.Clock.GetUtcNow().AddDays(1))));
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Posteingang" }).WaitForAsync();
        var search = page.GetByLabel("Suchen").First;
        await search.FillAsync("2026-102");
        await search.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("q=2026-102"));
        await ShootAsync(page, "inbox-1280");
        await page.Locator($"a[href$='{item.Id}']").ClickAsync();
        await page.GetByLabel("Auftragsnummer").FillAsync("B-17");
        await page.GetByLabel("Bruttobetrag", new() { Exact = true }).FillAsync("1.300,00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Freigeben" }).ClickAsync();
        await page.GetByText("Ihre Entscheidung ist gespeichert.").WaitForAsync();
        Assert.Equal("1300.00", host.Home.Book.Find("demo", item.Id)!.Fields["grossTotal"].Value);
        Assert.Contains(host.Home.Desk.Decided, one => one.Item == item.Id);
        Assert.Empty(problems);
        await page.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).ClickAsync();
        await page.GetByLabel("E-Mail-Adresse").WaitForAsync();
        await page.GotoAsync("/t/demo/inbox");
        await page.GetByText("Bitte melden Sie sich an").WaitForAsync();
    }

    [BrowserFact]
    public async Task On_a_phone_the_decision_is_one_tap_away()
    {
        var item = SampleItems.Invoice(host.Home, "petra", 108);
        var voucher = host.Home.Book.Put(SampleItems.Invoice(host.Home, "petra", 109) with { Kind = "mail", Checks = [], Lines = [], Taxes = [] });
        foreach (var (path, person, name) in new[]
        {
            ("/t/demo/items/" + item.Id, "petra", "item"), (host.Home.Link(item, "petra"), null, "link"), ("/t/demo/items/" + voucher.Id, "petra", "voucher"),
        })
        {
            var page = await host.PageAsync(390, 844, person, scripts: false);
            await page.GotoAsync(path);
            await ShootAsync(page, name + "-jump-390");
            var jump = page.GetByRole(AriaRole.Link, new() { Name = "Zur Entscheidung" });
            var place = await jump.BoundingBoxAsync();
            Assert.True(place!.Y + place.Height < 844, $"The way to the decision lies {place.Y} pixels down.");
            await jump.ClickAsync();
            var there = page.GetByRole(AriaRole.Heading, new() { Name = "Ihre Entscheidung" });

            // Where the browser jumps to is painted with its next frame.
            for (var frame = 0; frame < 5000 && (await there.BoundingBoxAsync())!.Y > 300; frame++) await page.WaitForTimeoutAsync(20);
            Assert.InRange((await there.BoundingBoxAsync())!.Y, 0, 300);
            Assert.InRange((await page.GetByRole(AriaRole.Button, new() { Name = "Freigeben" }).BoundingBoxAsync())!.Y, 0, 844);
            await page.Context.CloseAsync();
        }

        var wide = await host.PageAsync(1280, 900, "petra");
        await wide.GotoAsync("/t/demo/items/" + voucher.Id);
        await ShootAsync(wide, "voucher-1280");
        Assert.False(await wide.GetByRole(AriaRole.Link, new() { Name = "Zur Entscheidung" }).IsVisibleAsync());
    }

    [BrowserFact]
    public async Task Documents_stand_beside_the_data_under_the_strict_policy()
    {
        var item = SampleItems.Invoice(host.Home, "petra", 103);
        var page = await host.PageAsync(person: "petra");
        var problems = Watch(page);
        await page.GotoAsync("/t/demo/items/" + item.Id);
        var paper = await page.Locator("iframe.page").BoundingBoxAsync();
        var data = await page.Locator(".data").BoundingBoxAsync();
        Assert.True(paper!.X + paper.Width <= data!.X, "The document must lie left of the data.");
        await page.WaitForTimeoutAsync(1_000);
        await ShootAsync(page, "item-1280");
        await page.GetByRole(AriaRole.Link, new() { Name = "rechnung.xml", Exact = true }).ClickAsync();
        await page.FrameLocator("iframe.page").GetByText("<Invoice><script>alert(1)</script></Invoice>").WaitForAsync();
        Assert.Empty(problems);
    }

    [BrowserFact]
    public async Task Pages_fit_a_phone()
    {
        var item = SampleItems.Invoice(host.Home, "petra", 104);
        var page = await host.PageAsync(390, 844, "petra");
        foreach (var (path, name) in new[] { ("/t/demo/inbox", "inbox-390"), ("/t/demo/items/" + item.Id, "item-390"), ("/", "inbox-home-390") })
        {
            await page.GotoAsync(path);
            await ShootAsync(page, name);
            Assert.Equal(0, await OverflowAsync(page));
        }
    }

    [BrowserFact]
    public async Task Everybody_can_use_the_pages()
    {
        var item = SampleItems.Invoice(host.Home, "petra", 105);
        var failed = SampleItems.Invoice(host.Home, "petra", 106);
        host.Home.Book.Put(failed with { Operator = new("DATEV-Übergabe", 2, "Timeout", "Der Dienst antwortet nicht.", true) });
        var done = SampleItems.Invoice(host.Home, "petra", 107);
        host.Home.Book.Put(done with { Status = ItemStatus.Completed });
        string[] paths =
        [
            "/", "/nothing", "/signin/x", host.Home.Link(item, "petra"), host.Home.Link(item, "john"), "/t/demo/inbox", "/t/demo/inbox?list=open&q=nichts",
            "/t/demo/items/" + item.Id, "/t/demo/items/" + failed.Id, "/t/demo/items/" + done.Id,
        ];
        foreach (var colors in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var path in paths)
            {
                var page = await host.PageAsync(person: path is "/" ? null : "petra", colors: colors);
                await page.GotoAsync(path);
                if (await page.Locator("iframe").CountAsync() > 0) await page.EvaluateAsync("document.querySelectorAll('iframe').forEach(frame => frame.remove())");

                await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
                await Usable.AssertAsync(page, $"{path} ({colors})", onlyColors: colors == ColorScheme.Dark);
                await page.Context.CloseAsync();
            }
        }

        var dark = await host.PageAsync(person: "petra", colors: ColorScheme.Dark);
        await dark.GotoAsync("/t/demo/items/" + failed.Id);
        await ShootAsync(dark, "operator-dark-1280");
    }

    private static List<string> Watch(IPage page)
    {
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") problems.Add(message.Text);
        };
        page.PageError += (_, error) => problems.Add(error);
        return problems;
    }

    // How far the page is wider than the window, in pixels.
    private static async Task<int> OverflowAsync(IPage page, bool scripts = true) => scripts
        ? await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        : Math.Max(0, (int)((await page.Locator("main").BoundingBoxAsync())!.Width - page.ViewportSize!.Width));

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Shots.Value is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
