using System.Net;
using Serverless.Tests.Home;
using Serverless.Workflows.Approval.Absences;
using Serverless.Workflows.Tenancy;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Web.Tests.Absences;

public sealed class AbsencePageTests : WebHost
{
    private const string Page = "/t/demo/absences";

    // The home's clock says 4 May 2026.
    private static readonly DateOnly Today = new(2026, 5, 4);

    [Fact]
    public async Task A_person_enters_changes_and_takes_away_their_own()
    {
        Assert.Contains("Es ist keine Abwesenheit eingetragen.", await ShowAsync("clara"), StringComparison.Ordinal);
        await DoAsync("clara", "enter", "2026-05-18", "22.05.2026", "petra");
        var html = await ShowAsync("clara", "?done=enter");
        Assert.Contains("Die Abwesenheit ist eingetragen und gilt.", html, StringComparison.Ordinal);
        Assert.Contains("18.05.2026 bis 22.05.2026", html, StringComparison.Ordinal);
        Assert.Contains("Vertretung: Petra Müller", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"person\" required", html, StringComparison.Ordinal);

        var known = Assert.Single(await Home.Absences.ListAsync("demo", null, default)).Absence;
        await DoAsync("clara", "change", "2026-05-18", "2026-05-29", "john", known.Key, known.Revision);
        known = Assert.Single(await Home.Absences.ListAsync("demo", null, default)).Absence;
        Assert.Equal((new DateOnly(2026, 5, 29), "john"), (known.Until, known.Substitute));
        Assert.Contains("18.05.2026 bis 22.05.2026 (Petra Müller) → 18.05.2026 bis 29.05.2026 (John Smith)", await ShowAsync("clara"), StringComparison.Ordinal);

        await DoAsync("clara", "remove", null, null, null, known.Key, known.Revision);
        Assert.Empty(await Home.Absences.ListAsync("demo", null, default));
        Assert.Contains("Die Abwesenheit ist gelöscht.", await ShowAsync("clara", "?done=remove"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_back_says_so()
    {
        await PutAsync("clara", -3, 3, "petra");
        var html = await ShowAsync("clara");
        Assert.Contains("Ich bin wieder da", html, StringComparison.Ordinal);
        Assert.Contains(">läuft<", html, StringComparison.Ordinal);
        var known = Assert.Single(await Home.Absences.ListAsync("demo", null, default)).Absence;
        await DoAsync("clara", "end", null, null, null, known.Key, known.Revision);
        Assert.Empty(await Home.Absences.ListAsync("demo", null, default));
        html = await ShowAsync("clara");
        Assert.Contains("Vergangene", html, StringComparison.Ordinal);
        Assert.Contains("01.05.2026 bis 03.05.2026", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-05-20", "2026-05-19", "petra", "Der letzte Tag liegt vor dem ersten.")]
    [InlineData("2025-05-20", "2025-05-21", "petra", "Die Abwesenheit wäre schon vorbei")]
    [InlineData("2026-05-20", "2026-05-21", "clara", "Niemand vertritt sich selbst.")]
    [InlineData("2026-05-20", "2026-05-21", "gone", "nicht mehr aktiv")]
    [InlineData("2026-05-20", "2026-05-21", "xaver", "gibt es nicht")]
    [InlineData("2026-05-20", "2026-05-21", "", "Bitte wählen Sie eine Vertretung.")]
    [InlineData("morgen", "2026-05-21", "petra", "„morgen“ ist kein Datum.")]
    [InlineData("2026-05-20", "", "petra", "Bitte geben Sie den letzten Tag an.")]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(string from, string until, string substitute, string text)
    {
        var answer = await PostAsync("clara", "enter", from, until, substitute);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{from}\"", html, StringComparison.Ordinal);
        Assert.Empty(await Home.Absences.ListAsync("demo", null, default));
    }

    [Fact]
    public async Task English_people_read_it_in_English()
    {
        await PutAsync("john", 0, 4, "petra");
        await PutAsync("petra", 1, 2, "clara");
        var html = await ShowAsync("john");
        Assert.Contains("Substitute: Petra Müller", html, StringComparison.Ordinal);
        Assert.Contains("5 May 2026 to 6 May 2026: Petra Müller is not there then; Clara Kern gets what comes for John Smith.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Absences_of_others_are_for_those_who_may()
    {
        await PutAsync("john", 10, 14, "petra");
        var html = await ShowAsync("clara");
        Assert.DoesNotContain("John Smith: ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Abwesenheiten anderer", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("clara", "enter", "2026-05-20", "2026-05-21", "petra", person: "john")).StatusCode);

        // Whom somebody stands in for they see.
        Assert.Contains("<li>John Smith, 14.05.2026 bis 18.05.2026</li>", await ShowAsync("petra"), StringComparison.Ordinal);
        Home.Grant("petra", Permission.ManageAbsences);
        html = await ShowAsync("petra");
        Assert.Contains("John Smith: 14.05.2026 bis 18.05.2026", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync("petra", "enter", "2026-05-20", "2026-05-21", "petra", person: "clara")).StatusCode);
        Assert.Equal(["clara", "john"], (await Home.Absences.ListAsync("demo", null, default)).Select(one => one.Absence.Person).Order());
    }

    [Fact]
    public async Task A_change_of_what_somebody_else_has_changed_shows_theirs()
    {
        await PutAsync("clara", 10, 14, "petra");
        var seen = Assert.Single(await Home.Absences.ListAsync("demo", null, default)).Absence;
        await Home.Absences.ChangeAsync("demo", new AbsenceBy("petra", true, "api", null), seen.Key, seen.Revision,
            new AbsenceEntry("clara", seen.From, seen.Until, "john"), default);
        var answer = await PostAsync("clara", "change", "2026-05-15", "2026-05-16", "petra", seen.Key, seen.Revision);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Jemand anderes war schneller.", html, StringComparison.Ordinal);
        Assert.Contains("Vertretung: John Smith", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-05-14\"", html, StringComparison.Ordinal);
        Assert.Equal("john", Assert.Single(await Home.Absences.ListAsync("demo", null, default)).Absence.Substitute);
    }

    [Fact]
    public async Task A_foreign_form_does_nothing()
    {
        var answer = await PostAsync(Page, Home.Session("clara"), ("form", "x"), ("action", "enter"),
            ("from", "2026-05-18"), ("until", "2026-05-19"), ("substitute", "petra"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await Home.Absences.ListAsync("demo", null, default));
        Assert.Equal(HttpStatusCode.SeeOther, (await GetAsync(Page)).StatusCode);
    }

    [Fact]
    public async Task Whoever_stands_in_sees_on_their_inbox_what_waits_for_the_absent_person()
    {
        var item = SampleItems.Invoice(Home, "john", 301);
        Home.Desk.StandsInFor["clara"] = ["john"];
        await PutAsync("john", 0, 3, "clara");
        var html = WebUtility.HtmlDecode(await (await GetAsync("/t/demo/inbox", cookie: Home.Session("clara"))).Content.ReadAsStringAsync());
        Assert.Contains("Sie vertreten John Smith bis 07.05.2026.", html, StringComparison.Ordinal);
        Assert.Contains("Dort wartet ein Vorgang.", html, StringComparison.Ordinal);
        Assert.Contains($"/t/demo/items/{item.Id}", html, StringComparison.Ordinal);

        // Also in the list of all items, without a right to read everything.
        html = await (await GetAsync("/t/demo/items?person=john", cookie: Home.Session("clara"))).Content.ReadAsStringAsync();
        Assert.Contains($"/t/demo/items/{item.Id}", html, StringComparison.Ordinal);
        html = await (await GetAsync("/t/demo/items?person=petra", cookie: Home.Session("clara"))).Content.ReadAsStringAsync();
        Assert.DoesNotContain($"/t/demo/items/{item.Id}", html, StringComparison.Ordinal);

        html = WebUtility.HtmlDecode(await (await GetAsync("/t/demo/inbox", cookie: Home.Session("john"))).Content.ReadAsStringAsync());
        Assert.Contains("You are entered as away until 7 May 2026; your substitute is Clara Kern.", html, StringComparison.Ordinal);
    }

    private Task PutAsync(string person, int from, int until, string substitute) => new MasterData(Home.Records).Absences("demo")
        .PutAsync(new Absence(person, Today.AddDays(from), Today.AddDays(until), substitute), default);

    private async Task<string> ShowAsync(string person, string query = "") =>
        WebUtility.HtmlDecode(await (await GetAsync(Page + query, cookie: Home.Session(person))).Content.ReadAsStringAsync());

    private async Task DoAsync(
        string by, string action, string? from, string? until, string? substitute, string? id = null, int revision = 0)
    {
        var answer = await PostAsync(by, action, from, until, substitute, id, revision);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal($"{Page}?done={action}", answer.Headers.Location!.ToString());
    }

    private async Task<HttpResponseMessage> PostAsync(
        string by, string action, string? from, string? until, string? substitute, string? id = null, int revision = 0,
        string? person = null)
    {
        var html = await (await GetAsync(Page, cookie: Home.Session(by))).Content.ReadAsStringAsync();
        var fields = new List<(string, string)> { ("form", Hidden(html[html.IndexOf("<main", StringComparison.Ordinal)..], "form")), ("action", action) };
        foreach (var (name, value) in new[] { ("from", from), ("until", until), ("substitute", substitute), ("id", id), ("person", person) })
            if (value is not null) fields.Add((name, value));
        if (id is not null) fields.Add(("revision", $"{revision}"));
        return await base.PostAsync(Page, Home.Session(by), [.. fields]);
    }
}
