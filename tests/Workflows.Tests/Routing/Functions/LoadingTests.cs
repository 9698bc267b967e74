using System.Text.Json.Nodes;
using Serverless.Workflows.Routing;
using Serverless.Workflows.Tests.Tenancy;
using static Serverless.Workflows.Tests.Routing.Functions.FunctionSample;

namespace Serverless.Workflows.Tests.Routing.Functions;

public class LoadingTests
{
    [Theory]
    [InlineData("grosTotal * 2", 1, "gibt es nicht", "grossTotal")]
    [InlineData("1 + ", 5, "zu Ende", "Ergänzen")]
    [InlineData("(1 + 2", 7, "„)“", "Klammer")]
    [InlineData("1,5 * 2", 2, "Komma", "Punkt")]
    [InlineData("grossTotal > 5 und netTotal > 3", 16, "„und“", "and")]
    [InlineData("grossTotal == 5", 12, "„==“", "=")]
    [InlineData("1 < 2 < 3", 7, "aneinanderhängen", "and")]
    [InlineData("„Text“", 1, "gerade", "'Text'")]
    [InlineData("'offen", 1, "kein Ende", "'")]
    [InlineData("1.234.567", 1, "keine Zahl", "1234.56")]
    [InlineData("2026-02-30 - today()", 1, "kein Datum", "JJJJ-MM-TT")]
    [InlineData("grossTotal + sellerName", 12, "passt nicht", "&")]
    [InlineData("if(grossTotal, 1, 2)", 4, "Ja/Nein erwartet", "Vergleich")]
    [InlineData("if(true, 1, 'x')", 13, "Zahl erwartet", "number")]
    [InlineData("round()", 1, "0 Angaben", "round(Zahl")]
    [InlineData("runde(1)", 1, "Funktion „runde“", "round")]
    [InlineData("coding.amount * 2", 1, "mehrere Werte", "sum(coding.amount)")]
    [InlineData("sum(coding.amount * lines.quantity)", 21, "anderen Liste", "eigene")]
    [InlineData("sum(sum(coding.amount))", 5, "anderen Zusammenfassung", "fn.NAME")]
    [InlineData("sum(grossTotal)", 1, "kein Feld einer Liste", "lines.netAmount")]
    [InlineData("today", 1, "ergibt Datum", "type")]
    [InlineData("fn.f + 1", 1, "ruft sich selbst", "Kreis")]
    [InlineData("global.nichts", 1, "gibt es nicht", "")]
    public void What_is_wrong_is_named_with_position_and_remedy(string expression, int position, string text, string remedy)
    {
        var load = TenantLoaderTests.Change(demo => demo["process"]!["functions"] = new JsonArray(new JsonObject
        {
            ["name"] = "f",
            ["type"] = "number",
            ["expression"] = expression,
        }));

        var problem = Assert.Single(load.Problems);
        Assert.Equal("$.process.functions[0].expression", problem.Path);
        Assert.StartsWith($"Stelle {position}: ", problem.Text, StringComparison.Ordinal);
        Assert.Contains(text, problem.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(remedy, problem.Remedy);
    }

    [Fact]
    public void A_circle_of_calls_is_named_at_each_of_its_functions()
    {
        var load = TenantLoaderTests.Change(demo => demo["process"]!["functions"] = JsonNode.Parse("""
            [
              { "name": "a", "type": "number", "expression": "fn.b + 1" },
              { "name": "b", "type": "number", "expression": "fn.c + 1" },
              { "name": "c", "type": "number", "expression": "fn.a + 1" },
              { "name": "d", "type": "number", "expression": "fn.a + 1" }
            ]
            """));

        Assert.Equal(3, load.Problems.Count);
        Assert.Contains("fn.a → fn.b → fn.c → fn.a", load.Problems[0].Text);
    }

    [Fact]
    public void Names_are_checked()
    {
        var load = TenantLoaderTests.Change(demo => demo["process"]!["functions"] = JsonNode.Parse("""
            [
              { "name": "a", "type": "number", "expression": "1" },
              { "name": "a", "type": "number", "expression": "2" },
              { "name": "Ä ö", "type": "number", "expression": "3" }
            ]
            """));

        Assert.Equal(["$.process.functions[1].name", "$.process.functions[2].name"], load.Problems.Select(p => p.Path));
    }

    [Fact]
    public void Everything_too_long_or_too_deep_is_refused()
    {
        Assert.Contains("Zeichen", Assert.Single(Problems(new string(' ', 4000) + "1")).Text);
        Assert.Contains("Ebenen", Assert.Single(Problems(new string('(', 100) + "1" + new string(')', 100))).Text);
        Assert.Contains("Rechenzeichen", Assert.Single(Problems("1" + string.Concat(Enumerable.Repeat("+1", 300)))).Text);
        Assert.Contains("Ebenen", Assert.Single(Problems(new string('-', 200) + "1")).Text);
    }

    [Fact]
    public void Rules_ask_for_functions_by_their_type()
    {
        static string? Problem(string op, JsonNode value) => TenantLoaderTests.Change(demo =>
        {
            demo["process"]!["functions"] = JsonNode.Parse(
                """[{ "name": "satz", "type": "number", "expression": "grossTotal / netTotal" }]""");
            demo["process"]!["rules"]![0]!["conditions"] = new JsonArray(new JsonObject
            {
                ["field"] = "fn.satz",
                ["operator"] = op,
                ["value"] = value,
            });
        }).Problems is [var only] ? $"{only.Path}: {only.Text}" : null;

        Assert.Null(Problem("greater", 1.1));
        Assert.Contains("passt nicht", Problem("contains", "x"));
        Assert.Contains("passt nicht", Problem("greater", "viel"));
    }

    [Fact]
    public void A_function_that_a_release_cannot_read_counts_as_not_met()
    {
        var process = new Process { Routes = [], Functions = [Function("f", "removedField * 2")] };
        var rule = RoutingSample.Rule("r", RoutingSample.When("fn.f", Operator.Greater, "1"));

        var result = RuleEvaluation.Evaluate(
            rule, new RuleSubject(RoutingSample.Item(), new LinkedRecords(), RoutingSample.Settings(), Process: process));

        Assert.False(result.Holds);
        Assert.Contains("nicht lesbar", result.Failure);
    }
}
