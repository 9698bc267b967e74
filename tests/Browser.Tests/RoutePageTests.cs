using Microsoft.Playwright;
using Serverless.Tests.Home;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;

namespace Serverless.Browser.Tests;

[Collection(BrowserCollection.Name)]
public class RoutePageTests(BrowserHost host)
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("SERVERLESS_SCREENSHOTS");

    [BrowserFact]
    public async Task Routes_rules_fields_and_the_simulation_fit_every_width_and_can_be_used_by_everybody()
    {
        var item = SampleRoutes.PutInto(host.Home);
        string[] paths = ["routes", "routes/rechnung", "routes/lang", "rules", "fields", "simulation", "items/" + item.Id];
        foreach (var (width, colors) in new[] { (390, ColorScheme.Light), (1280, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            var page = await host.PageAsync(width, 900, "petra", colors: colors);
            var problems = Watch(page);
            foreach (var path in paths)
            {
                await page.GotoAsync("/t/demo/" + path);
                await page.EvaluateAsync("document.querySelectorAll('iframe').forEach(frame => frame.remove())");
                await ShootAsync(page, $"{path.Split('/')[0]}-{path.Split('/').Last()[..4]}-{width}-{colors}");
                Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
                await Usable.AssertAsync(page, $"{path} ({width}, {colors})", onlyColors: colors == ColorScheme.Dark);
            }

            Assert.Empty(problems);
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task The_demo_s_routes_and_rules_can_be_used_by_everybody_in_both_languages()
    {
        var before = host.Home.Routes.Tenants.GetValueOrDefault("demo");
        host.Home.Routes.Tenants["demo"] = Workflows.Tenancy.Loading.TenantLoader.Load(Workflows.Tenancy.Demo.DemoTenant.TenantFile).Tenant!;
        host.Home.Grant("john", Permission.RoutesList);
        host.Home.Grant("petra", Permission.RoutesList);
        try
        {
            foreach (var (width, person) in new[] { (390, "petra"), (1280, "petra"), (1280, "john") })
            {
                var page = await host.PageAsync(width, 900, person);
                foreach (var path in new[] { "routes/belege", "routes/rechnung", "rules" })
                {
                    await page.GotoAsync("/t/demo/" + path);
                    await ShootAsync(page, $"demo-{path.Split('/').Last()}-{width}-{person}");
                    Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
                    await Usable.AssertAsync(page, $"{path} ({width}, {person})");
                }

                await page.Context.CloseAsync();
            }
        }
        finally
        {
            if (before is not null) host.Home.Routes.Tenants["demo"] = before;
        }
    }

    [BrowserFact]
    public async Task No_text_of_the_diagram_leaves_the_drawing_or_lies_on_another()
    {
        var item = SampleRoutes.PutInto(host.Home);
        var page = await host.PageAsync(390, 844, "petra");
        foreach (var path in new[] { "/t/demo/routes/lang", "/t/demo/items/" + item.Id })
        {
            await page.GotoAsync(path);
            var wrong = await page.EvaluateAsync<string[]>("""
                () => {
                  const drawing = document.querySelector('svg.diagram');
                  const all = [...drawing.querySelectorAll('text')].map(text => ({ box: text.getBBox(), says: text.textContent, ends: text.matches('.name, .who, .told') ? 322 : 358 }));
                  const beyond = all.filter(one => one.box.x < 0 || one.box.x + one.box.width > one.ends).map(one => 'beyond: ' + one.says);
                  const over = all.flatMap((one, i) => all.slice(i + 1).filter(other =>
                    one.box.x < other.box.x + other.box.width && other.box.x < one.box.x + one.box.width
                    && one.box.y + 3 < other.box.y + other.box.height - 3 && other.box.y + 3 < one.box.y + one.box.height - 3)
                    .map(other => 'over: ' + one.says + ' / ' + other.says));
                  return [...beyond, ...over];
                }
                """);
            Assert.Empty(wrong);
        }
    }

    [BrowserFact]
    public async Task A_candidate_is_uploaded_and_its_result_read_without_scripts_on_a_phone()
    {
        SampleRoutes.PutInto(host.Home);
        host.Home.Grant("petra", Permission.ReadAll);
        var different = SampleItems.Invoice(host.Home, "petra", 502);
        host.Home.Routes.Batches.Clear();
        host.Home.Routes.Batches.Add(new SimulationBatch(3, [new SimulatedItem(different, new SimulatedDifference(
            different.Id, [new("rechnung", 10, "Vorerfassung", "clara"), new("rechnung", 30, "Buchhaltung", "john")],
            [new("rechnung", 10, "Vorerfassung", "clara"), new("rechnung", 20, "Freigabe", "petra"), new("rechnung", 30, "Buchhaltung", "john")],
            [], ["Warnung: Bitte prüfen."], [])
        {
            Reasons = [new DifferenceReason("klein", "Station 20 Freigabe: Regel „Klein“ (Ohne Bearbeitung) trifft künftig nicht mehr zu.",
                "Station 20 Freigabe: Regel „Klein“ trifft zu.", "Station 20 Freigabe: Regel „Klein“ trifft nicht zu: Bruttobetrag (1.249,50) < 1.000,00.")],
        })], [], null));

        foreach (var width in new[] { 390, 1280 })
        {
            var page = await host.PageAsync(width, 844, "petra");
            await page.GotoAsync("/t/demo/simulation");
            await page.GetByLabel("Oder hier einfügen").FillAsync("{\"id\": \"demo\", \"proces\": {}}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Simulieren" }).ClickAsync();
            await page.GetByText("Gemeint ist vielleicht „process“.").WaitForAsync();
            await ShootAsync(page, $"simulation-problems-{width}");
            await Usable.AssertAsync(page, "problems");

            await page.GetByLabel("Geänderte Mandantendatei").SetInputFilesAsync(new FilePayload
            {
                Name = "tenant.json",
                MimeType = "application/json",
                Buffer = System.Text.Encoding.UTF8.GetBytes(SampleRoutes.Changed(_ => { })),
            });
            await page.GetByRole(AriaRole.Button, new() { Name = "Simulieren" }).ClickAsync();
            await page.GetByText("trifft künftig nicht mehr zu").WaitForAsync();
            await page.WaitForLoadStateAsync();
            await ShootAsync(page, $"simulation-result-{width}");
            Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            await Usable.AssertAsync(page, "result");
            await page.Context.CloseAsync();
        }

        host.Home.Routes.Batches.Clear();
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

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Shots is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
