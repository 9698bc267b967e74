using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;

namespace Serverless.Local.Tests.Home;

/// <summary>Edits of an item at hand, and decisions on what has changed since.</summary>
public sealed class FieldEditTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Fact]
    public async Task German_amounts_and_dates_are_taken_and_the_route_sees_them()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var outcome = await EditAsync(home, item, new Dictionary<string, string?>
        {
            ["grossTotal"] = " 6.199,90 € ",
            ["dueDate"] = "1.4.2026",
            ["orderNumber"] = "",
            ["paymentReference"] = "Dach 14",
        });
        Assert.Equal(DecisionResult.Accepted, outcome.Result);
        Assert.Equal(
            ["dueDate", "grossTotal", "orderNumber", "paymentReference"],
            outcome.Changes!.Select(change => change.Field).Order(StringComparer.Ordinal));

        var edited = await home.ItemAsync(id);
        Assert.Equal(new Field("6199.90", FieldSource.User, 1, null), edited.Fields["grossTotal"]);
        Assert.Equal("2026-04-01", edited.Fields["dueDate"].Value);
        Assert.Equal(new DateOnly(2026, 4, 1), edited.Deadlines!.Due);
        Assert.False(edited.Fields.ContainsKey("orderNumber"));
        await home.ApproveAsync(id, "Vorerfassung", "Sachliche Prüfung");
        Assert.Equal(WalkHome.Helga, (await home.AtAsync(id, "Freigabe")).Assignee!.User);
    }

    [Fact]
    public async Task Bad_input_is_refused_whole_and_says_everything_that_is_wrong()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        var outcome = await home.Home.Web.Decisions.EditAsync(WalkHome.Tenant, id, WalkHome.Clara, new FieldEdit(
            new Dictionary<string, string?>
            {
                ["grossTotal"] = "1.190",
                ["issueDate"] = "31.2.2026",
                ["netTotal"] = "viel",
                ["colour"] = "blau",
                ["sellerName"] = "gut",
            },
            "niemand", "999", "99999", "A-0", item.Revision), home.Soon);
        Assert.Equal(DecisionResult.Invalid, outcome.Result);
        foreach (var wrong in new[] { "eindeutig", "Datum", "Betrag", "colour", "niemand", "999", "99999", "A-0" })
            Assert.Contains(wrong, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(item.Revision, (await home.ItemAsync(id)).Revision);

        Assert.Equal(DecisionResult.NotAllowed, (await EditAsync(home, item, Nothing, WalkHome.Anna)).Result);
    }

    [Fact]
    public async Task Whoever_decides_on_what_has_changed_is_shown_the_difference()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var seen = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(DecisionResult.Accepted, (await EditAsync(home, seen, new() { ["invoiceNumber"] = "R-100", ["sellerName"] = "A" })).Result);
        var between = await home.ItemAsync(id);
        Assert.Equal(DecisionResult.Accepted, (await home.Home.Web.Decisions.EditAsync(WalkHome.Tenant, id, WalkHome.Clara,
            new FieldEdit(new Dictionary<string, string?> { ["invoiceNumber"] = "R-200", ["sellerName"] = seen.Fields["sellerName"].Value },
                null, "100", null, string.Empty, between.Revision), home.Soon)).Result);

        var stale = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve, revision: seen.Revision);
        Assert.Equal(DecisionResult.Changed, stale.Result);
        Assert.Equal(
            [new("invoiceNumber", "R-1", "R-200"), new("property", "47", "100"), new("purchaseOrder", "A-2026-001", null)],
            stale.Changes!.OrderBy(change => change.Field, StringComparer.Ordinal));
        var edit = await EditAsync(home, seen, new() { ["invoiceNumber"] = "R-300" });
        Assert.Equal(DecisionResult.Changed, edit.Result);
        Assert.Equal(stale.Changes, edit.Changes);

        var now = await home.ItemAsync(id);
        Assert.Equal("R-200", now.Fields["invoiceNumber"].Value);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve, revision: now.Revision)).Result);
        Assert.Equal(WalkHome.Jonas, (await home.AtAsync(id, "Sachliche Prüfung")).Assignee!.User);
    }

    [Fact]
    public async Task An_edit_that_a_decision_overtook_is_never_said_to_be_saved()
    {
        await using var home = await WalkHome.OpenAsync();
        for (var i = 0; i < 6; i++)
        {
            var id = await home.DeliverAsync(TestMails.Roof($"R-{i}"));
            var item = await home.AtAsync(id, "Vorerfassung");
            var edit = Task.Run(() => EditAsync(home, item, new() { ["paymentReference"] = "neu" }));
            var decision = Task.Run(() => home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve));
            await Task.WhenAll(edit, decision);
            Assert.Equal(DecisionResult.Accepted, (await decision).Result);
            var saved = (await home.ItemAsync(id)).Fields.GetValueOrDefault("paymentReference")?.Value == "neu";
            Assert.Equal(saved, (await edit).Result == DecisionResult.Accepted);
        }
    }

    [Fact]
    public async Task What_a_station_needs_must_be_there_before_the_item_leaves_it()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var item = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(DecisionResult.Accepted, (await EditAsync(home, item, new() { ["issueDate"] = " " })).Result);
        var outcome = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve);
        Assert.Equal(DecisionResult.Incomplete, outcome.Result);
        Assert.Contains("ausgefüllt", outcome.Message, StringComparison.Ordinal);
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Anna);
    }

    private static Task<DecisionOutcome> EditAsync(
        WalkHome home, Item item, Dictionary<string, string?> fields, string person = WalkHome.Clara) =>
        home.Home.Web.Decisions.EditAsync(
            WalkHome.Tenant, item.Id, person, new FieldEdit(fields, null, null, null, null, item.Revision), home.Soon);
}
