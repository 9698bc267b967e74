using System.Net;
using System.Text.RegularExpressions;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>Whoever forwards knows beforehand who could not approve; it is allowed all the same.</summary>
public sealed partial class ForwardHintTests
{
    [Theory]
    [InlineData("de", "Jonas Keller – Hausverwalter (gibt nur bis 500,00 € frei)", "Stefan Brandt – Technik (darf nicht freigeben)")]
    [InlineData("en", "Jonas Keller – Hausverwalter (approves up to 500,00 € only)", "Stefan Brandt – Technik (may not approve)")]
    public async Task The_page_says_it_beside_the_name_and_the_api_in_its_answer(string language, string limited, string without)
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => Released().Replace(text, "$1")
            .Replace("\"jonas.keller@musterhaus.example\", \"amountLimit\": 5000", "\"jonas.keller@musterhaus.example\", \"amountLimit\": 500", StringComparison.Ordinal)
            .Replace("\"clara.winter@musterhaus.example\"", $"\"clara.winter@musterhaus.example\", \"language\": \"{language}\"", StringComparison.Ordinal)
            .Replace("\"name\": \"Technik\", \"permissions\": [\"invoiceForwardToNext\", ", "\"name\": \"Technik\", \"permissions\": [", StringComparison.Ordinal));
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var capture = (await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, item, WalkHome.Clara, home.Soon)).Hints;
        Assert.Equal(RefusalReason.Permission, Assert.Single(capture, hint => hint.Person == "stefan.brandt").Reason);

        // At the first station nothing is released; the limit matters at the next.
        Assert.DoesNotContain(capture, hint => hint.Person == WalkHome.Jonas);
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        item = await home.AtAsync(id, "Sachliche Prüfung");
        await home.AcceptAsync(id, item.Assignee!.User, DecisionKinds.Forward, to: WalkHome.Clara);
        item = await home.UntilAsync(id, one => one.Assignee?.User == WalkHome.Clara && one.VisitState == VisitState.Notified);
        Assert.Equal("Weitergeleitet von Anna Berger", item.Assignee!.Reason);
        var page = WebUtility.HtmlDecode((await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{id}", person: WalkHome.Clara)).Text);
        Assert.Contains(limited, page, StringComparison.Ordinal);
        Assert.Contains(without, page, StringComparison.Ordinal);

        var (status, answer) = await HomePages.CallAsync(
            home, web, WalkHome.Clara, $"/api/demo/items/{id}/decisions", new { decision = "forward", to = WalkHome.Jonas });
        Assert.Equal(200, status);
        Assert.EndsWith("Hinweis: Jonas Keller darf bis 500,00 € freigeben, der Betrag ist 1.190,00 €.", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        await home.UntilAsync(id, one => one.Assignee?.User == WalkHome.Jonas && one.VisitState == VisitState.Notified);
    }

    [GeneratedRegex("(\"assignee\": \\{ \"role\": \"hausverwalter\", \"backup\": \"anna.berger\" \\},)\\s+\"release\": false,")]
    private static partial Regex Released();
}
