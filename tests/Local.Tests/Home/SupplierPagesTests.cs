using System.Net;
using System.Text;
using System.Text.Json;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>Rejecting to the supplier over the pages and the API of a home with its real stores.</summary>
public sealed class SupplierPagesTests
{
    [Fact]
    public async Task On_the_pages_it_is_shown_beforehand_sent_shown_and_linked()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var xml = Encoding.UTF8.GetString(TestMails.RoofXml("RE-77")).Replace(
            ">1190.00</cbc:TaxInclusiveAmount>", ">1690.00</cbc:TaxInclusiveAmount>", StringComparison.Ordinal);
        var id = await home.DeliverAsync(TestMails.Of("RE-77", Encoding.UTF8.GetBytes(xml)));
        await home.AtAsync(id, "Vorerfassung");
        var path = $"/t/demo/items/{id}";

        // The mail is there to be read, the address too, and each finding that concerns the supplier can be left out.
        var before = await TextAsync(home, web, path);
        Assert.Contains("value=\"rechnung@lieferant.example\"", before, StringComparison.Ordinal);
        Assert.Contains("Der Bruttobetrag (netto + Steuer) ergibt 1.190,00, angegeben ist 1.690,00 (BR-CO-15).", before, StringComparison.Ordinal);
        Assert.Contains("[Ihr Kommentar]", before, StringComparison.Ordinal);
        Assert.Contains("name=\"finding\" value=\"BR-CO-15\" checked", before, StringComparison.Ordinal);

        (string, string)[] form = [("decision", "rejectToSupplier"), ("supplierAddress", "chef@lieferant.example"), ("findings", "1")];
        var (missing, why) = await HomePages.PostAsync(home, web, path, WalkHome.Clara, form);
        Assert.Equal(400, missing);
        Assert.Contains("was zu korrigieren ist", WebUtility.HtmlDecode(why), StringComparison.Ordinal);
        Assert.Contains("value=\"chef@lieferant.example\"", why, StringComparison.Ordinal);

        // What was left out stays out, and an address that was deleted is not put in again behind the person's back.
        Assert.Contains("name=\"finding\" value=\"BR-CO-15\"", why, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"finding\" value=\"BR-CO-15\" checked", why, StringComparison.Ordinal);
        var (nobody, where) = await HomePages.PostAsync(home, web, path, WalkHome.Clara,
            ("decision", "rejectToSupplier"), ("supplierAddress", ""), ("comment", "Falsche Summe"));
        Assert.Equal(400, nobody);
        Assert.Contains("Mailadresse des Lieferanten", WebUtility.HtmlDecode(where), StringComparison.Ordinal);
        Assert.Equal(303, (await HomePages.PostAsync(home, web, path, WalkHome.Clara, [.. form, ("comment", "Falsche Summe")])).Status);
        var held = await home.UntilAsync(id, item => item is { Visit: 2, VisitState: VisitState.Notified });
        Assert.Empty(held.SupplierRejection!.Findings);
        Assert.Equal("chef@lieferant.example", held.SupplierRejection.Mail.To);
        var shown = await TextAsync(home, web, path);
        Assert.Contains("Die Zahlung ist angehalten", shown, StringComparison.Ordinal);
        Assert.Contains("Clara Winter hat die Rechnung am", shown, StringComparison.Ordinal);

        // The list of what is at suppliers has it; the corrected invoice offers the link, and both pages tell of it then.
        Assert.Contains(id, await TextAsync(home, web, "/t/demo/items", "?status=held"), StringComparison.Ordinal);
        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.AtAsync(other, "Vorerfassung");
        Assert.Contains("Korrigiert die zurückgewiesene Rechnung", await TextAsync(home, web, $"/t/demo/items/{other}"), StringComparison.Ordinal);
        var (linked, notice) = await HomePages.PostAsync(
            home, web, $"/t/demo/items/{other}", WalkHome.Clara, ("decision", "correct"), ("correction", id));
        Assert.Equal(200, linked);
        Assert.Contains("verknüpft", WebUtility.HtmlDecode(notice), StringComparison.Ordinal);
        await home.EndAsync(id);
        var replaced = await TextAsync(home, web, path);
        Assert.Contains($"/t/demo/items/{other}", replaced, StringComparison.Ordinal);

