using System.Net;
using System.Text;
using Serverless.Tests.Home;
using Serverless.Workflows.Tenancy;

namespace Serverless.Web.Tests.Routes;

public class RoutePageTests : WebHost
{
    [Fact]
    public async Task Routes_are_listed_by_kind_and_each_is_drawn_and_told()
    {
        SampleRoutes.PutInto(Home);

        var list = await PageAsync("/t/demo/routes");
        Assert.Contains("Großer Leitungsweg", list);
        Assert.Contains("/t/demo/routes/beirat", list);

        var route = await PageAsync("/t/demo/routes/lang");
        Assert.Contains("role=\"img\"", route);
        Assert.Contains("<title id=\"route-lang-title\">Leitungsweg „Großer Leitungsweg“</title>", route);
        Assert.Contains("Bruttobetrag &lt; 1.000,00", route);
        Assert.Contains("nicht aktiv", route);
        Assert.Contains("→ Leitungsweg „Beirat“ zuweisen", route);
        Assert.Contains("DATEV Belegtransfer", route);
        Assert.DoesNotContain(" style=", route);
        Assert.DoesNotContain("<script", route);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/t/demo/routes/keiner", cookie: Home.Session("petra"))).StatusCode);
    }

    [Fact]
    public async Task Rules_and_actions_show_where_they_are_used_and_can_be_copied()
    {
        SampleRoutes.PutInto(Home);

        var page = await PageAsync("/t/demo/rules");

        var rule = page[page.IndexOf("id=\"rule-dublette\"", StringComparison.Ordinal)..page.IndexOf("id=\"rule-ungenutzt\"", StringComparison.Ordinal)];
        Assert.Contains("An jeder Station", rule);
        Assert.Contains("70 Umlagefähigkeit", rule);
        Assert.Contains("\"id\": \"dublette\"", rule);
        Assert.Contains("Wird nirgends verwendet.", page[page.IndexOf("id=\"rule-ungenutzt\"", StringComparison.Ordinal)..]);
        var action = page[page.IndexOf("id=\"action-aus\"", StringComparison.Ordinal)..page.IndexOf("id=\"action-beirat\"", StringComparison.Ordinal)];
        Assert.Contains("\"kind\": \"skipStation\"", action);
        Assert.Contains("130 Freigabe Geschäftsführung", action);
    }

    [Fact]
    public async Task The_catalogue_shows_fields_variables_and_functions()
    {
        SampleRoutes.PutInto(Home);

        var page = await PageAsync("/t/demo/fields");

        foreach (var text in new[] { "grossTotal", "global.ferien", "fn.skonto", "round(taxTotal / netTotal * 100, 1)", "ticket.…" })
            Assert.Contains(text, page);
    }

    [Fact]
    public async Task The_way_of_an_item_is_drawn_on_its_page_with_who_decided_what()
    {
        var item = SampleRoutes.PutInto(Home);

        var page = await PageAsync("/t/demo/items/" + item.Id);

        var drawing = page[page.IndexOf("<svg", StringComparison.Ordinal)..page.IndexOf("</svg>", StringComparison.Ordinal)];
        Assert.Equal(4, Count(drawing, "class=\"stop visited"));
        Assert.Equal(1, Count(drawing, "class=\"stop current"));
        Assert.Equal(1, Count(drawing, "class=\"stop skipped"));
        Assert.Equal(1, Count(drawing, "class=\"back\""));
        Assert.Contains("✓ Clara Kern: freigegeben", drawing);
        Assert.Contains("↩ Petra Müller: zurückgesendet", drawing);
        Assert.Contains("Zurückgesendet von Gewährleistungsprüfung an Technische Prüfung der Instandhaltungsmaßnahme.", page);
        Assert.Contains("Welche Regeln geprüft wurden", page);
        Assert.Contains("Bruttobetrag (1.249,50) &lt; 1.000,00.", page);
    }

    [Fact]
    public async Task An_item_whose_version_is_unknown_is_shown_without_a_drawing()
    {
        var item = SampleRoutes.PutInto(Home);
        Home.Routes.Versions.Clear();
        Assert.DoesNotContain("<svg", await PageAsync("/t/demo/items/" + item.Id));
    }

    [Fact]
    public async Task Without_the_permission_there_is_neither_link_nor_page()
    {
        SampleRoutes.PutInto(Home);

        Assert.DoesNotContain("/t/demo/routes", await (await GetAsync("/t/demo/inbox", cookie: Home.Session("clara"))).Content.ReadAsStringAsync());
        foreach (var path in new[] { "routes", "routes/lang", "rules", "fields", "simulation" })
        {
            var answer = await GetAsync("/t/demo/" + path, cookie: Home.Session("clara"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("routesList", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await GetAsync("/t/demo/routes")).StatusCode);
    }

    [Fact]
    public async Task The_simulation_s_form_takes_a_file_and_tells_what_is_wrong_with_it()
    {
        SampleRoutes.PutInto(Home);
        var token = Hidden(await PageAsync("/t/demo/simulation"), "form");

        async Task<(HttpStatusCode, string)> SendFileAsync(string? text, string form, string against = "")
        {
            using var body = new MultipartFormDataContent { { new StringContent(form), "form" }, { new StringContent(against), "against" } };
            if (text is not null) body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "tenant.json");
            var answer = await SendAsync(HttpMethod.Post, "/t/demo/simulation", body, cookie: Home.Session("petra"));
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }

        var (status, page) = await SendFileAsync(SampleRoutes.Changed(process => process["rules"]![0]!["kind"] = "invoce"), token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("$.process.rules[0].kind", page);
        Assert.Contains("Gemeint ist vielleicht „invoice“.", page);

        (status, page) = await SendFileAsync(SampleRoutes.Changed(_ => { }), token);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Zu dieser Auswahl gibt es keinen Vorgang.", page);
        Assert.Contains("Verglichen mit der Mandantendatei, wie sie jetzt gilt.", page);

        (_, page) = await SendFileAsync(SampleRoutes.Changed(_ => { }), token, "pinned");
        Assert.Contains("Verglichen mit dem Stand, unter dem der Vorgang läuft.", page);
        Assert.Contains("<option value=\"pinned\" selected>", page);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendFileAsync(null, token)).Item1);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendFileAsync("{}", "forged")).Item1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendFileAsync(new string(' ', 5_000_000), token)).Item1);
    }

    private async Task<string> PageAsync(string path)
    {
        var answer = await GetAsync(path, cookie: Home.Session("petra"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace("<1", "&lt;1", StringComparison.Ordinal)
            .Replace("< 1", "&lt; 1", StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
