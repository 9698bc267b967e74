using System.Text.Json;
using System.Text.RegularExpressions;
using Serverless.Web;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>Several items over the pages and API of a home with its real stores.</summary>
public sealed partial class BulkWebTests
{
    [Fact]
    public async Task Reassigned_items_go_on_by_the_new_links_and_the_old_ones_explain_themselves()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add(await home.DeliverAsync(TestMails.Roof($"R-{i}")));
        foreach (var id in ids) await home.AtAsync(id, "Vorerfassung");
        var old = LinkOf(home, WalkHome.Clara, "R-0");
        Assert.Equal(200, (await HomePages.SendAsync(home, web, "GET", old)).Status);

        // The list as the manager sees it has a box for each; one is decided before the form is sent.
        var list = (await HomePages.SendAsync(home, web, "GET", "/t/demo/items", person: WalkHome.Helga)).Text;
        var boxes = Box().Matches(list).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Order(), boxes.Select(box => box.Split('.')[0]).Order());
        await home.AcceptAsync(ids[1], WalkHome.Clara, "approve");
        var fields = new List<KeyValuePair<string, string>>
        {
            new("form", Form().Match(list[list.IndexOf("<main", StringComparison.Ordinal)..]).Groups[1].Value),
            new("action", "reassign"), new("to", WalkHome.Jonas), new("comment", "Clara ist auf Schulung"),
        };
        fields.AddRange(boxes.Select(box => KeyValuePair.Create("item", box)));
        var (status, page) = await HomePages.SendAsync(
            home, web, "POST", "/t/demo/bulk", await new FormUrlEncodedContent(fields).ReadAsByteArrayAsync(),
            "application/x-www-form-urlencoded", WalkHome.Helga);
        Assert.Equal(200, status);
        Assert.Contains("2 von 3 neu zugewiesen", page, StringComparison.Ordinal);
        Assert.Contains("Clara Winter", page, StringComparison.Ordinal);
        Assert.Contains("freigegeben", page, StringComparison.Ordinal);

        var (gone, why) = await HomePages.SendAsync(home, web, "GET", old);
        Assert.Equal(410, gone);
        Assert.Contains("Helga Sommer hat ihn am", why, StringComparison.Ordinal);
        await home.UntilAsync(ids[0], item => item.VisitState == VisitState.Notified);
        var fresh = LinkOf(home, WalkHome.Jonas, "R-0");
        var (open, shown) = await HomePages.SendAsync(home, web, "GET", fresh);
        Assert.Equal(200, open);
        Assert.Contains("Freigeben", shown, StringComparison.Ordinal);
        Assert.Contains("Clara ist auf Schulung", shown, StringComparison.Ordinal);
        await home.AcceptAsync(ids[0], WalkHome.Jonas, "approve");
        await home.AtAsync(ids[0], "Sachliche Prüfung");
    }

    [Fact]
    public async Task Two_hundred_over_the_api_have_an_answer_each_and_a_repeat_changes_nothing()
    {
        await using var home = await WalkHome.OpenAsync();
        var web = WebApp.Create(home.Home.Web);
        var ids = new List<string>();
        for (var i = 0; i < 20; i++) ids.Add(await home.DeliverAsync(TestMails.Roof($"R-{i}")));
        foreach (var id in ids) await home.AtAsync(id, "Vorerfassung");
        var seen = JsonDocument.Parse((await HomePages.SendAsync(home, web, "GET", "/api/demo/items", person: WalkHome.Clara, query: $"?assignee={WalkHome.Clara}")).Text)
            .RootElement.GetProperty("items").EnumerateArray()
            .Select(item => new Dictionary<string, object>
            {
                ["id"] = item.GetProperty("id").GetString()!,
                ["revision"] = item.GetProperty("revision").GetInt32(),
            }).ToList();
        Assert.Equal(20, seen.Count);
        seen.AddRange(Enumerable.Range(1, 180).Select(n => new Dictionary<string, object> { ["id"] = $"{n:x32}", ["revision"] = 1 }));
        var body = JsonSerializer.SerializeToUtf8Bytes(new { action = "forward", items = seen });

        foreach (var result in new[] { "done", "doneBefore" })
        {
            var (status, text) = await HomePages.SendAsync(home, web, "POST", "/api/demo/bulk", body, "application/json", WalkHome.Clara);
            Assert.Equal(200, status);
            var answer = JsonDocument.Parse(text).RootElement;
            Assert.Equal(20, answer.GetProperty("done").GetInt32());
            var results = answer.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("result").GetString()).ToList();
            Assert.Equal(Enumerable.Repeat(result, 20).Concat(Enumerable.Repeat("notFound", 180)), results);
            foreach (var id in ids) await home.AtAsync(id, "Sachliche Prüfung");
        }

        foreach (var id in ids) Assert.Equal(2, (await home.ItemAsync(id)).Visit);
    }

    /// <summary>The signed link in the mail to a person about an item.</summary>
    private static string LinkOf(WalkHome home, string person, string about) => Link().Match(home.Mails().Single(mail =>
        mail.Contains($"{person}@musterhaus.example", StringComparison.Ordinal) && WalkHome.WithoutLinks(mail).Contains(about, StringComparison.Ordinal))).Value;

    [GeneratedRegex("/d/[A-Za-z0-9._~-]+")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"item\" value=\"([^\"]+)\"")]
    private static partial Regex Box();

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Form();
}