        // It has not gone along its route to the end.
        Assert.Contains("\"pill\"", replaced, StringComparison.Ordinal);
        Assert.DoesNotContain("\"pill reached\"", replaced, StringComparison.Ordinal);
        Assert.Contains("Ersetzt die zurückgewiesene Rechnung RE-77", await TextAsync(home, web, $"/t/demo/items/{other}"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await TextAsync(home, web, "/t/demo/items", "?status=held"), StringComparison.Ordinal);

        // And back again.
        Assert.Equal(200, (await HomePages.PostAsync(home, web, path + "/unlink", WalkHome.Clara, path, [])).Status);
        await home.UntilAsync(id, item => item.IsHeld && item.VisitState == VisitState.Notified);
    }

    [Fact]
    public async Task Over_the_api_each_step_answers_and_what_is_wrong_is_said()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(400, (await CallAsync(home, web, id, "decisions", new { decision = "resume", comment = "weiter" })).Status);
        Assert.Equal(400, (await CallAsync(home, web, id, "decisions", new { decision = "rejectToSupplier", comment = "Falsch", to = "x" })).Status);
        Assert.Equal(200, (await CallAsync(home, web, id, "decisions", new { decision = "rejectToSupplier", comment = "Falsch" })).Status);
        await home.UntilAsync(id, item => item is { Visit: 2, VisitState: VisitState.Notified });
        var item = JsonDocument.Parse((await HomePages.SendAsync(home, web, "GET", $"/api/demo/items/{id}", person: WalkHome.Clara)).Text).RootElement;
        Assert.Equal("sent", item.GetProperty("supplierRejection").GetProperty("mail").GetProperty("state").GetString());
        var held = JsonDocument.Parse((await HomePages.SendAsync(home, web, "GET", "/api/demo/items", person: WalkHome.Helga, query: "?held=true")).Text).RootElement;
        Assert.Equal(id, Assert.Single(held.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(400, (await HomePages.SendAsync(home, web, "GET", "/api/demo/items", person: WalkHome.Helga, query: "?held=ja")).Status);

        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.AtAsync(other, "Vorerfassung");
        Assert.Equal(400, (await CallAsync(home, web, other, "corrects", new { })).Status);
        Assert.Equal(403, (await CallAsync(home, web, other, "corrects", new { item = id }, WalkHome.Jonas)).Status);
        Assert.Equal(200, (await CallAsync(home, web, other, "corrects", new { item = id })).Status);
        await home.EndAsync(id);
        Assert.Equal(403, (await HomePages.SendAsync(home, web, "DELETE", $"/api/demo/items/{id}/correction", person: WalkHome.Jonas)).Status);
        Assert.Equal(200, (await HomePages.SendAsync(home, web, "DELETE", $"/api/demo/items/{id}/correction", person: WalkHome.Clara)).Status);
        await home.UntilAsync(id, one => one.IsHeld && one.VisitState == VisitState.Notified);
    }

    private static async Task<string> TextAsync(WalkHome home, Microsoft.AspNetCore.Http.RequestDelegate web, string path, string? query = null)
    {
        var (status, text) = await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Clara, query: query);
        Assert.Equal(200, status);
        return WebUtility.HtmlDecode(text);
    }

    private static Task<(int Status, string Text)> CallAsync(
        WalkHome home, Microsoft.AspNetCore.Http.RequestDelegate web, string id, string what, object body, string person = WalkHome.Clara) =>
        HomePages.SendAsync(
            home, web, "POST", $"/api/demo/items/{id}/{what}", JsonSerializer.SerializeToUtf8Bytes(body), "application/json", person);
}
