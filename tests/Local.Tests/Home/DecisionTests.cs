using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Local.Tests.Home;

/// <summary>What people decide, and who wins.</summary>
public sealed class DecisionTests
{
    private static readonly string[] AtTheFirst =
        [DecisionKinds.Approve, DecisionKinds.Forward, DecisionKinds.Reject, DecisionKinds.RejectToSupplier];

    [Fact]
    public async Task Sending_back_goes_to_whoever_had_it_with_a_comment_and_not_from_the_first_station()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var first = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(AtTheFirst, await AllowedAsync(home, first, WalkHome.Clara));
        Assert.Equal(DecisionResult.Invalid, (await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.SendBack, "hin")).Result);
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(id, item => item.Assignee?.User == WalkHome.Jonas && item.VisitState == VisitState.Notified);
        await home.AcceptAsync(id, WalkHome.Jonas, DecisionKinds.Approve);

        var second = await home.AtAsync(id, "Sachliche Prüfung");
        Assert.Contains(DecisionKinds.SendBack, await AllowedAsync(home, second, WalkHome.Anna));
        var bare = await home.DecideAsync(id, WalkHome.Anna, DecisionKinds.SendBack);
        Assert.Equal(DecisionResult.Invalid, bare.Result);
        Assert.Contains("Kommentar", bare.Message, StringComparison.Ordinal);
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.SendBack, "Bitte Auftrag nachtragen");

        var back = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(WalkHome.Jonas, back.Assignee!.User);
        Assert.Contains("zurückgesendet von Anna Berger", back.Assignee.Reason, StringComparison.Ordinal);
        Assert.Contains(back.Notes, note => note.Text == "Bitte Auftrag nachtragen" && note.By == "Anna Berger");
        await home.ApproveAsync(id, "Vorerfassung");
        Assert.Equal("Sachliche Prüfung", (await home.AtAsync(id, "Sachliche Prüfung")).Station!.Name);
    }

    [Theory]
    [InlineData("nobody.known", "gibt es nicht")]
    [InlineData("stefan.brandt", "nicht mehr aktiv")]
    [InlineData("clara.winter", "bereits")]
    [InlineData(null, "wählen")]
    public async Task Forwarding_needs_another_person_who_is_there(string? to, string why)
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"roles\": [\"technik\"] }", "\"roles\": [\"technik\"], \"active\": false }", StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        var outcome = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Forward, to: to);
        Assert.Equal(DecisionResult.Invalid, outcome.Result);
        Assert.Contains(why, outcome.Message, StringComparison.Ordinal);
        Assert.Equal(VisitState.Notified, (await home.ItemAsync(id)).VisitState);
    }

    [Fact]
    public async Task A_rejection_is_lifted_only_where_it_was_made_or_before()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1", 9000m));
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.Reject, "Nicht bestellt");

        // Whoever comes later may agree, but cannot make it theirs to lift.
        await home.AtAsync(id, "Freigabe");
        await home.AcceptAsync(id, WalkHome.Helga, DecisionKinds.Reject, "Sehe ich auch so");
        await home.AtAsync(id, "Buchhaltung");
        await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.SendBack, "Wirklich?");
        var again = (await home.ApproveAsync(id, "Freigabe")).Rejection;
        Assert.Equal((20, "Nicht bestellt"), (again!.Sequence, again.Comment));

        await home.AtAsync(id, "Buchhaltung");
        await home.AcceptAsync(id, WalkHome.Miriam, DecisionKinds.SendBack, "Bitte klären");
        await home.AtAsync(id, "Freigabe");
        await home.AcceptAsync(id, WalkHome.Helga, DecisionKinds.SendBack, "Bitte klären");
        await home.ApproveAsync(id, "Sachliche Prüfung");
        Assert.Null((await home.AtAsync(id, "Freigabe")).Rejection);
        await home.ApproveAsync(id, "Freigabe", "Buchhaltung");
        Assert.Equal(ItemStatus.Completed, (await home.EndAsync(id)).Status);
    }

    [Fact]
    public async Task A_tenant_may_have_rejected_items_sent_back()
    {
        await using var home = await WalkHome.OpenAsync(tenant: text => text.Replace(
            "\"afterRejection\": \"forward\"", "\"afterRejection\": \"back\"", StringComparison.Ordinal));
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.ApproveAsync(id, "Vorerfassung");
        await home.AtAsync(id, "Sachliche Prüfung");
        await home.AcceptAsync(id, WalkHome.Anna, DecisionKinds.Reject, "Falscher Betrag");
        var back = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal((WalkHome.Clara, 20), (back.Assignee!.User, back.Rejection!.Sequence));

        // At the first station there is no way back: the item goes on, and stays rejected.
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Reject, "Stimmt");
        Assert.Equal(10, (await home.AtAsync(id, "Sachliche Prüfung")).Rejection!.Sequence);
        await home.ApproveAsync(id, "Sachliche Prüfung", "Buchhaltung");
        Assert.Equal(ItemStatus.Rejected, (await home.EndAsync(id)).Status);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_wins_and_the_other_hears_who()
    {
        await using var home = await WalkHome.OpenAsync();
        var ids = new List<string>();
        for (var i = 0; i < 8; i++) ids.Add(await home.DeliverAsync(TestMails.Roof($"R-{i}")));
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Anna);
        foreach (var id in ids)
        {
            var item = await home.UntilAsync(id, item => item.VisitState == VisitState.Notified);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => i % 2 == 0
                ? home.DecideAsync(id, item.Assignee!.User, DecisionKinds.Approve, visit: item.Visit)
                : home.DecideAsync(id, item.Assignee!.User, DecisionKinds.Reject, "Nein", visit: item.Visit))));
            Assert.Single(outcomes, outcome => outcome.Result == DecisionResult.Accepted);
            Assert.All(outcomes.Where(outcome => outcome.Result != DecisionResult.Accepted), outcome =>
            {
                Assert.Equal(DecisionResult.AlreadyDecided, outcome.Result);
                Assert.Equal(item.Assignee!.User, outcome.Earlier!.By);
                Assert.Contains(
                    outcome.Earlier.Kind == DecisionKinds.Approve ? "hat schon entschieden: freigegeben am" : "hat schon entschieden: abgelehnt am",
                    outcome.Message, StringComparison.Ordinal);
            });
            Assert.NotNull((await home.VisitsAsync(id))[0].Decision);
            await home.AssertTrailAsync(id);
        }
    }

    [Fact]
    public async Task Whoever_has_it_no_longer_cannot_decide()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        var first = await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(id, WalkHome.Anna, DecisionKinds.Approve)).Result);
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(id, "nobody", DecisionKinds.Approve)).Result);
        Assert.Equal(DecisionResult.NotFound, (await home.DecideAsync("0".PadLeft(32, '0'), WalkHome.Clara, DecisionKinds.Approve)).Result);
        await home.AcceptAsync(id, WalkHome.Clara, DecisionKinds.Forward, to: WalkHome.Jonas);
        await home.UntilAsync(id, item => item.Visit == 2 && item.VisitState == VisitState.Notified);

        var late = await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve, visit: first.Visit);
        Assert.Equal(DecisionResult.AlreadyDecided, late.Result);
        Assert.Equal(DecisionResult.AlreadyDecided, (await home.DecideAsync(id, WalkHome.Clara, DecisionKinds.Approve)).Result);
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(id, WalkHome.Anna, DecisionKinds.Approve)).Result);
        Assert.Empty(await AllowedAsync(home, await home.ItemAsync(id), WalkHome.Clara));
        Assert.Equal(DecisionResult.NotFound, (await home.DecideAsync(id, WalkHome.Jonas, DecisionKinds.Approve, visit: 3)).Result);
    }

    [Fact]
    public async Task A_substitute_decides_for_whoever_is_away_and_it_says_so()
    {
        await using var home = await WalkHome.OpenAsync();
        var id = await home.DeliverAsync(TestMails.Roof("R-1"));
        await home.AtAsync(id, "Vorerfassung");
        Assert.Equal(DecisionResult.NotAllowed, (await home.DecideAsync(id, WalkHome.Jonas, DecisionKinds.Approve)).Result);

        // Away since after it came: it is still with her, and both may.
        await home.AbsentAsync(WalkHome.Clara, WalkHome.Jonas);
        await home.AcceptAsync(id, WalkHome.Jonas, DecisionKinds.Approve);

        // Away before it comes: it goes to the substitute at once.
        await home.AtAsync(id, "Sachliche Prüfung");
        await home.AbsentAsync(WalkHome.Miriam, WalkHome.Helga);
        await home.ApproveAsync(id, "Sachliche Prüfung");
        var last = await home.AtAsync(id, "Buchhaltung");
        Assert.Equal((WalkHome.Helga, WalkHome.Miriam), (last.Assignee!.User, last.Assignee.For));
        await home.ApproveAsync(id, "Buchhaltung");
        await home.EndAsync(id);
        Assert.Equal(
            [(WalkHome.Jonas, WalkHome.Clara), (WalkHome.Anna, null), (WalkHome.Helga, WalkHome.Miriam)],
            (await home.VisitsAsync(id)).Select(visit => (visit.Decision!.By, visit.Decision.For)));
    }

    private static async Task<IReadOnlyList<string>> AllowedAsync(WalkHome home, Item item, string person) =>
        (await home.Home.Web.Decisions.OfferAsync(WalkHome.Tenant, item, person, home.Soon)).Kinds;
}
