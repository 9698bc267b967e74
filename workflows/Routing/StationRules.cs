using Serverless.Workflows.Archive.Items;
using Serverless.Workflows.Extraction;
using Serverless.Workflows.Routing.Phrases;
using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>What rules have made of an item on its way so far.</summary>
internal sealed class Findings(DateTimeOffset now)
{
    private readonly HashSet<string> _saidOfRoute = [];

    public List<string> Trace { get; } = new(96);

    /// <summary>Where every rule that was looked at is written down; null where nobody asks for it.</summary>
    public List<RuleLook>? Looks { get; init; }

    public List<ItemNote> Notes { get; } = [];

    public List<string> Postings { get; } = [];

    /// <summary>Connectors that earlier stations called and nothing calls any more.</summary>
    public IReadOnlyList<string> DroppedPostings { get; set; } = [];

    public List<Check> Checks { get; } = [];

    public string? InvoiceGroup { get; set; }

    public string? ReviewStatus { get; set; }

    /// <summary>Says what came of a rule. What a rule of the route gives at every station that is passed is said once.</summary>
    public void Say(CompiledUse use, string line)
    {
        if (!use.OfRoute || _saidOfRoute.Add(line)) Trace.Add(line);
    }

    /// <summary>Notes something, once: a rule that holds at several stations speaks once.</summary>
    public void Note(string by, string text, bool warning)
    {
        foreach (var note in Notes)
        {
            if (note.Warning == warning && note.By == by && note.Text == text) return;
        }

        Notes.Add(new ItemNote(now, by, text, warning));
    }

    /// <summary>That a rule counts as not met, where it could not be told whether it holds.</summary>
    public void Check(Rule rule, RuleScope scope)
    {
        if (scope.Failure is not var (field, error)) return;
        Checks.Add(new Check(StationRules.FailureRule, Severity.Warning, error.Position == FunctionError.NoPosition
            ? TracePhrases.CheckFailsOfField.Of(rule.Name, error.Text)
            : TracePhrases.CheckFails.Of(rule.Name, field.Name, error.Text)));
    }

    public RuleEffects ToEffects(Item item, string? route, RouteChange? change) => new()
    {
        Route = route,
        Change = change,
        InvoiceGroup = InvoiceGroup,
        ReviewStatus = ReviewStatus,
        Postings = Postings.Count == 0 ? [] : [.. Postings.Except(item.CalledPostings).Distinct()],
        DroppedPostings = DroppedPostings,
        Checks = Checks.Count == 0 ? [] : [.. Checks.Except(item.Checks).Distinct()],
    };
}

/// <summary>A rule that was looked at, and what came of it.</summary>
/// <param name="Line">As it stands in the trace.</param>
internal readonly record struct RuleLook(Station Station, CompiledUse Use, bool Holds, string Line);

/// <summary>What the rules of a station and its route say of an item there.</summary>
internal sealed class StationRules
{
    /// <summary>The id of the check that a function without a value, or a field that cannot be read, leaves on the item.
    /// </summary>
    public const string FailureRule = "RULE-FUNCTION";

    private static readonly RuleField GroupField = RuleFields.Find("invoiceGroup")!;

    private readonly Findings _findings;
    private readonly RuleScope _scope;
    private readonly Station _station;

    /// <summary>Looks at all rules of the station, or only at those with an action that is wanted.</summary>
    public StationRules(CompiledStation station, RuleScope scope, Findings findings, Func<RuleAction, bool>? wanted = null)
    {
        (_findings, _scope, _station) = (findings, scope, station.Station);
        foreach (var use in station.Uses)
        {
            if (wanted is null || (use.Action is { } action && wanted(action))) Look(use);
        }
    }

    /// <summary>The station is passed without processing.</summary>
    public bool Skip { get; private set; }

    /// <summary>Who a rule has chosen, and the name of that rule; null where none has.</summary>
    public (AssigneeChoice Choice, string Rule)? Assignee { get; private set; }

    /// <summary>The route that a rule assigns, and the name of that rule; null where none does.</summary>
    public (string Route, string Rule)? Route { get; private set; }

    public List<string> RequiredFields { get; } = [];

    public List<(string Rule, string Text)> Holds { get; } = [];

    private void Look(CompiledUse use)
    {
        if (use.Idle is { } idle)
        {
            _findings.Say(use, idle);
            return;
        }

        var (rule, action) = (use.Rule!, use.Action!);
        if (action is SetAssignee && Assignee is var (_, winner))
        {
            _findings.Say(use, use.Settled(TracePhrases.SettledAssignee, winner));
            return;
        }

        if (action is AssignRoute && Route is var (_, first))
        {
            _findings.Say(use, use.Settled(TracePhrases.SettledRoute, first));
            return;
        }

        var holds = rule.Holds(_scope);
        var line = use.Explain(holds, _scope);
        _findings.Say(use, line);
        _findings.Looks?.Add(new RuleLook(_station, use, holds, line));
        _findings.Check(rule.Rule, _scope);
        if (holds) Apply(action, rule.Rule, rule.Speaker);
    }

    private void Apply(RuleAction action, Rule rule, string by)
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
                _findings.Note(by, note.Text, warning: false);
                break;
            case ShowWarning warning:
                _findings.Note(by, warning.Text, warning: true);
                break;
            case AssignRoute assign:
                Route = (assign.Route, rule.Name);
                break;
            case SetInvoiceGroup set:
                SetGroup(set.Group);
                break;
            case SetReviewStatus set:
                _findings.ReviewStatus = set.Status;
                _scope.Change(_scope.Subject.Item with { ReviewStatus = set.Status });
                break;
            case RequireFields require:
                RequiredFields.AddRange(require.Fields.Except(RequiredFields));
                break;
            case CallPosting call:
                _findings.Postings.Add(call.Connector);
                break;
            case Hold hold:
                Holds.Add((rule.Name, hold.Text));
                break;
            default:
                throw new NotSupportedException($"There is no such action: {action.GetType().Name}.");
        }
    }

    // The rules that follow see the group, as they would at the next station.
    private void SetGroup(string group)
    {
        var item = _scope.Subject.Item;
        if (item.Cover.InvoiceGroup is { } present)
        {
            _findings.Trace.Add(TracePhrases.GroupStays.Of(_scope.NameOf(GroupField, present)));
            return;
        }

        _findings.InvoiceGroup = group;
        _scope.Change(item with { Cover = item.Cover with { InvoiceGroup = group } });
    }
}
