using System.Text;
using System.Text.Json;
using Serverless.Workflows.Archive.Records;
using Serverless.Workflows.Durable;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Routing.Phrases;
using static Serverless.Workflows.Tests.Routing.RoutingSample;

namespace Serverless.Workflows.Tests.Routing;

/// <summary>A trace tells enough and stays small enough to be kept with the visit, however much the item holds.</summary>
public class TraceLengthTests
{
    [Fact]
    public void Of_many_values_the_first_ten_are_shown_and_how_many_more_there_are()
    {
        var outcome = RouteEvaluation.Decide(Input(
            Rules(1, When("lines.name", Operator.Contains, "Wartung")),
            Item() with { Lines = [.. Enumerable.Range(1, 4000).Select(i => Line($"Zähler {i}"))] }));

        var line = Assert.Single(outcome.Trace, line => line.Contains("enthält"));
        Assert.Contains("„Zähler 9“, „Zähler 10“ … und 3.990 weitere) enthält „Wartung“", line);
        Assert.DoesNotContain("Zähler 11", line);
        Assert.Contains("“Zähler 10” … and 3,990 more) contains “Wartung”", EngineWords.Line(line, "en"));
    }

    [Fact]
    public void A_long_value_is_shown_by_its_beginning_and_compared_as_a_whole()
    {
        var long_ = new string('x', 5000) + "Wartung";
        var outcome = RouteEvaluation.Decide(Input(
            Rules(1, When("sellerName", Operator.Contains, "Wartung"), When("lines.name", Operator.EndsWith, "Wartung")),
            Item(("sellerName", long_)) with { Lines = [Line(long_)] }));

        var line = Assert.Single(outcome.Trace, line => line.Contains("enthält"));
        Assert.Contains("trifft zu", line);
        Assert.Contains(new string('x', 199) + "…“", line);
        Assert.InRange(line.Length, 400, 700);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('ß')]
    [InlineData('\u0001')]
    public void The_trace_that_is_kept_fits_a_row_and_says_what_it_leaves_out(char filling)
    {
        var conditions = Enumerable.Range(0, 30).Select(i => When("lines.description", Operator.Contains, $"w{i}")).ToArray();
        var trace = RouteEvaluation.Decide(Input(
            Rules(200, conditions),
            Item() with { Lines = [.. Enumerable.Range(1, 50).Select(i => Line("x") with { Description = new string(filling, 300) })] })).Trace;

        var kept = StoredTrace.Of(trace);

        Assert.InRange(Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(kept, DurableJson.Options)), 1, RecordLimits.MaxRowBytes - (64 * 1024));
        Assert.StartsWith(trace[0][..1000], kept[0]);
        Assert.Equal(trace[^1], kept[^1]);
        var cut = Assert.Single(kept, line => line.StartsWith('…'));
        Assert.Equal($"… {trace.Count - kept.Count + 1} Zeilen sind hier ausgelassen, das Protokoll ist zu lang.", cut);
        Assert.Equal($"… {trace.Count - kept.Count + 1} lines are left out here, the trace is too long.", EngineWords.Line(cut, "en"));
    }

    [Fact]
    public void A_trace_of_the_usual_length_is_kept_as_it_is()
    {
        var trace = RouteEvaluation.Decide(Input(Rules(60, When("grossTotal", Operator.Less, "1")))).Trace;
        Assert.Equal(trace, StoredTrace.Of(trace));
    }

    private static InvoiceLine Line(string name) =>
        new("1", name, null, "1", "C62", "10", null, "10.00", "S", "19", null, null, null, null);

    private static Process Rules(int count, params Condition[] conditions) => Process(
        Route(Station(10, "A", To("clerk"), [.. Enumerable.Range(0, count).Select(i => Use(i, $"r{i}", "hinweis"))])),
        [.. Enumerable.Range(0, count).Select(i => Rule($"r{i}", conditions))],
        new ShowNote { Id = "hinweis", Name = "Hinweis", Text = "Hinweis" });
}
