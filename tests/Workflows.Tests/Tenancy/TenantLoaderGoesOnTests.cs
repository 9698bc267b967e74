using System.Text;
using System.Text.Json.Nodes;
using Serverless.Workflows.Tenancy.Demo;
using Serverless.Workflows.Tenancy.Loading;

namespace Serverless.Workflows.Tests.Tenancy;

/// <summary>What cannot be read hides nothing else and brings nothing else about.</summary>
public class TenantLoaderGoesOnTests
{
    private const string Person = "$.process.routes[0].stations[1].assignee";
    private const string Field = "$.process.rules[0].conditions[0].field";

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("[[1]]")]
    [InlineData("{\"gibtEsNicht\":{}}")]
    [InlineData("true")]
    public void A_value_that_cannot_be_read_brings_no_other_problem(string wrong)
    {
        var follow = new List<string>();
        foreach (var path in Paths(Demo(), "$"))
        {
            var load = Load(path, wrong, _ => { });

            // A word in another's place may be read; what is said then is about its meaning.
            var unread = load.Problems.Where(problem => IsAt(problem.Path, path)).Any(IsOfForm);
            if (unread) follow.AddRange(load.Problems.Where(problem => !IsAt(problem.Path, path)).Select(problem => $"{path} → {problem}"));
        }

        Assert.True(follow.Count == 0, string.Join("\n", follow));
    }

    [Fact]
    public void Any_values_that_cannot_be_read_at_once_are_answered()
    {
        string[] wrong = ["\"text\"", "\"\"", "[[1]]", "[{}]", "{}", "true", "-1", "null", "[\"a\",\"a\"]"];
        var paths = Paths(Demo(), "$").ToList();
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var demo = Demo();
            for (var n = 0; n < 6; n++)
            {
                // What was put in a place by an earlier one may have no such place any more.
                var known = Paths(demo, "$").ToHashSet();
                if (paths[random.Next(paths.Count)] is { } path && known.Contains(path)) Put(demo, path, wrong[random.Next(wrong.Length)]);
            }

            var load = TenantLoader.Load(Encoding.UTF8.GetBytes(demo.ToJsonString()));
            Assert.Equal(load.Tenant is null, load.Problems.Count > 0);
        }
    }

    [Fact]
    public void A_value_that_cannot_be_read_hides_no_unknown_person_and_no_unknown_field()
    {
        var hidden = new List<string>();
        foreach (var path in Paths(Demo(), "$").Where(path => !IsAt(Person, path) && !IsAt(Field, path) && !path.StartsWith(Person, StringComparison.Ordinal)))
        {
            var load = Load(path, "[[1]]", demo =>
            {
                demo["process"]!["routes"]![0]!["stations"]![1]!["assignee"] = JsonNode.Parse("""{ "person": "niemand" }""");
                demo["process"]!["rules"]![0]!["conditions"]![0]!["field"] = "grosTotal";
            });
            if (load.Problems.All(problem => problem.Path != Field)) hidden.Add($"{path} hides the field");
            // Without the id of a person, anybody could be meant.
            var isId = path is "$.settings" or "$.settings.people" || (path.StartsWith("$.settings.people[", StringComparison.Ordinal)
                && (path.EndsWith(".id", StringComparison.Ordinal) || path.EndsWith(']')) && !path.Contains(".roles", StringComparison.Ordinal));
            if (!isId && load.Problems.All(problem => problem.Path != Person + ".person")) hidden.Add($"{path} hides the person");
        }

        // What stands in the rule or the station itself is looked at with it.
        hidden.RemoveAll(text => IsAt(Field, text.Split(' ')[0]) || IsAt(Person, text.Split(' ')[0]) || text.StartsWith("$.process ", StringComparison.Ordinal)
            || text.StartsWith("$.process.rules[0].conditions[0].", StringComparison.Ordinal));
        Assert.True(hidden.Count == 0, string.Join("\n", hidden));
    }

    [Fact]
    public void Wrong_types_unknown_words_and_unknown_properties_are_named_beside_what_is_wrong_in_meaning()
    {
        var load = TenantLoaderTests.Change(demo =>
        {
            var settings = demo["settings"]!;
            settings["revison"] = 3;
            settings["people"]![0]!["amountLimit"] = "text";
            settings["clients"]![1]!["kind"] = "ownerAssociation";
            settings["sources"]![0]!["kind"] = "htpp";
            demo["process"]!["routes"]![0]!["stations"]![1]!["assignee"] = JsonNode.Parse("""{ "person": "niemand" }""");
            demo["process"]!["rules"]![0]!["conditions"]![0]!["field"] = "grosTotal";
            settings["routeSources"]![0]!["client"] = "niemand";
        });

        Assert.Equal(
            [Person + ".person", Field, "$.settings.clients[1].kind", "$.settings.people[0].amountLimit", "$.settings.revison",
                "$.settings.routeSources[0].client", "$.settings.sources[0].kind"],
            load.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_misspelt_property_is_not_said_to_be_missing_in_meaning_too()
    {
        var load = TenantLoaderTests.Change(demo =>
        {
            var station = demo["process"]!["routes"]![0]!["stations"]![1]!.AsObject();
            station["asignee"] = station["assignee"]!.DeepClone();
            station.Remove("assignee");
        });

        Assert.Equal("$.process.routes[0].stations[1].asignee", Assert.Single(load.Problems).Path);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(400)]
    [InlineData(100_000)]
    public void Rules_nested_too_deep_are_named_with_their_place(int depth)
    {
        var text = new StringBuilder();
        for (var i = 0; i < depth; i++) text.Append("{\"all\":[");
        text.Append("{\"operator\":\"always\"}");
        for (var i = 0; i < depth; i++) text.Append("]}");
        var demo = Demo();
        demo["process"]!["rules"]![0]!["conditions"]![0] = "HERE";
        demo["settings"]!["people"]![0]!["mail"] = "keine";
        var load = TenantLoader.Load(Encoding.UTF8.GetBytes(demo.ToJsonString().Replace("\"HERE\"", text.ToString(), StringComparison.Ordinal)));

        Assert.Equal(2, load.Problems.Count);
        Assert.Equal("$.settings.people[0].mail", load.Problems[0].Path);
        Assert.StartsWith("$.process.rules[0].conditions[0].all[0].all", load.Problems[1].Path, StringComparison.Ordinal);
        Assert.Contains("zu tief verschachtelt", load.Problems[1].Text, StringComparison.Ordinal);
        Assert.True(load.Problems[1].Line > 0);
    }

    [Fact]
    public void A_single_rule_nested_too_deep_is_named_with_its_place()
    {
        var condition = string.Concat(Enumerable.Repeat("{\"all\":[", 60)) + "{\"operator\":\"always\"}" + string.Concat(Enumerable.Repeat("]}", 60));
        var body = $$"""{ "rule": { "id": "tief", "name": "Tief", "kind": "invoice", "conditions": [{{condition}}] }, "action": "hinweis-weiterverrechnen", "at": { "route": "rechnung" } }""";
        var load = CandidateLoader.Load(Encoding.UTF8.GetBytes(body), TenantLoader.Load(DemoTenant.TenantFile).Tenant!);

        Assert.Contains(load.Problems, problem => problem.Text.Contains("zu tief", StringComparison.Ordinal)
            && problem.Path.StartsWith("$.rule.conditions[0].all[0]", StringComparison.Ordinal));
    }

    private static bool IsOfForm(TenantProblem problem) =>
        problem.Text.StartsWith("Erwartet wird", StringComparison.Ordinal) || problem.Text.EndsWith("gibt es hier nicht.", StringComparison.Ordinal)
        || problem.Text.StartsWith("Die Art", StringComparison.Ordinal);

    private static bool IsAt(string path, string place) => path == place
        || (path.StartsWith(place, StringComparison.Ordinal) && path[place.Length] is '.' or '[');

    private static TenantLoad Load(string path, string wrong, Action<JsonObject> change)
    {
        var demo = Demo();
        change(demo);
        Put(demo, path, wrong);
        return TenantLoader.Load(Encoding.UTF8.GetBytes(demo.ToJsonString()));
    }

    private static void Put(JsonObject demo, string path, string wrong)
    {
        JsonNode at = demo;
        var steps = path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1]) at = step[0] == '[' ? at[int.Parse(step[1..^1], null)]! : at[step]!;
        if (steps[^1][0] == '[') at[int.Parse(steps[^1][1..^1], null)] = JsonNode.Parse(wrong);
        else at[steps[^1]] = JsonNode.Parse(wrong);
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Paths(member.Value, $"{path}.{member.Key}").Prepend($"{path}.{member.Key}")).Distinct(),
        JsonArray items => items.SelectMany((item, i) => Paths(item, $"{path}[{i}]").Prepend($"{path}[{i}]")).Distinct(),
        _ => [],
    };

    private static JsonObject Demo() => JsonNode.Parse(TenantLoaderTests.Changed(_ => { }))!.AsObject();
}
