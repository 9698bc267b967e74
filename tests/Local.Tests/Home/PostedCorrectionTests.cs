using System.Net;
using System.Text.Json;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Approval.Suppliers;
using Serverless.Workflows.Archive.Items;
using static Serverless.Local.Tests.Home.SupplierCase;

namespace Serverless.Local.Tests.Home;

/// <summary>Nobody pays twice without knowing: a link that is taken back, or an invoice that is taken up again, when the
/// correction has gone to be paid already.</summary>
public sealed class PostedCorrectionTests
{
    [Fact]
    public async Task Over_the_api_it_is_refused_with_number_and_state_until_it_is_confirmed_and_stands_on_the_item_then()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var (old, corrected) = await PaidAsync(home);
        var package = JsonSerializer.SerializeToUtf8Bytes(new { items = new[] { corrected } });
        Assert.Equal(200, (await HomePages.SendAsync(
            home, web, "POST", "/api/demo/datev/export", package, "application/json", WalkHome.Helga)).Status);

        var path = $"/api/demo/items/{old}/correction";
        var (status, text) = await HomePages.SendAsync(home, web, "DELETE", path, person: WalkHome.Clara);
        Assert.Equal(409, status);
        AssertPosted(JsonDocument.Parse(text).RootElement, corrected, "exported");
        Assert.Equal(400, (await HomePages.SendAsync(home, web, "DELETE", path, person: WalkHome.Clara, query: "?confirmPosted=ja")).Status);
        Assert.Equal(ItemStage.Ended, (await home.ItemAsync(old)).Stage);
        Assert.Equal(200, (await HomePages.SendAsync(home, web, "DELETE", path, person: WalkHome.Clara, query: "?confirmPosted=true")).Status);

        // It waits again, and whoever takes it up is asked once more.
        await home.UntilAsync(old, item => item.IsHeld && item.VisitState == VisitState.Notified);
        path = $"/api/demo/items/{old}/decisions";
        foreach (var confirm in new bool?[] { null, false })
        {
            var (refused, problem) = await HomePages.CallAsync(
                home, web, WalkHome.Clara, path, new { decision = "resume", comment = "Weiter", confirmPosted = confirm });
            Assert.Equal(409, refused);
            AssertPosted(problem, corrected, "exported");
        }

