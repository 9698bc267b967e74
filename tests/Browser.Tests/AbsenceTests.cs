using Microsoft.Playwright;
using Serverless.Tests.Home;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Browser.Tests;

/// <summary>Absences, entered on a phone and at a desk.</summary>
[Collection(BrowserCollection.Name)]
public class AbsenceTests(BrowserHost host)
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("SERVERLESS_SCREENSHOTS");

    [BrowserFact]
    public async Task An_absence_is_entered_changed_and_deleted_on_a_phone_without_scripts()
    {
        var page = await host.PageAsync(390, 844, "clara", scripts: false);
        await page.GotoAsync("/t/demo/inbox");
        await page.GetByRole(AriaRole.Link, new() { Name = "Abwesenheiten" }).ClickAsync();
        await page.GetByLabel("Erster Tag").FillAsync("2026-06-08");
        await page.GetByLabel("Letzter Tag").FillAsync("2026-06-05");
        await page.GetByLabel("Vertretung").SelectOptionAsync("petra");
        await page.GetByRole(AriaRole.Button, new() { Name = "Eintragen" }).ClickAsync();
        await page.GetByText("Der letzte Tag liegt vor dem ersten.").WaitForAsync();
        await ShootAsync(page, "absences-problem-390");
        Assert.Equal("2026-06-08", await page.GetByLabel("Erster Tag").InputValueAsync());
        await page.GetByLabel("Letzter Tag").FillAsync("2026-06-12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Eintragen" }).ClickAsync();
        await page.GetByText("Die Abwesenheit ist eingetragen und gilt.").WaitForAsync();

        var card = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "08.06.2026 bis 12.06.2026" });
        await card.GetByText("Ändern").ClickAsync();
        await card.GetByLabel("Vertretung").SelectOptionAsync("john");
        await ShootAsync(page, "absences-390");
        await card.GetByRole(AriaRole.Button, new() { Name = "Speichern" }).ClickAsync();
        await page.GetByText("Die Änderung ist gespeichert.").WaitForAsync();
        Assert.Equal("john", (await host.Home.Absences.ListAsync("demo", null, default)).Single(one => one.Absence.Person == "clara").Absence.Substitute);
        await page.GetByRole(AriaRole.Button, new() { Name = "Löschen" }).ClickAsync();
        await page.GetByText("Die Abwesenheit ist gelöscht.").WaitForAsync();
        Assert.DoesNotContain(await host.Home.Absences.ListAsync("demo", null, default), one => one.Absence.Person == "clara");
    }

    [BrowserFact]
    public async Task The_page_and_the_inbox_of_a_substitute_fit_every_width_and_can_be_used_by_everybody()
    {
        host.Home.Grant("petra", Permission.ManageAbsences);
        var today = new DateOnly(2026, 5, 4);
        var table = new MasterData(host.Home.Records).Absences("demo");
        Absence[] absences =
        [
            new("john", today.AddDays(-2), today.AddDays(4), "petra"), new("petra", today.AddDays(2), today.AddDays(12), "john"),
            new("petra", today.AddDays(-60), today.AddDays(-50), "clara"),
        ];
        foreach (var absence in absences) await table.PutAsync(absence, default);
        host.Home.Desk.StandsInFor["petra"] = ["john"];
        SampleItems.Invoice(host.Home, "john", 601);
        try
        {
            foreach (var (width, colors) in new[] { (390, ColorScheme.Light), (1280, ColorScheme.Light), (1280, ColorScheme.Dark) })
            {
                var page = await host.PageAsync(width, 900, "petra", colors: colors);
                foreach (var path in new[] { "absences", "inbox" })
                {
                    await page.GotoAsync("/t/demo/" + path);
                    await ShootAsync(page, $"{path}-away-{width}-{colors}");
                    Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
                    await Usable.AssertAsync(page, path);
                }

                Assert.Equal(1, await page.GetByRole(AriaRole.Heading, new() { Name = "Wartet auf John Smith" }).CountAsync());
                await page.Context.CloseAsync();
            }
        }
        finally
        {
            host.Home.Desk.StandsInFor.Clear();
            foreach (var one in absences)
                await table.RemoveAsync([$"{one.Until:yyyy-MM-dd}", one.Person, $"{one.From:yyyy-MM-dd}"], default);
        }
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Shots is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
