using System.Runtime.CompilerServices;
using Serverless.Workflows.Routing.Functions;

namespace Serverless.Workflows.Routing.Rules;

/// <summary>A process made ready to evaluate: once per version that is in memory, not once per item.</summary>
internal sealed class CompiledProcess
{
    private static readonly ConditionalWeakTable<Process, CompiledProcess> Known = [];
    private static readonly Process NoProcess = new() { Routes = [] };

    private readonly FunctionTable _functions;
    private readonly Dictionary<string, CompiledRule> _rules = [];
    private readonly Dictionary<string, CompiledRoute> _routes = [];

    private CompiledProcess(Process process)
    {
        _functions = new FunctionTable(process.Functions, Fields, name => RuleFields.Find(name) is not null, () => []);
        foreach (var rule in process.Rules) _rules.TryAdd(rule.Id, Compile(rule));
        var actions = new Dictionary<string, RuleAction>();
        foreach (var action in process.Actions) actions.TryAdd(action.Id, action);
        foreach (var route in process.Routes)
            _routes.TryAdd(route.Id, new CompiledRoute(route, _rules.GetValueOrDefault, actions.GetValueOrDefault));
        Groups = [.. process.InvoiceGroupTable.OrderBy(row => row.Sequence)
            .Select(row => new CompiledGroupRow(row, Compile(row)))];
    }

    public FieldTable Fields { get; } = new();

    /// <summary>The rows of the invoice group table in sequence.</summary>
    public IReadOnlyList<CompiledGroupRow> Groups { get; }

    /// <summary>The process made ready.</summary>
    public static CompiledProcess Of(Process? process) =>
        Known.GetValue(process ?? NoProcess, static unknown => new CompiledProcess(unknown));

    /// <summary>The route of that id, or null.</summary>
    public CompiledRoute? Route(string? id) => id is null ? null : _routes.GetValueOrDefault(id);

    /// <summary>A rule of this process, or null where it is of another.</summary>
    public CompiledRule? Rule(Rule rule) =>
        _rules.TryGetValue(rule.Id, out var known) && ReferenceEquals(known.Rule, rule) ? known : null;

    /// <summary>A rule that may ask for the functions of this process but is not part of it.</summary>
    public static CompiledRule CompileApart(Rule rule, Process? process, out FieldTable fields)
    {
        var apart = new CompiledProcess((process ?? NoProcess) with { Rules = [rule] });
        fields = apart.Fields;
        return apart._rules[rule.Id];
    }

    private CompiledRule Compile(Rule rule) =>
        new(rule, Group(rule.Conditions, rule.Match == Match.All, nested: false));

    private GroupCondition Group(IReadOnlyList<Condition> conditions, bool all, bool nested) =>
        new([.. conditions.Select(Compile)], all, nested);

    private CompiledCondition Compile(Condition condition)
    {
        if (condition.All is { } all) return Group(all, all: true, nested: true);
        if (condition.Any is { } any) return Group(any, all: false, nested: true);
        if (condition.Operator == Operator.Always) return new AlwaysCondition();
        if (condition.Operator is not { } op || Find(condition.Field) is not { } field)
            return new UnknownCondition(condition.Field);
        if (condition.OtherField is { } name && Find(name) is null) return new UnknownCondition(name);
        return new ComparisonCondition(Fields, field, op, condition.Value?.Texts ?? [], Find(condition.OtherField));
    }

    private CompiledCondition Compile(InvoiceGroupRow row) => Find(row.RuleFieldName) is { } field
        ? new ComparisonCondition(Fields, field, row.Operator, row.Value?.Texts ?? [], null)
        : new UnknownCondition(row.RuleFieldName);

    private RuleField? Find(string? name) => name is null ? null : _functions.Find(name) ?? RuleFields.Find(name);
}
