using Serverless.Workflows.Approval;
using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Tests.Approval;

/// <summary>What is sent back goes to the person whose work it is, not to whoever happened to do it for them.</summary>
public sealed class SentBackPersonTests
{
    [Theory]
    [InlineData("hv2", "hv", "hv")]
    [InlineData("boss", "left", "boss")]
    public async Task It_goes_to_whom_it_was_decided_for_unless_they_have_left(string by, string assignee, string expected)
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, by, one => one with { Assignee = assignee == "left" ? new AssigneeRef("left", "Station") : new AssigneeRef(by, "Vertretung", assignee) });
        Assert.Equal(DecisionResult.Accepted, (await home.DecideAsync(item, by, DecisionKinds.Approve)).Result);
        Assert.Equal(assignee, (await home.VisitsAsync(item))[^1].Decision!.For);
        item = await home.GoOnAsync(item);
        Assert.Equal(expected, (await home.OfferAsync(item, "boss")).FormerStations[0].Person);
        await home.DecideAsync(item, "boss", DecisionKinds.SendBack);
        Assert.Equal((20, expected), ((await home.GoOnAsync(item)).Station!.Sequence, (await home.ItemAsync(item)).Assignee!.User));
    }

    [Fact]
    public async Task While_they_are_away_it_goes_to_who_stands_in_for_them()
    {
        using var home = new DeskHome();
        var item = await home.AtAsync(20, "hv");
        await home.AbsentAsync("hv", "hv2");
        await home.DecideAsync(item, "hv2", DecisionKinds.Approve);
        item = await home.GoOnAsync(item);
        await home.DecideAsync(item, "boss", DecisionKinds.SendBack);
        item = await home.GoOnAsync(item);
        Assert.Equal((20, "hv2", "hv"), (item.Station!.Sequence, item.Assignee!.User, item.Assignee.For));
    }
}
