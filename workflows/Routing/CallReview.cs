using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>Looks again at the end of a route whether what rules have called on the way is still called: somebody may have
/// corrected what a rule was true of.</summary>
internal sealed class CallReview(RuleScope scope, Findings findings)
{
    /// <summary>The connectors that none of the rules calls any more. One that no rule of these routes calls is left
    /// alone.</summary>
    /// <param name="ways">The routes that the item is or was on.</param>
    public IReadOnlyList<string> Dropped(IEnumerable<CompiledRoute> ways)
    {
        var called = scope.Subject.Item.CalledPostings.Except(findings.Postings).ToList();
        if (called.Count == 0) return [];
        var uses = ways.SelectMany(way => way.Stations).SelectMany(station => station.Uses.Select(use => (station.Station, Use: use)))
            .Where(at => at.Use is { Idle: null, Action: CallPosting }).ToLookup(at => ((CallPosting)at.Use.Action!).Connector);
        return called.FindAll(connector => uses[connector].Any() && !IsCalled(connector, uses[connector]));
    }

    private bool IsCalled(string connector, IEnumerable<(Station Station, CompiledUse Use)> uses)
    {
        var lines = new List<string>();
        foreach (var (station, use) in uses.DistinctBy(at => (at.Use.Where, at.Use.Rule!.Rule.Id)))
        {
            if (use.Rule!.Holds(scope)) return true;
            findings.Check(use.Rule.Rule, scope);
            var line = use.Explain(holds: false, scope);
            findings.Looks?.Add(new RuleLook(station, use, false, line));
            lines.Add(line);
        }

        findings.Trace.AddRange(lines);
        var known = scope.Subject.Settings.Connectors.FirstOrDefault(one => one.Id == connector);
        findings.Trace.Add(TracePhrases.PostingDropped.Of(known?.Name ?? connector));
        return false;
    }
}
