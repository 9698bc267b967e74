using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>Four eyes are never two: where nobody else has approved an item, it stays at the station for a second person.</summary>
public sealed class SecondPairTests
{
    private static readonly (string, string) FourEyes = (
        "\"name\": \"Prüfung\", \"assignee\": { \"role\": \"hausverwalter\", \"backup\": \"hv2\" }",
        "\"name\": \"Prüfung\", \"fourEyes\": true, \"assignee\": { \"person\": \"clerk\", \"backup\": \"hv\" }");

    [Fact]
    public async Task A_first_approval_leaves_the_item_with_a_second_person()
    {
        using var home = new DeskHome(FourEyes);
        var item = await home.AtAsync(20, "clerk", skipped: true);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        Assert.Equal((20, "hv", "Zweite Freigabe nach Clara Kern"), (item.Station!.Sequence, item.Assignee!.User, item.Assignee.Reason));

        // The first person is no second one, whoever sends it to them.
        await AcceptAsync(home, item, "hv", DecisionKinds.Forward, "clerk");
        item = await home.GoOnAsync(item);
        var again = await home.DecideAsync(item, "clerk", DecisionKinds.Approve);
        Assert.Equal((RefusalReason.FourEyes, "hv"), (again.Reason, again.MayApprove));
        Assert.Contains("schon an der Station „Prüfung“ freigegeben", again.Message, StringComparison.Ordinal);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Forward, "boss");
        item = await home.GoOnAsync(item);
        await AcceptAsync(home, item, "boss", DecisionKinds.Approve);
        Assert.Equal(30, (await home.GoOnAsync(item)).Station!.Sequence);
    }

    [Fact]
    public async Task A_substitute_and_the_one_they_stand_in_for_are_one_pair()
    {
        using var home = new DeskHome(FourEyes);
        await home.AbsentAsync("clerk", "hv2");
        var item = await home.AtAsync(20, "clerk", skipped: true);
        await AcceptAsync(home, item, "hv2", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        Assert.Equal((20, "hv"), (item.Station!.Sequence, item.Assignee!.User));
        await AcceptAsync(home, item, "hv", DecisionKinds.Approve);
        Assert.Equal(30, (await home.GoOnAsync(item)).Station!.Sequence);
    }

    [Fact]
    public async Task What_is_rejected_needs_no_second_pair()
    {
        using var home = new DeskHome(FourEyes);
        var item = await home.AtAsync(20, "clerk", skipped: true, change: one => one with { Rejection = new Rejection(10, "Erfassung", "Bodo Sass", "Nein", "r", "boss") });
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
        Assert.Equal(30, (await home.GoOnAsync(item)).Station!.Sequence);
    }

    [Fact]
    public async Task After_it_was_sent_back_either_of_the_two_may_approve_again()
    {
        using var home = new DeskHome(FourEyes);
        var item = await home.AtAsync(20, "clerk", skipped: true);
        await AcceptAsync(home, item, "clerk", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        await AcceptAsync(home, item, "hv", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        await AcceptAsync(home, item, "boss", DecisionKinds.SendBack);
        item = await home.GoOnAsync(item);
        await AcceptAsync(home, item, item.Assignee!.User, DecisionKinds.Approve);
        Assert.Equal(30, (await home.GoOnAsync(item)).Station!.Sequence);
    }

    private static async Task AcceptAsync(DeskHome home, Item item, string person, string kind, string? to = null)
    {
        var outcome = await home.DecideAsync(item, person, kind, to);
        Assert.True(outcome.Result == DecisionResult.Accepted, outcome.Message);
    }
}
