using Serverless.Workflows.Routing;
using Serverless.Workflows.Tenancy;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>The person whom a source proposes for the station after the first one.</summary>
public class ProposedAssigneeTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(10, 10)]
    [InlineData(10, 20, 10)]
    public void They_get_it_after_the_first_station_also_after_a_forward_or_a_send_back(params int[] visited)
    {
        var outcome = RouteEvaluation.Decide(From(10, visited, Station(20, "B", To("hv"))));
        Assert.Equal(("books", "Nächste Person der Quelle „Postfach“"), (outcome.Assignee!.User, outcome.Assignee.Reason));
    }

    [Fact]
    public void A_rule_goes_before_them_and_where_they_are_gone_the_station_s_own_assignee_gets_it()
    {
        var ruled = Station(20, "B", To("hv"), Use(1, "immer", "boss"));
        Assert.Equal("boss", RouteEvaluation.Decide(From(10, [10], ruled)).Assignee!.User);

        var input = From(10, [10], Station(20, "B", To("hv")));
        var gone = input with { Settings = input.Settings with { People = [.. input.Settings.People.Select(person => person with { Active = person.Id != "books" })] } };
        Assert.Equal("hv", RouteEvaluation.Decide(gone).Assignee!.User);
    }

    [Fact]
    public void Neither_the_first_station_nor_a_later_one_is_theirs()
    {
        Assert.Equal("clerk", RouteEvaluation.Decide(From(null, [], Station(20, "B", To("hv")))).Assignee!.User);
        Assert.Equal("hv", RouteEvaluation.Decide(From(20, [10, 20], Station(30, "C", To("hv")))).Assignee!.User);
    }

    [Fact]
    public void Who_may_approve_where_the_item_is_has_nothing_to_do_with_them() =>
        Assert.Equal("clerk", RouteEvaluation.WhoMayApprove(From(10, [10], Station(20, "B", To("hv"))))!.User);

    private static RouteInput From(int? at, int[] visited, params Station[] further)
    {
        var process = Process(
            Route([Station(10, "A", To("clerk")), .. further]), [Rule("immer", Always)],
            new SetAssignee { Id = "boss", Name = "b", Assignee = To("boss") });
        var input = Input(process) with
        {
            Settings = Settings() with { Sources = [new HttpSource { Id = "mail", Name = "Postfach", NextAssignee = To("books") }] },
            Visited = [.. visited.Select(sequence => new VisitedStation(sequence, "clerk", "r"))],
        };
        return at is { } sequence ? input.At(sequence) : input;
    }
}
