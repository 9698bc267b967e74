using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Workflows.Routing;

namespace Serverless.Workflows.Tenancy.Loading;

/// <summary>Puts a single rule into a tenant's process and has the loader check the whole; what it finds wrong is told
/// with the paths of the single rule.</summary>
internal sealed class RulePatch(Tenant present, JsonObject body, byte[] text, JsonSpot root)
{
    /// <summary>What the body of a single rule may hold.</summary>
    public static readonly string[] Members = ["action", "at", "rule", "sequence"];

    private readonly ProblemList _problems = new(text);
    private readonly List<(string Whole, string Part)> _paths = [];

    public TenantLoad Load()
    {
        Place(root, "$");
        foreach (var (name, _) in body)
        {
            if (!Members.Contains(name)) Problem("$." + name, $"„{name}“ gibt es hier nicht.", NearestName.Advice(name, Members));
        }

        var tree = JsonSerializer.SerializeToNode(present, TenantJson.Options)!.AsObject();
        var process = tree["process"]!.AsObject();
        var rule = Put(process, "rules", "rule", present.Process.Rules.Select(one => one.Id).ToList());
        var action = Put(process, "actions", "action", present.Process.Actions.Select(one => one.Id).ToList());
        if (body["rule"] is null && body["action"] is null)
        {
            Problem("$.rule", "Es ist keine Regel genannt.",
                "Schreiben Sie unter „rule“ eine Regel wie in der Mandantendatei oder die Kennung einer Regel, die es gibt.");
        }
        else if (body["at"] is { } at) Use(process, at, rule, action);
        else if (!IsUsed(rule, action))
        {
            Problem("$.at", "Es ist nicht gesagt, wo geprüft wird.",
                "Nennen Sie „at“ mit „route“ und, wenn es eine Station ist, „station“ (ihre Nummer).");
        }

        if (_problems.All.Count > 0) return new TenantLoad(null, _problems.All);
        var load = TenantLoader.Load(Encoding.UTF8.GetBytes(tree.ToJsonString()));
        if (load.Tenant is not null) return load;
        foreach (var problem in load.Problems) Take(problem);
        return new TenantLoad(null, _problems.All);
    }

    /// <summary>Puts a definition into its list, or finds the one that is named.</summary>
    /// <returns>The id; null where there is none, or none that can be read.</returns>
    private string? Put(JsonObject process, string list, string name, List<string> known)
    {
        switch (body[name])
        {
            case null:
                return null;
            case JsonValue value when value.TryGetValue<string>(out var id):
                if (!known.Contains(id))
                    Problem("$." + name, $"„{id}“ gibt es nicht.", NearestName.Advice(id, known));
                return id;
            case JsonObject definition:
                var defined = TextOf(definition["id"]);
                if (process[list] is not JsonArray entries) process[list] = entries = [];
                var index = defined is null ? -1 : known.IndexOf(defined);
                if (index >= 0) entries[index] = definition.DeepClone();
                else entries.Add(definition.DeepClone());
                _paths.Add(($"$.process.{list}[{(index >= 0 ? index : entries.Count - 1)}]", "$." + name));
                return defined;
            default:
                Problem("$." + name, "Erwartet wird ein Objekt oder die Kennung von etwas, das es gibt.",
                    $"Schreiben Sie {{ \"id\": … }} wie in der Mandantendatei unter „{list}“, oder eine Kennung.");
                return null;
        }
    }

