using System.Text.Json;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>An invoice that is there twice is approved by itself and handed over once.</summary>
public sealed class DuplicateInvoiceTests
{
    [Fact]
    public async Task Among_several_no_duplicate_is_approved_whichever_came_first_and_one_by_one_it_is()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var (first, second) = await TwiceAsync(home);
        var single = await home.DeliverAsync(TestMails.Roof("R-2"));
        await home.AtAsync(single, "Vorerfassung");
        var higher = await home.DeliverAsync(TestMails.Roof("R-2", 1200m));
        await home.AtAsync(higher, "Vorerfassung");
        Assert.Equal("sameNumber", Assert.Single((await home.ItemAsync(higher)).Duplicates).Why);

        var (status, answer) = await BulkAsync(first, second, single, higher);
        Assert.Equal(200, status);
        Assert.Equal(["refused", "refused", "done", "done"], Results(answer));
        var refused = answer.GetProperty("results")[0];
        Assert.EndsWith("Bitte einzeln entscheiden.", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("urn:serverless:problem:duplicate", refused.GetProperty("problem").GetProperty("type").GetString());
        var other = Assert.Single(refused.GetProperty("problem").GetProperty("duplicates").EnumerateArray());
        Assert.Equal((second, "sameInvoice"), (other.GetProperty("item").GetString(), other.GetProperty("why").GetString()));

        // Alone it is no other: the other one waits as well.
        Assert.Equal(["refused"], Results((await BulkAsync(first)).Answer));
        await home.ApproveAsync(first, "Vorerfassung");
        await home.AtAsync(first, "Sachliche Prüfung");
        Assert.Equal(["refused"], Results((await BulkAsync(second)).Answer));

        // Once the other is rejected there is only this one.
        await home.ApproveAsync(first, "Sachliche Prüfung");
        var at = await home.AtAsync(first, "Buchhaltung");
        await home.AcceptAsync(first, at.Assignee!.User, DecisionKinds.Reject, "Doppelt");
        Assert.Equal(ItemStatus.Rejected, (await home.EndAsync(first)).Status);
        Assert.Equal(["done"], Results((await BulkAsync(second)).Answer));

        async Task<(int Status, JsonElement Answer)> BulkAsync(params string[] ids)
        {
            var items = new List<object>();
            foreach (var id in ids) items.Add(new { id, revision = (await home.ItemAsync(id)).Revision });
            return await HomePages.CallAsync(home, web, WalkHome.Clara, "/api/demo/bulk", new { action = "forward", items });
        }
    }

    [Fact]
    public async Task A_package_has_no_invoice_twice_and_what_was_handed_over_is_confirmed()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var (first, second) = await TwiceAsync(home);
        foreach (var id in new[] { first, second })
        {
            await home.ApproveAsync(id, "Vorerfassung", "Sachliche Prüfung", "Buchhaltung");
            Assert.Equal(ItemStatus.Completed, (await home.EndAsync(id)).Status);
        }

        var both = await ExportAsync(new { items = new[] { first, second } });
        Assert.Equal(422, both.Status);
        Assert.Contains("not-exportable", both.Text, StringComparison.Ordinal);
        Assert.Contains("in derselben Auswahl noch einmal: Dachdeckerei Ziegler GmbH, R-1", both.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await ExportAsync(new { items = new[] { first } })).Status);

        var again = await ExportAsync(new { items = new[] { second } });
        Assert.Equal(409, again.Status);
        var problem = JsonDocument.Parse(again.Text).RootElement;
        Assert.Equal("urn:serverless:problem:already-exported", problem.GetProperty("type").GetString());
        var one = Assert.Single(problem.GetProperty("duplicates").EnumerateArray());
        Assert.Equal((second, first, "exported"), (one.GetProperty("item").GetString(), one.GetProperty("other").GetString(), one.GetProperty("state").GetString()));

        // On the page the box stands beside the button.
        var path = $"/t/demo/items/{second}";
        var page = (await HomePages.SendAsync(home, web, "GET", path, person: WalkHome.Helga)).Text;
        Assert.Contains("schon an DATEV übergeben", page, StringComparison.Ordinal);
        Assert.Contains("name=\"confirmDuplicates\"", page, StringComparison.Ordinal);
        Assert.Equal(409, (await HomePages.PostAsync(home, web, path + "/datev", WalkHome.Helga, path, [])).Status);
        Assert.Equal(200, (await HomePages.PostAsync(home, web, path + "/datev", WalkHome.Helga, path, [("confirmDuplicates", "1")])).Status);
        Assert.Equal(200, (await ExportAsync(new { items = new[] { second }, confirmDuplicates = true })).Status);
        Assert.Contains((await home.Home.Web.Items.HistoryAsync(WalkHome.Tenant, second, home.Soon)).Audit, entry => entry.Details.ContainsKey("confirmed"));
        await home.AssertTrailAsync(second);

        Task<(int Status, string Text)> ExportAsync(object body) => HomePages.SendAsync(
            home, web, "POST", "/api/demo/datev/export", JsonSerializer.SerializeToUtf8Bytes(body), "application/json", WalkHome.Helga);
    }

    private static IEnumerable<string?> Results(JsonElement answer) =>
        answer.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("result").GetString());

    /// <summary>The same invoice in two mails and files, which differ in nothing that people look at.</summary>
    private static async Task<(string First, string Second)> TwiceAsync(WalkHome home)
    {
        var first = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(first, "Vorerfassung");
        var second = await home.DeliverAsync(TestMails.Of("R-1 noch einmal", [.. TestMails.RoofXml("R-1"), (byte)'\n']));
        await home.AtAsync(second, "Vorerfassung");
        Assert.Equal("sameInvoice", Assert.Single((await home.ItemAsync(second)).Duplicates).Why);
        return (first, second);
    }
}
