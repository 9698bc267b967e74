using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Routing;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

public class WalkTests
{
    private static readonly Process Three = Process(
        Route(Station(10, "A", To("clerk")), Station(20, "B", To("hv")), Station(30, "C", To("books"))), []);

    [Fact]
    public void Sending_back_goes_to_the_station_and_person_before()
    {
        var input = Input(Three).At(30) with
        {
            Direction = Direction.Back,
            Visited = [new(10, "clerk"), new(20, "hv2"), new(30, "books")],
        };

        var outcome = RouteEvaluation.Decide(input);

        Assert.Equal((20, "hv2"), (outcome.Station!.Sequence, outcome.Assignee!.User));
    }

    [Fact]
    public void Sending_back_to_somebody_who_has_left_goes_to_the_station_s_assignee()
    {
        var input = Input(Three).At(30) with { Direction = Direction.Back, Visited = [new(20, "gone"), new(30, "books")] };

        Assert.Equal("hv", RouteEvaluation.Decide(input).Assignee!.User);
    }

    [Fact]
    public void A_skipped_station_is_not_sent_back_to()
    {
        var route = Three.Routes[0];

        Assert.Equal(10, RouteEvaluation.SendBackTarget(route, 30, [new(10, "clerk"), new(30, "books")])!.Sequence);
        Assert.Null(RouteEvaluation.SendBackTarget(route, 10, [new(10, "clerk")]));
        Assert.Null(RouteEvaluation.Decide(Input(Three).At(10) with { Direction = Direction.Back }).Station);
    }

    [Fact]
    public void Forwarding_to_a_person_stays_at_the_station()
    {
        var outcome = RouteEvaluation.Decide(Input(Three).At(20) with { Direction = Direction.ToPerson, Person = "books" });

        Assert.Equal((20, "books"), (outcome.Station!.Sequence, outcome.Assignee!.User));
    }

    [Fact]
    public void An_unknown_route_is_refused() => Assert.Throws<ArgumentException>(
        () => RouteEvaluation.Decide(Input(Three, Item() with { Route = new("other", "v") })));

    [Fact]
    public void Every_walk_ends_and_visits_no_station_twice()
    {
        var walks =
            from sequences in Gen.ListOf(Gen.Choose(0, 50))
            from uses in Gen.ListOf(
                from rule in Gen.Choose(0, 3)
                from action in Gen.Choose(0, 4)
                from sequence in Gen.Choose(0, 9)
                from active in Gen.Elements(true, false)
                select Use(sequence, "r" + rule, "a" + action, active))
            from inactive in Gen.Choose(0, 50)
            from gross in Gen.Elements("", "1", "4999.99", "5000", "nonsense")
            from holder in Gen.Elements(null, "hv", "gone", "boss")
            select (sequences, uses, inactive, gross, holder);

        Prop.ForAll(walks.ToArbitrary(), walk =>
        {
            var stations = walk.sequences.Distinct().Select(sequence => Station(
                sequence, "S" + sequence, sequence % 2 == 0 ? Holder() : To("clerk"),
                [.. walk.uses.Where((_, i) => i % 3 == sequence % 3)]) with
            { Active = sequence != walk.inactive }).ToArray();
            var process = Process(Route(stations),
                [Rule("r0", Always), Rule("r1", When("grossTotal", Operator.Less, "5000")), Rule("r2", When("supplier", Operator.Empty))],
                new SkipStation { Id = "a0", Name = "skip" },
                new SetAssignee { Id = "a1", Name = "set", Assignee = To("gone") },
                new SetAssignee { Id = "a2", Name = "holder", Assignee = Holder("books") },
                new ShowNote { Id = "a3", Name = "note", Text = "n" });
            var input = Input(process, Item(("grossTotal", walk.gross)), Property("1", walk.holder));

            var last = -1;
            for (var steps = 0; ; steps++)
            {
                Assert.True(steps <= stations.Length);
                var outcome = RouteEvaluation.Decide(input);
                if (outcome.Station is null) return;
                Assert.True(outcome.Station.Sequence > last);
                Assert.NotEqual(walk.inactive, outcome.Station.Sequence);
                Assert.NotNull(input.Settings.Person(outcome.Assignee!.User));
                last = outcome.Station.Sequence;
                input = input.At(last);
            }
        }).Hold();
    }
}
