using Microsoft.Playwright;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Browser.Tests;

/// <summary>Rejecting an invoice to its supplier, and what waits for the corrected one, in a browser.</summary>
[Collection(BrowserCollection.Name)]
public class SupplierPageTests(BrowserHost host)
{
    [BrowserFact]
    public async Task An_invoice_is_rejected_to_its_supplier_on_a_phone_without_scripts()
    {
        var item = SampleItems.Invoice(host.Home, "petra", 351);
        var page = await host.PageAsync(390, 844, scripts: false);
        await page.GotoAsync(host.Home.Link(item, "petra"));
        await page.GetByLabel("Kommentar").FillAsync("Die Anfahrt ist zweimal berechnet.");
        var part = page.Locator("details", new() { HasText = "E-Mail des Lieferanten" }).First;
        await part.Locator("summary").First.ClickAsync();
        Assert.Equal("rechnung@blitz.example", await page.GetByLabel("E-Mail des Lieferanten").InputValueAsync());
        await page.GetByText("E-Mail ansehen").ClickAsync();
        await page.GetByText("Ihre Rechnung können wir so nicht annehmen").WaitForAsync();
        await ShotAsync(page, "supplier-390");
        await page.GetByLabel("E-Mail des Lieferanten").FillAsync("chef@blitz.example");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Die Bruttosumme stimmt nicht" }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "An den Lieferanten zurückweisen" }).ClickAsync();
        await page.GetByText("Der Lieferant bekommt eine E-Mail.").WaitForAsync();
        var (_, _, request) = host.Home.Desk.Decided.Single(one => one.Item == item.Id);
        Assert.Equal(
            (DecisionKinds.RejectToSupplier, "Die Anfahrt ist zweimal berechnet.", "chef@blitz.example"),
            (request.Decision, request.Comment, request.To));
        Assert.Empty(request.Findings!);
    }

    [BrowserFact]
    public async Task What_waits_for_its_supplier_says_so_and_everybody_can_use_it()
    {
        var held = SampleItems.Invoice(host.Home, "petra", 352);
        held = held with
        {
            SupplierRejection = new SupplierRejection(
                1, "clara", host.Home.Clock.GetUtcNow(), 20, "Die Anfahrt ist zweimal berechnet.", ["Die Summe stimmt nicht (BR-CO-15)."],
                new SupplierMail("rechnung@blitz.example", "Bitte korrigieren", "Guten Tag,\n\nbitte korrigieren Sie.\n", SupplierMailState.Sent, "Zustellbericht: 550"))
            {
                Answer = new SupplierAnswer("rechnung@blitz.example", host.Home.Clock.GetUtcNow(), "Re: Bitte korrigieren", "Die Rechnung stimmt."),
            },
        };
        host.Home.Book.Put(held);
        var fresh = SampleItems.Invoice(host.Home, "petra", 353);
        host.Home.Corrections.Offers[fresh.Id] = [new CorrectionMatch(held, fresh, false, "Die Rechnung kam nach der Zurückweisung vom selben Lieferanten.")];
        host.Home.Corrections.Offers[held.Id] = host.Home.Corrections.Offers[fresh.Id];
        foreach (var (item, width, colors) in new[]
        {
            (held, 1280, ColorScheme.Light), (held, 390, ColorScheme.Dark), (fresh, 390, ColorScheme.Light), (fresh, 1280, ColorScheme.Dark),
        })
        {
            var page = await host.PageAsync(width, 900, "petra", colors: colors);
            await page.GotoAsync("/t/demo/items/" + item.Id);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
            if (item == held) await page.GetByText("Die Zahlung ist angehalten").WaitForAsync();
            await ShotAsync(page, $"{(item == held ? "held" : "correction")}-{width}");
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
            await page.EvaluateAsync("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
            await Usable.AssertAsync(page, item.Id);
            await page.Context.CloseAsync();
        }

        var linking = await host.PageAsync(person: "petra");
        await linking.GotoAsync("/t/demo/items/" + fresh.Id);
        await linking.GetByRole(AriaRole.Button, new() { Name = "Verknüpfen" }).ClickAsync();
        await linking.GetByText("Die Rechnungen sind verknüpft.").WaitForAsync();
        Assert.Contains(host.Home.Corrections.Linked, one => one.Item == fresh.Id && one.Request.Corrects == held.Id);
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SERVERLESS_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
