using Microsoft.Playwright;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Browser.Tests;

/// <summary>Lists with boxes, and what is done with several items.</summary>
[Collection(BrowserCollection.Name)]
public class ListTests(BrowserHost host)
{
    private static readonly Lazy<string?> Shots = new(() => Environment.GetEnvironmentVariable("SERVERLESS_SCREENSHOTS"));

    [BrowserFact]
    public async Task Several_are_forwarded_on_a_phone_without_scripts()
    {
        var items = Several(201, 4);
        var page = await host.PageAsync(390, 844, "petra", scripts: false);
        await page.GotoAsync("/t/demo/inbox?q=RE-2026-20");
        await ShootAsync(page, "marks-390");
        await page.GetByRole(AriaRole.Link, new() { Name = "Alle auf dieser Seite auswählen" }).ClickAsync();
        await Assertions.Expect(page.Locator("input[type=checkbox]:checked")).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "RE-2026-204" }).UncheckAsync();
        await ShootAsync(page, "marked-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "Freigeben und weiterleiten" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "2 von 3 freigegeben und weitergeleitet" }).WaitForAsync();
        await ShootAsync(page, "results-390");
        Assert.Equal(2, host.Home.Desk.Decided.Count(one => items.Any(item => item.Id == one.Item)));
        await page.GetByRole(AriaRole.Link, new() { Name = "Zurück zur Liste" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Posteingang" }).WaitForAsync();
        Assert.Contains("q=RE-2026-20", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Several_are_reassigned_by_keyboard_alone()
    {
        var items = Several(301, 3, "clara");
        var page = await host.PageAsync(person: "petra");
        var problems = new List<string>();
        page.Console += (_, message) =>
        {
            // The answer that says what is missing is a 400, which the browser notes.
            if (!message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) problems.Add(message.Text);
        };
        await page.GotoAsync("/t/demo/items?person=clara&q=RE-2026-30");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "RE-2026-301" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");

        // Enter in a box, pressed by mistake, decides nothing.
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Bitte wählen Sie unten, was mit den Vorgängen geschehen soll.").WaitForAsync();
        Assert.DoesNotContain(host.Home.Desk.Decided, one => items.Any(item => item.Id == one.Item));
        await page.GetByRole(AriaRole.Link, new() { Name = "Zurück zur Liste" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Vorgänge", Exact = true }).WaitForAsync();
        await page.WaitForLoadStateAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "RE-2026-301" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await ShootAsync(page, "items-1280");
        await page.GetByLabel("Kommentar").FocusAsync();
        await page.Keyboard.TypeAsync("Clara ist im Urlaub");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("John");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "2 von 2 neu zugewiesen" }).WaitForAsync();
        await ShootAsync(page, "results-1280");
        Assert.Equal(["john", "john", "clara"], items.Select(item => host.Home.Book.Find("demo", item.Id)!.Assignee!.User));
        Assert.Empty(problems);
    }

    [BrowserFact]
    public async Task Everybody_can_use_the_lists()
    {
        var items = Several(401, 3);
        foreach (var (colors, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390) })
        {
            var page = await host.PageAsync(width, 900, "petra", colors: colors);
            foreach (var path in new[] { "/t/demo/items?q=RE-2026-40", "/t/demo/inbox?list=open&q=RE-2026-40&all", "/t/demo/items/" + items[0].Id })
            {
                await page.GotoAsync(path);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true); document.querySelectorAll('iframe').forEach(frame => frame.remove())");
                await CheckAsync(page, path);
            }

            await page.GotoAsync("/t/demo/items?q=RE-2026-40&all");
            await ShootAsync(page, $"items-{colors}-{width}".ToLowerInvariant());
            await page.GetByRole(AriaRole.Button, new() { Name = "Neu zuweisen" }).ClickAsync();
            await page.GetByText("Bitte wählen Sie die Person").WaitForAsync();
            await CheckAsync(page, "nobody chosen");
            await ShootAsync(page, $"missing-{colors}-{width}".ToLowerInvariant());
            await page.GetByLabel("Neu zuweisen an").SelectOptionAsync("petra");
            await page.GetByRole(AriaRole.Button, new() { Name = "Neu zuweisen" }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "neu zugewiesen" }).WaitForAsync();
            await CheckAsync(page, "results");
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task Stations_and_numbers_keep_their_words_beside_a_long_supplier_and_a_long_station_fits_a_phone()
    {
        const string Long = "Wohnungseigentumsverwaltungsbeiratsvorsitzendenzustimmung";
        (string Station, string Number)[] rows =
        [
            ("Vorerfassung", "RE-2026-811"), ("Gewährleistungsprüfung", "2026-08-12-4711"), ("Sachliche Prüfung", "RE20260813-0000081"),
            ("Technische Prüfung der Maßnahme", "RE-2026-814"), (Long, "RE-2026-815"),
        ];
        for (var i = 0; i < rows.Length; i++)
        {
            var item = SampleItems.Invoice(host.Home, "petra", 811 + i);
            host.Home.Book.Put(item with
            {
                Station = new(10, rows[i].Station, item.ReceivedUtc),
                Fields = new Dictionary<string, Workflows.Extraction.Field>(item.Fields)
                {
                    ["sellerName"] = item.Fields["sellerName"] with { Value = "Heizungs- und Sanitärinstallationsgesellschaft Müller & Söhne mbH & Co. KG, Niederlassung Süd" },
                    ["invoiceNumber"] = item.Fields["invoiceNumber"] with { Value = rows[i].Number },
                    ["orderNumber"] = item.Fields["invoiceNumber"] with { Value = "SUCH-81" },
                },
            });
        }

        foreach (var path in new[] { "/t/demo/items?q=SUCH-81", "/t/demo/inbox?q=SUCH-81" })
        {
            var wide = await host.PageAsync(1280, 900, "petra");
            await wide.GotoAsync(path);
            await ShootAsync(wide, $"long-{path[8..13]}-1280");
            var broken = await wide.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.items td:not(.mark)')].flatMap(cell => {
                  const found = [];
                  for (const node of cell.childNodes) {
                    if (node.nodeType !== Node.TEXT_NODE) continue;
                    for (const word of node.data.matchAll(/[^\s-]+-?/g)) {
                      const range = document.createRange();
                      range.setStart(node, word.index);
                      range.setEnd(node, word.index + word[0].length);
                      if (range.getClientRects().length > 1) found.push(word[0]);
                    }
                  }
                  return found;
                })
                """);
            Assert.Equal(5, await wide.Locator(".items tbody tr").CountAsync());
            Assert.Equal([Long], broken);
            Assert.Equal(0, await wide.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            await wide.Context.CloseAsync();

            var phone = await host.PageAsync(390, 844, "petra");
            await phone.GotoAsync(path);
            await phone.EvaluateAsync($"document.querySelector('#station').append(new Option('{Long}', 'x', true, true))");
            await ShootAsync(phone, $"long-{path[8..13]}-390");
            Assert.Equal(0, await phone.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            await phone.Context.CloseAsync();
        }
    }

    private static async Task CheckAsync(IPage page, string what)
    {
        await page.WaitForLoadStateAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Usable.AssertAsync(page, what);
    }

    /// <summary>Items with dates of every kind; the second is decided already, by somebody else.</summary>
    private List<Item> Several(int first, int count, string person = "petra")
    {
        var today = DateOnly.FromDateTime(host.Home.Clock.GetUtcNow().UtcDateTime);
        var items = new List<Item>();
        for (var n = 0; n < count; n++)
        {
            var item = SampleItems.Invoice(host.Home, person, first + n);
            items.Add(host.Home.Book.Put(item with
            {
                Deadlines = n switch
                {
                    0 => new(today.AddDays(-3), null, []),
                    1 => new(today.AddDays(20), null, [new(2, today.AddDays(2).ToString("yyyy-MM-dd", null), "2.00", null, "24.99")]),
                    2 => new(today.AddDays(30), null, [new(14, today.AddDays(10).ToString("yyyy-MM-dd", null), "3.00", null, "37.49")]),
                    _ => item.Deadlines,
                },
            }));
            if (n != 1 || person != "petra") continue;
            var visits = host.Home.Book.Visits(item);
            visits[1] = visits[1] with { Decision = new("reject", "john", null, "Nein", null, "page", null, host.Home.Clock.GetUtcNow(), 6) };
        }

        return items;
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Shots.Value is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
