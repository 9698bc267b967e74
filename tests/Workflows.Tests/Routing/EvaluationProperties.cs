using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Functions;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>What holds for every process of several routes that assign each other, and every item.</summary>
public class EvaluationProperties
{
    private static readonly string[] Routes = ["r", "b", "c"];

    [Fact]
    public void Every_pass_ends_and_visits_no_station_twice_also_across_route_changes() =>
        Prop.ForAll(Inputs.ToArbitrary(), input =>
        {
            var most = input.Process.Routes.Sum(route => route.Stations.Count);
            var visited = new HashSet<(string, int)>();
            while (true)
            {
                var outcome = RouteEvaluation.Decide(input);
                var item = outcome.Effects.ApplyTo(input.Item);
                if (outcome.Station is not { } station) return;
                Assert.True(visited.Add((item.Route!.Name, station.Sequence)), $"{item.Route.Name} {station.Sequence} twice");
                Assert.True(visited.Count <= most);
                input = input with { Item = item with { Station = station } };
            }
        }).Hold();

    [Fact]
    public void The_same_input_gives_the_same_outcome_and_trace_also_from_a_process_read_anew() =>
        Prop.ForAll(Inputs.ToArbitrary(), input =>
        {
            var first = RouteEvaluation.Decide(input);
            var text = JsonSerializer.Serialize(input.Process, DurableJson.Options);
            var anew = input with { Process = JsonSerializer.Deserialize<Process>(text, DurableJson.Options)! };

            Assert.Equal(Text(first), Text(RouteEvaluation.Decide(input)));
            Assert.Equal(Text(first), Text(RouteEvaluation.Decide(anew)));
        }).Hold();

    private static string Text(RouteOutcome outcome) => JsonSerializer.Serialize(outcome, DurableJson.Options);

    private static Gen<RouteInput> Inputs =>
        from stations in Gen.ArrayOf(Stations, 3)
        from gross in Gen.Elements("", "1", "4999.99", "5000", "nonsense")
        from chosen in Gen.Elements(null, "g1", "g2")
        from holder in Gen.Elements(null, "hv", "gone", "boss")
        from at in Gen.Elements<int?>(null, 5, 12)
        select Input(
            new Process
            {
                Routes = [.. Routes.Select((id, i) => new Route { Id = id, Name = id, Kind = "invoice", Stations = stations[i] })],
                Rules =
                [
                    Rule("r0", Always), Rule("r1", When("grossTotal", Operator.Less, "5000")),
                    Rule("r2", When("invoiceGroup", Operator.Equal, "g1")),
                    Rule("r3", When("fn.doppelt", Operator.Greater, "100")),
                ],
                Functions = [new ScalarFunction { Name = "doppelt", Type = FieldType.Number, Expression = "grossTotal * 2" }],
                InvoiceGroups = [new InvoiceGroup { Id = "g1", Name = "1" }, new InvoiceGroup { Id = "g2", Name = "2" }],
                Actions =
                [
                    new SkipStation { Id = "a0", Name = "skip" },
                    new SetAssignee { Id = "a1", Name = "holder", Assignee = Holder("books") },
                    new ShowNote { Id = "a2", Name = "note", Text = "n" },
                    new AssignRoute { Id = "a3", Name = "to b", Route = "b" },
                    new AssignRoute { Id = "a4", Name = "to c", Route = "c" },
                    new AssignRoute { Id = "a5", Name = "to r", Route = "r" },
                    new SetInvoiceGroup { Id = "a6", Name = "group", Group = "g1" },
                    new Hold { Id = "a7", Name = "hold", Text = "h" },
                ],
            },
            Item(("grossTotal", gross)) with
            {
                Cover = new CoverSheet { InvoiceGroup = chosen },
                Station = at is { } sequence ? new StationRef(sequence, "x", Now) : null,
            },
            Property("1", holder));

    private static Gen<IReadOnlyList<Station>> Stations =>
        from sequences in Gen.ListOf(Gen.Choose(0, 20))
        from stations in Gen.CollectToList(sequences.Distinct(), OneStation)
        select (IReadOnlyList<Station>)[.. stations];

    private static Gen<Station> OneStation(int sequence) =>
        from active in Gen.Elements(true, true, false)
        from allows in Gen.Elements(true, false)
        from included in Gen.Elements(true, false)
        from uses in Gen.ListOf(
            from rule in Gen.Choose(0, 4)
            from action in Gen.Choose(0, 8)
            from order in Gen.Choose(0, 9)
            from inUse in Gen.Elements(true, true, false)
            select Use(order, "r" + rule, "a" + action, inUse))
        select Station(sequence, "S" + sequence, sequence % 2 == 0 ? Holder() : To("clerk"), [.. uses]) with
        {
            Active = active,
            AllowRouteChange = allows,
            IncludeOnRouteChange = included,
        };
}
