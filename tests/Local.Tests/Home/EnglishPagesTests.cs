using System.Text.RegularExpressions;
using Serverless.Web;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Intake;
using Serverless.Workflows.Tenancy.Master;

namespace Serverless.Local.Tests.Home;

/// <summary>Who has chosen English reads no German of ours after giving a status, in the results of several items, when a
/// number is drawn, and where a mail failed.</summary>
public sealed partial class EnglishPagesTests
{
    [Fact]
    public async Task After_a_status_the_notice_is_in_english_also_why_the_item_stays()
    {
        await using var home = await OpenAsync(text => text.Replace(
            "\"requiredFields\": [\"invoiceNumber\", ", "\"requiredFields\": [\"contractNumber\", \"invoiceNumber\", ", StringComparison.Ordinal));
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var path = $"/t/demo/items/{id}";
        var stays = await HomePages.PostAsync(home, web, path, WalkHome.Clara, ("decision", "status"), ("status", "sachlich-richtig"));
        Assert.Equal(200, stays.Status);
        Assert.Contains(
            "The status “Sachlich richtig” is given. The item was not forwarded: The field “Contract number” must be filled in before it is approved.", stays.Text,
            StringComparison.Ordinal);

        var mail = Assert.Single(home.Mails(), one => one.Contains($"{WalkHome.Clara}@", StringComparison.Ordinal));
        var link = await HomePages.PostAsync(
            home, web, Link().Match(mail).Value, WalkHome.Clara, ("decision", "status"), ("status", "rueckfrage"));
        Assert.Contains("The status “Rückfrage offen” is given.", link.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ist vergeben", stays.Text + link.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_results_of_several_items_are_in_english()
    {
        await using var home = await OpenAsync(text => text);
        var web = WebApp.Create(home.Home.Web);
        var ids = new List<string>();
        for (var i = 0; i < 2; i++) ids.Add(await home.DeliverAsync(TestMails.Roof($"R-{i}")));
        foreach (var id in ids) await home.AtAsync(id, "Vorerfassung");
        var revision = (await home.ItemAsync(ids[0])).Revision;
        var forwarded = await BulkAsync(WalkHome.Clara, ("action", "forward"), ("item", $"{ids[0]}.{revision}"), ("item", $"{ids[1]}.99"), ("item", $"{1:x32}.1"));
        Assert.Contains("Approved and forwarded.", forwarded, StringComparison.Ordinal);
        Assert.Contains("There is no such state of this item.", forwarded, StringComparison.Ordinal);
        Assert.Contains("There is no such item.", forwarded, StringComparison.Ordinal);
        Assert.Contains("You have done this before; it counts.", await BulkAsync(WalkHome.Clara, ("action", "forward"), ("item", $"{ids[0]}.{revision}")), StringComparison.Ordinal);
        Assert.Contains("Please choose at least one item.", await BulkAsync(WalkHome.Clara, ("action", "forward")), StringComparison.Ordinal);

        revision = (await home.ItemAsync(ids[1])).Revision;
        var given = await BulkAsync(WalkHome.Helga, ("action", "reassign"), ("to", WalkHome.Jonas), ("item", $"{ids[1]}.{revision}"));
        Assert.Contains("Jonas Keller has the item now.", given, StringComparison.Ordinal);

        async Task<string> BulkAsync(string person, params (string, string)[] fields)
        {
            var text = (await HomePages.PostAsync(home, web, "/t/demo/bulk", person, "/t/demo/items", fields)).Text;
            Assert.DoesNotContain("Vorgang", text, StringComparison.Ordinal);
            return text;
        }
    }

    [Fact]
    public async Task A_mail_that_failed_is_found_in_english_on_the_item()
    {
        var outbox = new FlakyOutbox { Broken = true };
        await using var home = await WalkHome.OpenAsync(services => services.Front<IOutbox>(inner =>
        {
            outbox.Inner = inner;
            return outbox;
        }), tenant: InEnglish);
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.UntilAsync(id, item => item.Checks.Any(check => check.Rule == "MAIL-NOT-SENT"), letTimePass: true);
        var page = (await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{id}", person: WalkHome.Clara)).Text;
        Assert.Contains("The mail to clara.winter could not be sent:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("konnte nicht versandt werden", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_told_that_nobody_can_be_reached_reads_why_in_english()
    {
        await using var home = await OpenAsync(text => text);
        await home.Get<MasterData>().Absences(WalkHome.Tenant).PutAsync(
            new Absence(
                WalkHome.Clara, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 6), "niemand"), home.Soon);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var alarm = Assert.Single(home.Mails(), mail => mail.Contains("Nobody can be reached", StringComparison.Ordinal));
        Assert.Contains("Clara Winter is away, and the substitute cannot be reached", alarm, StringComparison.Ordinal);
        Assert.DoesNotContain("nicht erreichbar", alarm, StringComparison.Ordinal);
    }

    private static Task<WalkHome> OpenAsync(Func<string, string> change) => WalkHome.OpenAsync(tenant: text => InEnglish(change(text)));

    private static string InEnglish(string tenant) =>
        tenant.Replace("\"timeZone\":", "\"language\": \"en\", \"timeZone\":", StringComparison.Ordinal);

    [GeneratedRegex("/d/[A-Za-z0-9._~-]+")]
    private static partial Regex Link();
}
