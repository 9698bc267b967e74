using Serverless.Workflows.Archive.Items;

namespace Serverless.Workflows.Routing;

/// <summary>What the rules of a station and its route say of an item there.</summary>
internal sealed class StationRules
{
    public StationRules(
        Process process, Route route, Station station, RuleSubject subject, List<string> trace, List<ItemNote> notes)
    {
        var own = InSequence(station.Rules).Select(use => (use, where: $"Station {station.Sequence} {station.Name}"));
        var routes = InSequence(route.Rules).Select(use => (use, where: $"Leitungsweg {route.Name}"));
        foreach (var (use, where) in own.Concat(routes)) Look(process, use, where, subject, trace, notes);
    }

    /// <summary>The station is passed without processing.</summary>
    public bool Skip { get; private set; }

    /// <summary>Who a rule has chosen, and the name of that rule; null where none has.</summary>
    public (AssigneeChoice Choice, string Rule)? Assignee { get; private set; }

    private static IOrderedEnumerable<RuleUse> InSequence(IReadOnlyList<RuleUse> uses) => uses.OrderBy(use => use.Sequence);

    private void Look(
        Process process, RuleUse use, string where, RuleSubject subject, List<string> trace, List<ItemNote> notes)
    {
        if (process.Rule(use.Rule) is not { } rule || process.Action(use.Action) is not { } action)
        {
            trace.Add($"{where}: Regel „{use.Rule}“ mit Aktion „{use.Action}“ gibt es nicht.");
            return;
        }

        var at = $"{where}: Regel „{rule.Name}“";
        if (!use.Active)
        {
            trace.Add($"{at} ist hier nicht aktiv.");
            return;
        }

        if (action is SetAssignee && Assignee is var (_, winner))
        {
            trace.Add($"{at} wird nicht geprüft: „{winner}“ hat den Bearbeiter schon festgelegt.");
            return;
        }

        var result = RuleEvaluation.Evaluate(rule, subject);
        trace.Add(result.Holds
            ? $"{at} trifft zu: {result.Because} → {action.Name}."
            : $"{at} trifft nicht zu: {result.Because}.");
        if (result.Holds) Apply(action, rule, notes);
    }

    private void Apply(RuleAction action, Rule rule, List<ItemNote> notes)
    {
        switch (action)
        {
            case SkipStation:
                Skip = true;
                break;
            case SetAssignee set:
                Assignee = (set.Assignee, rule.Name);
                break;
            case ShowNote note:
                notes.Add(new ItemNote(default, $"Regel „{rule.Name}“", note.Text));
                break;
            case ShowWarning warning:
                notes.Add(new ItemNote(default, $"Regel „{rule.Name}“", warning.Text, Warning: true));
                break;
            default:
                throw new NotSupportedException($"There is no such action: {action.GetType().Name}.");
        }
    }
}