        Assert.True((await home.ItemAsync(old)).IsHeld);
        Assert.Equal(200, (await HomePages.CallAsync(
            home, web, WalkHome.Clara, path, new { decision = "resume", comment = "Weiter", confirmPosted = true })).Status);
        var resumed = await home.UntilAsync(old, item => !item.IsHeld && item.VisitState == VisitState.Notified);
        var check = Assert.Single(resumed.Checks, one => one.Rule == "CORRECTION-POSTED");
        Assert.Equal(
            "Die korrigierte Rechnung RE-78 ist schon an DATEV übergeben. Wird diese hier auch bezahlt, ist zweimal bezahlt.", check.Text);
        var history = await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, old, home.Soon);
        Assert.Equal(2, history.Audit.Count(entry => entry.Details.ContainsKey("confirmed")));

        // It stays until the invoice is not to be paid any more.
        await home.ApproveAsync(old, "Vorerfassung");
        var next = await home.AtAsync(old, "Sachliche Prüfung");
        Assert.Contains(next.Checks, one => one.Rule == "CORRECTION-POSTED");
        await home.AcceptAsync(old, next.Assignee!.User, DecisionKinds.RejectToSupplier, "Doch falsch");
        Assert.DoesNotContain((await home.ItemAsync(old)).Checks, one => one.Rule == "CORRECTION-POSTED");
        await home.AssertTrailAsync(old);
        await home.AssertTrailAsync(corrected);
    }

    [Fact]
    public async Task On_the_page_the_warning_stands_beside_the_button_and_its_box_must_be_ticked()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var (old, corrected) = await PaidAsync(home);
        var path = $"/t/demo/items/{old}";
        await AssertWarnedAsync("löse die Verknüpfung trotzdem");
        var (refused, why) = await HomePages.PostAsync(home, web, path + "/unlink", WalkHome.Clara, path, []);
        Assert.Equal(409, refused);
        Assert.Contains("bestätigen Sie ausdrücklich", WebUtility.HtmlDecode(why), StringComparison.Ordinal);
        Assert.Equal(200, (await HomePages.PostAsync(home, web, path + "/unlink", WalkHome.Clara, path, [("confirmPosted", "1")])).Status);
        await home.UntilAsync(old, item => item.IsHeld && item.VisitState == VisitState.Notified);

        await AssertWarnedAsync("nehme die Rechnung trotzdem wieder auf");
        (string, string)[] form = [("decision", "resume"), ("comment", "Weiter")];
        Assert.Equal(409, (await HomePages.PostAsync(home, web, path, WalkHome.Clara, form)).Status);
        Assert.True((await home.ItemAsync(old)).IsHeld);
        Assert.Equal(303, (await HomePages.PostAsync(home, web, path, WalkHome.Clara, [.. form, ("confirmPosted", "1")])).Status);
        await home.UntilAsync(old, item => !item.IsHeld && item.VisitState == VisitState.Notified);
        Assert.Contains("CORRECTION-POSTED", await PageAsync(), StringComparison.Ordinal);

        async Task AssertWarnedAsync(string box)
        {
            var page = await PageAsync();
            Assert.Contains("Die korrigierte Rechnung RE-78 ist schon abgeschlossen.", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"/t/demo/items/{corrected}\"", page, StringComparison.Ordinal);
            Assert.Contains("name=\"confirmPosted\"", page, StringComparison.Ordinal);
            Assert.Contains(box, page, StringComparison.Ordinal);
        }

        async Task<string> PageAsync() =>
            WebUtility.HtmlDecode((await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Clara)).Text);
    }

    [Fact]
    public async Task A_correction_that_still_walks_and_another_invoice_of_the_supplier_warn_of_nothing()
    {
        await using var home = await WalkHome.OpenAsync();
        var held = await RejectedAsync(home, "RE-77");

        // Paid, but nothing says that it is the correction.
        var other = await home.DeliverAsync(TestMails.Roof("RE-99", 900m));
        await home.ApproveAsync(other, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        await home.EndAsync(other);
        var corrected = await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await home.EndAsync(held.Id);
        await home.AtAsync(corrected, "Vorerfassung");
        Assert.Equal(DecisionResult.Accepted, (await home.Get<ICorrectionDesk>().UnlinkAsync(
            WalkHome.Tenant, held.Id, WalkHome.Clara, new UnlinkRequest("page", null), home.Soon)).Result);
        var again = await home.UntilAsync(held.Id, item => item.IsHeld && item.VisitState == VisitState.Notified);
        Assert.Empty((await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, again, WalkHome.Clara, home.Soon)).Posted);

        // What is paid meanwhile is seen when it is decided.
        await home.ApproveAsync(corrected, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        await home.EndAsync(corrected);
        var refused = await home.DecideAsync(held.Id, WalkHome.Clara, DecisionKinds.Resume, "Weiter");
        Assert.Equal(RefusalReason.AlreadyPosted, refused.Reason);
        Assert.Equal(corrected, Assert.Single(refused.Posted).Item);
    }

    /// <summary>A rejected invoice and its correction, which was linked and has gone all the way.</summary>
    private static async Task<(string Old, string Corrected)> PaidAsync(WalkHome home)
    {
        var held = await RejectedAsync(home, "RE-77");
        var corrected = await home.DeliverAsync(TestMails.Correcting("RE-78", "RE-77", 900m));
        await home.EndAsync(held.Id);
        await home.ApproveAsync(corrected, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, (await home.EndAsync(corrected)).Status);
        return (held.Id, corrected);
    }

    private static void AssertPosted(JsonElement problem, string item, string state)
    {
        Assert.Equal("urn:serverless:problem:already-posted", problem.GetProperty("type").GetString());
        var one = Assert.Single(problem.GetProperty("corrections").EnumerateArray());
        Assert.Equal(
            (item, "RE-78", state),
            (one.GetProperty("item").GetString(), one.GetProperty("invoiceNumber").GetString(), one.GetProperty("state").GetString()));
    }
}
