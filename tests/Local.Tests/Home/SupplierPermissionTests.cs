using System.Net;
using System.Text.RegularExpressions;
using Serverless.Web;
using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Tenancy;

namespace Serverless.Local.Tests.Home;

/// <summary>Who may write to suppliers: where a tenant keeps it to some roles, nobody else does, whichever way they try.</summary>
public sealed partial class SupplierPermissionTests
{
    [Fact]
    public async Task Without_the_permission_it_is_not_offered_and_refused_over_the_api_and_by_link()
    {
        await using var home = await WalkHome.OpenAsync(tenant: WithoutClara);
        var web = WebApp.Create(home.Home.Web);
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        var before = await home.AtAsync(id, "Vorerfassung");
        var page = (await HomePages.SendAsync(home, web, "GET", $"/t/demo/items/{id}", person: WalkHome.Clara)).Text;
        Assert.Contains("value=\"reject\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rejectToSupplier", page, StringComparison.Ordinal);

        var (status, problem) = await HomePages.CallAsync(
            home, web, WalkHome.Clara, $"/api/demo/items/{id}/decisions", new { decision = "rejectToSupplier", comment = "Falsch" });
        Assert.Equal((403, "urn:serverless:problem:missing-permission"), (status, problem.GetProperty("type").GetString()));
        Assert.Equal("rejectToSupplier", problem.GetProperty("permission").GetString());

        var mail = Assert.Single(home.Mails(), one => one.Contains($"{WalkHome.Clara}@", StringComparison.Ordinal));
        var (refused, text) = await HomePages.PostAsync(
            home, web, Link().Match(mail).Value, WalkHome.Clara, ("decision", "rejectToSupplier"), ("comment", "Falsch"));
        Assert.Equal(403, refused);
        Assert.Contains("Ihnen fehlt die Berechtigung „rejectToSupplier“", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        Assert.Equal(before.Revision, (await home.ItemAsync(id)).Revision);
        Assert.DoesNotContain(home.Mails(), one => one.Contains(SupplierCase.Supplier, StringComparison.Ordinal) && one.Contains("To: <rechnung@lief", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nor_can_it_be_lifted_without_but_whoever_has_it_can_hand_it_to_somebody_who_may()
    {
        await using var home = await WalkHome.OpenAsync(tenant: WithoutClara);
        var id = await home.DeliverAsync(TestMails.Roof("RE-77"));
        await home.AtAsync(id, "Vorerfassung");
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(id, item => item.Assignee?.User == WalkHome.Jonas && item.VisitState == VisitState.Notified);
        await home.AcceptAsync(id, WalkHome.Jonas, DecisionKinds.RejectToSupplier, "Falsch");
        await home.UntilAsync(id, item => item.IsHeld && item.VisitState == VisitState.Notified);
        await home.AcceptAsync(id, WalkHome.Jonas, DecisionKinds.Forward, to: WalkHome.Clara);
        var held = await home.UntilAsync(id, item => item.Assignee?.User == WalkHome.Clara && item.VisitState == VisitState.Notified);

        var offer = await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, held, WalkHome.Clara, home.Soon);
        Assert.Equal([DecisionKinds.Replace, DecisionKinds.Forward, DecisionKinds.Reject], offer.Kinds);
        var refused = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Resume, "Weiter");
        Assert.Equal((RefusalReason.Permission, Permission.RejectToSupplier), (refused.Reason, refused.Missing));
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(id, item => item.Assignee?.User == WalkHome.Jonas && item.VisitState == VisitState.Notified);
        await home.AcceptAsync(id, WalkHome.Jonas, DecisionKinds.Resume, "Weiter");
        await home.UntilAsync(id, item => !item.IsHeld && item.VisitState == VisitState.Notified);
    }

    /// <summary>The demo tenant, where the role of whoever captures does not list it.</summary>
    private static string WithoutClara(string tenant) =>
        OfCapture().Replace(tenant, match => match.Value.Replace(", \"rejectToSupplier\"", string.Empty, StringComparison.Ordinal));

    [GeneratedRegex("\\{ \"id\": \"erfassung\", .*")]
    private static partial Regex OfCapture();

    [GeneratedRegex("/d/[A-Za-z0-9._~-]+")]
    private static partial Regex Link();
}
