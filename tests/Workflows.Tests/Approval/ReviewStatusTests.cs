using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>Statuses that people give, where one is demanded, and what giving one does.</summary>
public sealed class ReviewStatusTests
{
    private const string Global = "\"fallbackAssignee\": \"boss\"";
    private static readonly (string, string) Current = (Global, Global + ", \"reviewStatusRequired\": \"current\"");
    private static readonly (string, string) Ever = (Global, Global + ", \"reviewStatusRequired\": \"ever\"");

    private static (string, string) AtCheck(string value) =>
        ("\"name\": \"Prüfung\",", $"\"name\": \"Prüfung\", \"reviewStatusRequired\": {value},");

    [Fact]
    public async Task Without_the_setting_none_is_needed()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        Assert.False((await home.OfferAsync(item, "hv")).StatusNeeded);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Result);
    }

    [Fact]
    public async Task A_current_status_must_come_from_whoever_forwards_and_from_this_station()
    {
        using var home = new DeskHome(Current);
        var item = await home.AtAsync(30, "boss");
        Assert.True((await home.OfferAsync(item, "boss")).StatusNeeded);
        await RefusedAsync(home, item, "boss");
        foreach (var to in new[] { "clerk", "role:hausverwalter" })
        {
            var refused = await home.DecideAsync(item, "boss", DecisionKinds.Forward, to);
            Assert.Contains("Status", refused.Message, StringComparison.Ordinal);
        }

        await GivenAsync(home, item, "boss", "rueckfrage");
        Assert.False((await home.OfferAsync(item, "boss")).StatusNeeded);
        await AcceptAsync(home, item, "boss", DecisionKinds.Forward, "clerk");

        // Still at the station, but with somebody who has given none.
        item = await home.GoOnAsync(item);
        await RefusedAsync(home, item, "clerk");
        await GivenAsync(home, item, "clerk", "rueckfrage");
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);

        // It is still hers, but was given at the station before.
        item = await home.GoOnAsync(item);
        Assert.Equal((40, "clerk", "rueckfrage"), (item.Station!.Sequence, item.Assignee!.User, item.ReviewStatus));
        await RefusedAsync(home, item, "clerk");
    }

    [Fact]
    public async Task To_reject_and_to_send_back_none_is_needed()
    {
        using var home = new DeskHome(Current);
        await AcceptAsync(home, await home.AtAsync(20, "hv"), "hv", DecisionKinds.SendBack);
        var other = await home.AtAsync(20, "hv", number: 2);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(other, "hv", DecisionKinds.Reject, comment: "nein")).Result);
    }

    [Fact]
    public async Task What_came_before_an_item_was_sent_away_and_back_is_not_given_now()
    {
        using var home = new DeskHome(Current);
        var item = await home.AtAsync(20, "hv");
        await GivenAsync(home, item, "hv", "rueckfrage");
        await AcceptAsync(home, item, "hv", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        await AcceptAsync(home, item, "boss", DecisionKinds.SendBack);
        item = await home.GoOnAsync(item);
        Assert.Equal(20, item.Station!.Sequence);
        await RefusedAsync(home, item, "hv");
    }

    [Fact]
    public async Task One_given_ever_counts_from_any_station_but_from_nobody_else()
    {
        using var home = new DeskHome(Ever);
        var item = await home.AtAsync(10, "clerk");
        await RefusedAsync(home, item, "clerk");
        await GivenAsync(home, item, "clerk", "rueckfrage");
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        await RefusedAsync(home, item, "hv");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, status: "rueckfrage")).Result);
        item = await home.GoOnAsync(item);
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "boss", DecisionKinds.Approve, status: "geprueft")).Result);
        item = await home.GoOnAsync(item);
        Assert.Equal("geprueft", item.ReviewStatus);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
    }

    [Theory]
    [InlineData("no", "\"current\"", false)]
    [InlineData("no", "true", false)]
    [InlineData("no", "false", true)]
    [InlineData("no", "\"ever\"", true)]
    [InlineData("current", "\"no\"", true)]
    [InlineData("current", "\"ever\"", true)]
    [InlineData("current", "false", false)]
    [InlineData("ever", "\"current\"", false)]
    public async Task A_station_may_demand_something_else(string global, string station, bool fine)
    {
        using var home = new DeskHome((Global, $"{Global}, \"reviewStatusRequired\": \"{global}\""), AtCheck(station));
        var item = await home.AtAsync(10, "hv");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, status: "rueckfrage")).Result);
        item = await home.GoOnAsync(item);
        Assert.Equal((20, "hv"), (item.Station!.Sequence, item.Assignee!.User));
        Assert.Equal(
            fine ? DecisionResult.Accepted : DecisionResult.Incomplete,
            (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Result);
    }

    [Fact]
    public async Task A_substitutes_status_counts_for_both_and_says_so()
    {
        using var home = new DeskHome(Current);
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "boss");
        await GivenAsync(home, item, "boss", "rueckfrage");
        var given = Assert.Single(await home.Journal.StatusesAsync(item, CancellationToken.None));
        Assert.Equal(("rueckfrage", "Rückfrage", "boss", "hv", 2, "Prüfung"), (given.Status, given.Name, given.By, given.For, given.Visit, given.Station));
        Assert.Equal(("page", "10.0.0.7"), (given.Via, given.Address));
        await AcceptAsync(home, item, "hv", DecisionKinds.Approve);

        var other = await home.AtAsync(20, "hv", number: 2);
        await GivenAsync(home, other, "hv", "rueckfrage");
        await AcceptAsync(home, other, "boss", DecisionKinds.Approve);
    }

    [Fact]
    public async Task Giving_one_forwards_by_the_same_decision()
    {
        using var home = new DeskHome(Current);
        var item = await home.AtAsync(20, "hv");
        var outcome = await home.GiveAsync(item, "hv", "geprueft", comment: "passt");
        Assert.True(outcome is { Result: DecisionResult.Accepted, Moves: true });
        var visit = (await home.VisitsAsync(item))[^1];
        Assert.Equal(
            (DecisionKinds.Approve, "hv", "passt", "geprueft"),
            (visit.Decision!.Kind, visit.Decision.By, visit.Decision.Comment, visit.Decision.Status));
        Assert.Equal(1, home.Woken);
        var again = await home.GiveAsync(item, "hv", "geprueft");
        Assert.Equal((DecisionResult.AlreadyDecided, "hv"), (again.Result, again.Earlier!.By));
        Assert.Equal((30, "geprueft"), ((await home.GoOnAsync(item)).Station!.Sequence, (await home.ItemAsync(item)).ReviewStatus));
    }

    [Theory]
    [InlineData(true, "rueckfrage", null)]
    [InlineData(true, "geprueft", false)]
    [InlineData(false, "geprueft", null)]
    [InlineData(false, "geprueft", true)]
    public async Task It_stays_where_the_tenant_the_status_or_the_person_says_so(bool global, string status, bool? forward)
    {
        using var home = new DeskHome((Global, $"{Global}, \"forwardOnStatus\": {(global ? "true" : "false")}"));
        var item = await home.AtAsync(20, "hv");
        Assert.Equal(global, (await home.OfferAsync(item, "hv")).StatusForwards);
        var outcome = await home.GiveAsync(item, "hv", status, forward, "später");
        Assert.True(outcome is { Result: DecisionResult.Accepted, Moves: false });
        var now = await home.ItemAsync(item);
        Assert.Equal((VisitState.Notified, status), (now.VisitState, now.ReviewStatus));
        Assert.Contains(now.Notes, note => note is { Text: "später", By: "Hanna Vogt" });
        Assert.Equal(0, home.Woken);
    }

    [Fact]
    public async Task Where_something_is_missing_the_status_counts_and_it_says_why_it_stays()
    {
        using var home = new DeskHome(("\"name\": \"Prüfung\",", "\"name\": \"Prüfung\", \"requiredFields\": [\"grossTotal\"],"));
        var item = await home.AtAsync(20, "hv");
        var outcome = await home.GiveAsync(item, "hv", "geprueft");
        Assert.True(outcome is { Result: DecisionResult.Accepted, Moves: false });
        Assert.Contains("Bruttobetrag", outcome.Message, StringComparison.Ordinal);
        Assert.Equal((VisitState.Notified, "geprueft"), ((await home.ItemAsync(item)).VisitState, (await home.ItemAsync(item)).ReviewStatus));

        var without = await home.AtAsync(30, "none", number: 2);
        outcome = await home.GiveAsync(without, "none", "geprueft");
        Assert.True(outcome is { Result: DecisionResult.Accepted, Moves: false });
        Assert.Contains("invoiceForwardToNext", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_approval_lacks_is_said_beforehand()
    {
        using var home = new DeskHome(
            Current, ("\"name\": \"Prüfung\",", "\"name\": \"Prüfung\", \"requiredFields\": [\"grossTotal\"],"));
        var item = await home.AtAsync(20, "hv");
        Assert.Equal([(GapKind.Field, "grossTotal")], (await home.OfferAsync(item, "hv")).Gaps.Select(gap => (gap.Kind, gap.Field)));
        await home.EditAsync(item, "hv", "grossTotal", "100");
        Assert.Empty((await home.OfferAsync(await home.ItemAsync(item), "hv")).Gaps);

        // Who may not approve is told that, and nothing of what else would be missing.
        var without = await home.AtAsync(20, "none", number: 2);
        Assert.Empty((await home.OfferAsync(without, "none")).Gaps);
    }

    [Fact]
    public async Task A_hold_is_said_beforehand()
    {
        using var home = new DeskHome(HoldWhere("notEquals", "geprueft"));
        var item = await home.AtAsync(20, "hv");
        Assert.Equal("Erst klären.", Assert.Single((await home.OfferAsync(item, "hv")).Gaps).Hold);
    }

    [Fact]
    public async Task A_rules_status_is_nobodys()
    {
        using var home = new DeskHome(
            Current,
            ("\"assignee\": { \"person\": \"boss\" } }", "\"assignee\": { \"person\": \"boss\" }, \"rules\": [{ \"sequence\": 1, \"rule\": \"immer\", \"action\": \"automatik\" }] }"));
        var item = await home.AtAsync(20, "boss");
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, "boss", DecisionKinds.Approve, status: "rueckfrage")).Result);
        item = await home.GoOnAsync(item);
        Assert.Equal(("geprueft", "boss"), (item.ReviewStatus, item.Assignee!.User));
        var rule = (await home.Journal.StatusesAsync(item, CancellationToken.None))[^1];
        Assert.Equal(("Geprüft", ItemChange.System, "rule", "Freigabe"), (rule.Name, rule.By, rule.Via, rule.Station));
        await RefusedAsync(home, item, "boss");
    }

    [Fact]
    public async Task Only_statuses_of_the_items_kind_can_be_given_and_only_by_whoever_is_asked()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        Assert.Equal(["geprueft", "rueckfrage"], (await home.OfferAsync(item, "hv")).Statuses.Select(status => status.Id));
        foreach (var wrong in new[] { "postalisch", "nirgends", "" })
        {
            var refused = await home.GiveAsync(item, "hv", wrong);
            Assert.Equal((DecisionResult.Invalid, RefusalReason.Status), (refused.Result, refused.Reason));
            Assert.Equal(["geprueft", "rueckfrage"], refused.Possible!);
            Assert.Contains("geprueft", refused.Message, StringComparison.Ordinal);
            Assert.Equal(DecisionResult.Invalid, (await home.DecideAsync(item, "hv", DecisionKinds.Approve, status: wrong)).Result);
        }

        Assert.Equal(DecisionResult.NotAllowed, (await home.GiveAsync(item, "boss", "geprueft")).Result);
        var failed = await home.AtAsync(20, "hv", one => one with { Operator = new OperatorCase("Post", 1, "X", "kaputt", true) }, 2);
        Assert.Equal(DecisionResult.Invalid, (await home.GiveAsync(failed, "hv", "geprueft")).Result);
        Assert.Empty(await home.Journal.StatusesAsync(item, CancellationToken.None));
    }

    [Fact]
    public async Task Of_a_status_and_a_decision_at_once_one_ends_the_visit()
    {
        using var home = new DeskHome();
        for (var n = 1; n <= 10; n++)
        {
            var item = await home.AtAsync(20, "hv", number: n);
            var outcomes = await Task.WhenAll(
                Task.Run(() => home.GiveAsync(item, "hv", "geprueft")),
                Task.Run(() => home.DecideAsync(item, "hv", DecisionKinds.Reject, comment: "nein")),
                Task.Run(() => home.GiveAsync(item, "hv", "geprueft")));
            Assert.Single(outcomes, outcome => outcome is { Result: DecisionResult.Accepted, Moves: true });
            Assert.Equal(2, outcomes.Count(outcome => outcome.Result == DecisionResult.AlreadyDecided));
        }
    }

    private static async Task RefusedAsync(DeskHome home, Item item, string person)
    {
        var refused = await home.DecideAsync(item, person, DecisionKinds.Approve);
        Assert.Equal((DecisionResult.Incomplete, RefusalReason.Incomplete), (refused.Result, refused.Reason));
        Assert.Equal(GapKind.ReviewStatus, Assert.Single(refused.Gaps).Kind);
        Assert.Contains("Status", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual(VisitState.Decided, (await home.ItemAsync(item)).VisitState);
    }

    private static async Task GivenAsync(DeskHome home, Item item, string person, string status)
    {
        var outcome = await home.GiveAsync(item, person, status);
        Assert.True(outcome is { Result: DecisionResult.Accepted, Moves: false }, outcome.Message);
    }

    private static async Task AcceptAsync(DeskHome home, Item item, string person, string kind, string? to = null)
    {
        var outcome = await home.DecideAsync(item, person, kind, to);
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
    }

    [Fact]
    public async Task A_hold_that_begins_with_a_status_holds_also_where_the_status_comes_with_the_approval()
    {
        using var home = new DeskHome(HoldWhere("equals", "rueckfrage"));
        var item = await home.AtAsync(20, "hv");
        var together = await home.DecideAsync(item, "hv", DecisionKinds.Approve, status: "rueckfrage");
        Assert.Equal((DecisionResult.Incomplete, GapKind.Hold), (together.Result, Assert.Single(together.Gaps).Kind));
        Assert.Null((await home.ItemAsync(item)).ReviewStatus);

        await home.GiveAsync(item, "hv", "rueckfrage");
        Assert.Equal(DecisionResult.Incomplete, (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_status_that_ends_a_hold_forwards_alone_and_with_the_approval(bool alone)
    {
        using var home = new DeskHome(HoldWhere("notEquals", "geprueft"));
        var item = await home.AtAsync(20, "hv");
        Assert.Equal(DecisionResult.Incomplete, (await home.DecideAsync(item, "hv", DecisionKinds.Approve)).Result);
        var outcome = alone
            ? await home.GiveAsync(item, "hv", "geprueft")
            : await home.DecideAsync(item, "hv", DecisionKinds.Approve, status: "geprueft");
        Assert.True(outcome.Moves, outcome.Message);
    }

    private static (string, string)[] HoldWhere(string comparison, string status) =>
    [
        ("\"conditions\": [{ \"operator\": \"always\" }] }],",
            "\"conditions\": [{ \"operator\": \"always\" }] }, { \"id\": \"frage\", \"name\": \"Frage\", \"kind\": \"invoice\", "
            + $"\"conditions\": [{{ \"field\": \"reviewStatus\", \"operator\": \"{comparison}\", \"value\": \"{status}\" }}] }}],"),
        ("\"actions\": [", "\"actions\": [{ \"id\": \"halt\", \"kind\": \"hold\", \"name\": \"Halt\", \"text\": \"Erst klären.\" }, "),
        ("\"name\": \"Prüfung\",", "\"name\": \"Prüfung\", \"rules\": [{ \"sequence\": 1, \"rule\": \"frage\", \"action\": \"halt\" }],"),
    ];
}
