using System.Net;
using Serverless.Tests.Home;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Web.Tests.Routes;

/// <summary>What the page of a route tells beside its stations, by the demo tenant.</summary>
public class RouteFactTests : WebHost
{
    [Fact]
    public async Task A_mail_route_tells_its_groups_links_vouchers_and_ranges()
    {
        var page = await PageAsync("/t/demo/routes/belege", "petra");
        Assert.Contains("Umbuchungen (Vorgabe), Bescheide", page);
        Assert.Contains("alle aktiv, außer: Auftrag, IBAN, BIC, Zahlungsart", page);
        Assert.Contains("Neue Datensätze in der Erfassung: Schaden", page);
        Assert.Contains("<li>Schaden: aktiv, neue Datensätze erlaubt (braucht: Objekt)</li>", page);
        Assert.Contains("<li>Auftrag: nicht aktiv (braucht: Lieferant)</li>", page);
        Assert.Contains("Rechnungswesen, Umbuchung → Umbuchungsbelegnummer", page);
        Assert.Contains("der Sachbearbeiter wählt aus denen, die zu Mandant, Modul und Kategorie passen", page);
        Assert.Contains("Postfach für Belege", page);
        Assert.Contains("an keiner Station erlaubt", page);
    }

    [Fact]
    public async Task A_range_of_the_route_and_the_change_of_route_are_named()
    {
        var page = await PageAsync("/t/demo/routes/rechnung", "petra", tenant => tenant with
        {
            Process = tenant.Process with
            {
                Routes =
                [
                    .. tenant.Process.Routes.Select(route => route with
                    {
                        NumberRange = "re-sonnenhof",
                        Stations = [.. route.Stations.Select(station => station with { AllowRouteChange = station.Sequence == 20, IncludeOnRouteChange = station.Sequence > 20 })],
                    }),
                ],
            },
        });
        Assert.Contains("Rechnungseingang Sonnenhof (geht dem der Quelle vor, ohne Rückfrage)", page);
        Assert.Contains("erlaubt an: Sachliche Prüfung", page);
        Assert.Contains("<dd>Freigabe, Buchhaltung</dd>", page);
        Assert.Contains("Betriebskosten, Instandhaltung", page);
        Assert.Contains("alle aktiv", page);
    }

    [Fact]
    public async Task Rules_name_what_they_refer_to_in_the_person_s_language()
    {
        var german = await PageAsync("/t/demo/rules", "petra");
        Assert.Contains("Vorkontierung: Art-Kennzahl = „10“ oder Rechnungskreis = „Betriebskosten“", german);
        Assert.Contains("Objektnummer = „47“ (Lindenhof)", german);
        Assert.Contains("Bearbeiter: Hausverwalter des Objekts (Ersatz: Anna Berger)", german);
        var english = await PageAsync("/t/demo/rules", "john");
        Assert.Contains("Coding: cost type = “10” or Invoice group = “Betriebskosten”", english);
        Assert.Contains("Gross total < 5,000.00 and Gross total > -5,000.00", english);
        Assert.Contains("assignee: Hausverwalter of the property (backup: Anna Berger)", english);
        Assert.Contains("note: “Bei diesem Objekt werden Teile der Rechnung an die Eigentümer weiterverrechnet.”", english);
        var route = await PageAsync("/t/demo/routes/rechnung", "john");
        Assert.Contains("Required fields: Invoice number, Invoice date, Gross total, Seller", route);
    }

    [Fact]
    public async Task The_history_of_an_item_is_told_in_the_person_s_language()
    {
        var item = SampleItems.Invoice(Home, "john", 511);
        var visits = Home.Book.Visits(item);
        visits[1] = visits[1] with
        {
            Reason = "Bearbeiter der Station Freigabe",
            Trace = ["Station 20 Sachliche Prüfung: Regel „Klein“ trifft nicht zu: Bruttobetrag (1.249,50) < 1.000,00.", "Sachliche Prüfung: wird besucht."],
        };
        Home.Book.Put(item with
        {
            Assignee = new("john", "Vertretung für Clara Kern (Bearbeiter der Station Freigabe)"),
            Notes = [new(Home.Clock.GetUtcNow(), "Regel „Halt“", "Angehalten: Bitte klären.", true)],
        });
        var page = await PageAsync("/t/demo/items/" + item.Id, "john");
        Assert.Contains("Stands in for Clara Kern (Assignee of the station Freigabe)", page);
        Assert.Contains("Station 20 Sachliche Prüfung: Rule “Klein” does not hold: Gross total (1,249.50) < 1,000.00.", page);
        Assert.Contains("Sachliche Prüfung: is visited.", page);
        Assert.Contains("On hold: Bitte klären.", page);
        Assert.Contains("Rule “Halt”", page);
        Home.Book.Put(Home.Book.Find("demo", item.Id)! with { Assignee = new("petra", "Vertretung für Clara Kern (Bearbeiter der Station Freigabe)") });
        page = await PageAsync("/t/demo/items/" + item.Id, "petra");
        Assert.Contains("Vertretung für Clara Kern (Bearbeiter der Station Freigabe)", page);
        Assert.Contains("Regel „Klein“ trifft nicht zu", page);
    }

    private async Task<string> PageAsync(string path, string person, Func<Tenant, Tenant>? change = null)
    {
        var tenant = TenantLoader.Load(DemoTenant.TenantFile).Tenant!;
        Home.Routes.Tenants["demo"] = change?.Invoke(tenant) ?? tenant;
        Home.Grant(person, Permission.RoutesList);
        var answer = await GetAsync(path, cookie: Home.Session(person));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
