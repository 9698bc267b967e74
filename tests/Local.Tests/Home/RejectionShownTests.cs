using System.Net;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>Whoever comes after a rejection knows of it: an approval there pays nothing.</summary>
public sealed class RejectionShownTests
{
    [Fact]
    public async Task Mail_page_list_and_api_say_that_it_is_rejected_and_what_lifts_that()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Reject, "Nicht bestellt");
        await home.AtAsync(id, "Sachliche Prüfung");

        var mail = Assert.Single(home.Mails(), one => one.Contains($"{WalkHome.Anna}@", StringComparison.Ordinal));
        Assert.Contains("Abgelehnt von Clara Winter bei „Vorerfassung“ (Nicht bestellt): Es wird nichts gebucht", mail, StringComparison.Ordinal);
        var page = await TextAsync(home, web, $"/t/demo/items/{id}", WalkHome.Anna);
        Assert.Contains("Abgelehnt bei „Vorerfassung“", page, StringComparison.Ordinal);
        Assert.Contains("auch wenn Sie freigeben", page, StringComparison.Ordinal);
        Assert.Contains("Weitergeben (bleibt abgelehnt)", page, StringComparison.Ordinal);
        Assert.Contains("abgelehnt", await TextAsync(home, web, "/t/demo/inbox", WalkHome.Anna), StringComparison.Ordinal);
        Assert.Contains("\"rejection\":{\"sequence\":10", await TextAsync(home, web, $"/api/demo/items/{id}", WalkHome.Anna), StringComparison.Ordinal);

        // Back to where it was rejected, an approval is one again, and lifts it.
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.SendBack, "Doch bestellt");
        await home.AtAsync(id, "Vorerfassung");
        Assert.DoesNotContain("bleibt abgelehnt", await TextAsync(home, web, $"/t/demo/items/{id}", WalkHome.Clara), StringComparison.Ordinal);
        var back = Assert.Single(home.Mails(), one => one.Contains($"{WalkHome.Clara}@", StringComparison.Ordinal) && one.Contains("Doch bestellt", StringComparison.Ordinal));
        Assert.Contains("Anna Berger: Doch bestellt", back, StringComparison.Ordinal);
        await home.ApproveAsync(id, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, (await home.EndAsync(id)).Status);
    }

    private static async Task<string> TextAsync(WalkHome home, Microsoft.AspNetCore.Http.RequestDelegate web, string path, string person) =>
        WebUtility.HtmlDecode((await HomePages.SendAsync(home, web, "GET", path, person: person)).Text);
}
