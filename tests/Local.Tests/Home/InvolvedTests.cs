using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Serverless.Web;
using Serverless.Workflows.Approval;

namespace Serverless.Local.Tests.Home;

/// <summary>Whoever had an item or decided on it goes on seeing it, without the right to read everything.</summary>
public sealed class InvolvedTests
{
    [Fact]
    public async Task Whoever_has_decided_sees_the_item_to_its_end_and_decides_no_more()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var other = await home.DeliverAsync(TestMails.Roof("R-2"));
        await home.AtAsync(other, "Vorerfassung");
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");

        var (status, page) = await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{id}", person: WalkHome.Clara);
        Assert.Equal(200, status);
        Assert.Contains("Anna Berger", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"decision\"", page, StringComparison.Ordinal);
        foreach (var path in Addresses(id))
            Assert.Equal(200, (await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Clara)).Status);
        Assert.Equal(DecisionResult.AlreadyDecided, (await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Reject, "doch nicht", visit: 1)).Result);
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Reject, "doch nicht", visit: 2)).Result);

        // Jonas had nothing of it.
        Assert.Equal(404, (await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{id}", person: WalkHome.Jonas)).Status);
        foreach (var path in Addresses(id))
            Assert.Equal(404, (await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Jonas)).Status);

        // On its way it is among all that is hers, not among what waits for her.
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/inbox", null, other);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/items", null, other);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/items", "?status=all", id, other);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/items", "?status=waiting", id, other);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/inbox", "?list=done");

        await home.ApproveAsync(id, "Sachliche Prüfung", "Buchhaltung");
        await home.EndAsync(id);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/inbox", "?list=done", id);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/inbox", "?list=rejected");
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/items", "?status=completed", id);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/items", "?status=completed&q=R-1", id);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/items", "?status=rejected");
        await ListsAsync(home, web, WalkHome.Anna, "/t/demo/items", "?status=completed", id);
        await ListsAsync(home, web, WalkHome.Jonas, "/t/demo/items", "?status=all");
        await ListsAsync(home, web, WalkHome.Jonas, "/t/demo/inbox", "?list=done");
        await ListsAsync(home, web, WalkHome.Miriam, "/t/demo/items", "?status=all", id, other);
        foreach (var path in Addresses(id))
            Assert.Equal(200, (await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Clara)).Status);

        Assert.Equal([id], await ApiAsync(home, web, WalkHome.Clara, "?status=completed"));
        Assert.Equal([other], await ApiAsync(home, web, WalkHome.Clara, null));
        Assert.Equal([other], await ApiAsync(home, web, WalkHome.Clara, "?status=waiting&assignee=clara.winter"));
        Assert.Empty(await ApiAsync(home, web, WalkHome.Jonas, "?status=completed"));
    }

    [Fact]
    public async Task The_inbox_offers_the_lists_that_the_person_can_open()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var (_, hers) = await HomePages.SendAsync(home, web, "GET", "/t/demo/inbox", person: WalkHome.Clara);
        Assert.DoesNotContain("list=open", hers, StringComparison.Ordinal);
        Assert.Contains("list=done", hers, StringComparison.Ordinal);
        Assert.Contains("list=rejected", hers, StringComparison.Ordinal);
        Assert.Equal(403, (await HomePages.SendAsync(home, web, "GET", "/t/demo/inbox", person: WalkHome.Clara, query: "?list=open")).Status);
        Assert.Contains("list=open", (await HomePages.SendAsync(home, web, "GET", "/t/demo/inbox", person: WalkHome.Helga)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_item_is_with_those_who_had_it()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Reject, "Nicht bestellt");
        await home.ApproveAsync(id, "Sachliche Prüfung");
        var item = await home.UntilAsync(id, now => now.Stage == Workflows.Archive.Items.ItemStage.Ended || now.Visit == 3);
        while (item.Stage != Workflows.Archive.Items.ItemStage.Ended)
        {
            item = await home.UntilAsync(id, now => now.VisitState == Workflows.Archive.Items.VisitState.Notified || now.Stage == Workflows.Archive.Items.ItemStage.Ended);
            if (item.Assignee is { } assignee) await home.AcceptAsync(id, assignee.User, DecisionKinds.Reject, "Nicht bestellt");
        }

        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/inbox", "?list=rejected", id);
        await ListsAsync(home, web, WalkHome.Anna, "/t/demo/items", "?status=rejected", id);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/inbox", "?list=done");
    }

    [Fact]
    public async Task A_substitute_whoever_they_stood_in_for_and_whoever_gave_it_away_see_it_too()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var (waited, came, moved) = (
            await home.DeliverAsync(TestMails.Roof("R-1")), "", await home.DeliverAsync(TestMails.Roof("R-3")));
        await home.AtAsync(waited, "Vorerfassung");
        await home.AtAsync(moved, "Vorerfassung");
        Assert.Equal(DecisionResult.Accepted, (await ReassignTests.ReassignAsync(home, moved, WalkHome.Helga, "stefan.brandt")).Result);

        await home.AbsentAsync(WalkHome.Clara, WalkHome.Jonas);
        came = await home.DeliverAsync(TestMails.Roof("R-2"));
        await home.AtAsync(came, "Vorerfassung");
        await home.AcceptAsync(waited, WalkHome.Jonas, DecisionKinds.Approve);
        await home.AcceptAsync(came, WalkHome.Jonas, DecisionKinds.Approve);
        await home.AtAsync(waited, "Sachliche Prüfung");
        await home.AtAsync(came, "Sachliche Prüfung");
        home.Clock.Advance(TimeSpan.FromDays(5));

        await ListsAsync(home, web, WalkHome.Jonas, "/t/demo/items", "?status=all", waited, came);
        await ListsAsync(home, web, WalkHome.Clara, "/t/demo/items", "?status=all", waited, came, moved);
        await ListsAsync(home, web, "stefan.brandt", "/t/demo/items", "?status=all", moved);
        foreach (var (id, person) in new[] { (waited, WalkHome.Jonas), (came, WalkHome.Jonas), (came, WalkHome.Clara), (moved, WalkHome.Clara) })
            Assert.Equal(200, (await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{id}", person: person)).Status);
        Assert.Equal(404, (await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{moved}", person: WalkHome.Jonas)).Status);
    }

    private static string[] Addresses(string id) =>
    [
        $"/t/demo/items/{id}/documents/1", $"/t/demo/items/{id}/dossier", $"/api/demo/items/{id}",
        $"/api/demo/items/{id}/history", $"/api/demo/items/{id}/documents/1", $"/api/demo/items/{id}/dossier",
    ];

    private static async Task ListsAsync(
        WalkHome home, RequestDelegate web, string person, string path, string? query, params string[] ids)
    {
        var (status, text) = await HomePages.SendAsync(home, web, "GET", path, person: person, query: query);
        Assert.Equal(200, status);
        var shown = text.Split("href=\"/t/demo/items/").Skip(1).Select(rest => rest[..32]).Distinct();
        Assert.Equal(ids.Order(), shown.Order());
    }

    private static async Task<IEnumerable<string?>> ApiAsync(WalkHome home, RequestDelegate web, string person, string? query)
    {
        var (status, text) = await HomePages.SendAsync(home, web, "GET", "/api/demo/items", person: person, query: query);
        Assert.Equal(200, status);
        return JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
    }
}