    private void Use(JsonObject process, JsonNode at, string? rule, string? action)
    {
        if (at is not JsonObject place || TextOf(place["route"]) is not { } name)
        {
            Problem("$.at.route", "Der Leitungsweg fehlt.", "Schreiben Sie zum Beispiel { \"route\": \"rechnung\", \"station\": 20 }.");
            return;
        }

        foreach (var (member, _) in place)
        {
            if (member is not ("route" or "station"))
                Problem("$.at." + member, $"„{member}“ gibt es hier nicht.", "Möglich sind: route, station.");
        }

        var routes = present.Process.Routes;
        var route = routes.ToList().FindIndex(one => one.Id == name);
        if (route < 0)
        {
            Problem("$.at.route", $"Den Leitungsweg „{name}“ gibt es nicht.", NearestName.Advice(name, [.. routes.Select(one => one.Id)]));
            return;
        }

        var (holder, path, uses) = (process["routes"]![route]!.AsObject(), $"$.process.routes[{route}]", routes[route].Rules);
        if (place["station"] is { } wanted)
        {
            var station = NumberOf(wanted) is { } number
                ? routes[route].Stations.ToList().FindIndex(one => one.Sequence == number)
                : -1;
            if (station < 0)
            {
                Problem("$.at.station", $"Die Station {wanted.ToJsonString()} gibt es in diesem Leitungsweg nicht.", "Möglich sind: "
                    + string.Join(", ", routes[route].Stations.Select(one => $"{one.Sequence} ({one.Name})")) + ".");
                return;
            }

            holder = holder["stations"]![station]!.AsObject();
            (path, uses) = ($"{path}.stations[{station}]", routes[route].Stations[station].Rules);
        }

        Join(holder, path, uses, rule, action);
    }

    private void Join(JsonObject holder, string path, IReadOnlyList<RuleUse> uses, string? rule, string? action)
    {
        var sequence = body["sequence"];
        if (sequence is not null && NumberOf(sequence) is null)
        {
            Problem("$.sequence", "Die Reihenfolge ist keine ganze Zahl.", "Schreiben Sie zum Beispiel 15.");
            return;
        }

        var at = uses.ToList().FindIndex(use => use.Rule == rule);
        if (rule is null || (action is null && at < 0))
        {
            if (_problems.All.Count > 0) return;
            var missing = rule is null ? "rule" : "action";
            if (body[missing] is null)
                Problem("$." + missing, $"„{missing}“ fehlt.", "An einem Ort gehören eine Regel und eine Aktion zusammen.");
            return;
        }

        if (holder["rules"] is not JsonArray entries) holder["rules"] = entries = [];
        if (at < 0)
        {
            at = entries.Count;
            entries.Add(new JsonObject
            {
                ["sequence"] = uses.Count == 0 ? 10 : uses.Max(use => use.Sequence) + 10,
                ["rule"] = rule,
            });
        }

        var joined = entries[at]!.AsObject();
        if (action is not null) joined["action"] = action;
        if (sequence is not null) joined["sequence"] = sequence.DeepClone();
        foreach (var member in new[] { "rule", "action", "sequence" })
            _paths.Add(($"{path}.rules[{at}].{member}", "$." + member));
        _paths.Add(($"{path}.rules[{at}]", "$.at"));
    }

    private bool IsUsed(string? rule, string? action) => (rule is null && action is null)
        || RulePlace.All(present.Process).Any(place =>
            (rule is null || place.Use.Rule == rule) && (action is null || place.Use.Action == action));

    // The places of the whole tell nothing to whoever wrote the part.
    private void Take(TenantProblem problem)
    {
        foreach (var (whole, part) in _paths)
        {
            if (!problem.Path.StartsWith(whole, StringComparison.Ordinal)) continue;
            Problem(part + problem.Path[whole.Length..], problem.Text, problem.Remedy);
            return;
        }

        _problems.Form(problem.Path, -1, problem.Text, problem.Remedy);
    }

    private void Problem(string path, string text, string remedy) => _problems.Meaning(path, text, remedy);

    private void Place(JsonSpot spot, string path)
    {
        _problems.Place(path, spot.Offset);
        foreach (var member in spot.Members) Place(member.Value, $"{path}.{member.Name}");
        for (var i = 0; i < spot.Items.Count; i++) Place(spot.Items[i], $"{path}[{i}]");
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? NumberOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
