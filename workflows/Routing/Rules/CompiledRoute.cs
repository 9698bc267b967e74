using System.Globalization;
using Serverless.Workflows.Routing.Phrases;

namespace Serverless.Workflows.Routing.Rules;

/// <summary>A route with its stations in sequence and their rules found.</summary>
internal sealed class CompiledRoute
{
    public CompiledRoute(Route route, Func<string, CompiledRule?> rules, Func<string, RuleAction?> actions)
    {
        Route = route;
        var own = InSequence(route.Rules, $"Leitungsweg {route.Name}", ofRoute: true).ToList();
        Stations = [.. route.Stations.OrderBy(station => station.Sequence).Select(station => new CompiledStation(
            station, $"Station {station.Sequence} {station.Name}",
            [.. InSequence(station.Rules, $"Station {station.Sequence} {station.Name}", ofRoute: false), .. own]))];

        IEnumerable<CompiledUse> InSequence(IReadOnlyList<RuleUse> uses, string where, bool ofRoute) => uses
            .OrderBy(use => use.Sequence)
            .Select(use => new CompiledUse(use, where, ofRoute, rules(use.Rule), actions(use.Action)));
    }

    public Route Route { get; }

    public IReadOnlyList<CompiledStation> Stations { get; }

    /// <summary>The station of that number, or null.</summary>
    public CompiledStation? Station(int? sequence) => Stations.FirstOrDefault(at => at.Station.Sequence == sequence);
}

/// <summary>A station with the rules to look at there: its own in sequence, then those of the route.</summary>
internal sealed record CompiledStation(Station Station, string Name, CompiledUse[] Uses);

/// <summary>A rule joined with an action, with the sentences that the trace needs.</summary>
internal sealed class CompiledUse(RuleUse use, string where, bool ofRoute, CompiledRule? rule, RuleAction? action)
{
    private readonly string _at = where + TracePhrases.Holds.Parts[1] + rule?.Rule.Name;
    private readonly string _then = TracePhrases.Holds.Parts[3] + action?.Name + TracePhrases.Holds.Parts[4];

    /// <summary>Whether it is looked at at every station of its route.</summary>
    public bool OfRoute { get; } = ofRoute;

    /// <summary>Where it stands, for people.</summary>
    public string Where { get; } = where;

    public CompiledRule? Rule { get; } = rule;

    public RuleAction? Action { get; } = action;

    /// <summary>Why it is not looked at, or null where it is.</summary>
    public string? Idle { get; } = rule is null || action is null
        ? TracePhrases.Unknown.Of(where, use.Rule, use.Action)
        : use.Active ? null : TracePhrases.Idle.Of(where, rule.Rule.Name);

    /// <summary>That an earlier rule has settled it.</summary>
    public string Settled(Phrase settled, string winner) => settled.Of(Where, Rule!.Rule.Name, winner);

    /// <summary>What came out, with each condition and the value found.</summary>
    public string Explain(bool holds, RuleScope scope)
    {
        var text = scope.Writing.Clear().Append(_at);
        if (scope.Failure is var (field, error))
        {
            return error.Position == FunctionError.NoPosition
                ? TracePhrases.FailsOfField.Of(Where, Rule!.Rule.Name, error.Text)
                : TracePhrases.Fails.Of(
                    Where, Rule!.Rule.Name, field.Name, error.Text, error.Position.ToString(CultureInfo.InvariantCulture));
        }

        text.Append(holds ? TracePhrases.Holds.Parts[2] : TracePhrases.HoldsNot.Parts[2]);
        Rule!.Explain(scope);
        return (holds ? text.Append(_then) : text.Append(TracePhrases.HoldsNot.Parts[3])).ToString();
    }
}
