using Serverless.Workflows.Routing.Rules;

namespace Serverless.Workflows.Routing;

/// <summary>What a rule says of an item.</summary>
/// <param name="Because">Why, in words: each condition looked at, with the value found.</param>
/// <param name="Failure">Where a function has no value for the item, so that the rule counts as not met: why.</param>
public sealed record RuleResult(bool Holds, string Because, string? Failure = null);

/// <summary>Evaluates single rules. Pure: the same subject always gives the same result.</summary>
public static class RuleEvaluation
{
    /// <summary>Whether the rule holds for the subject.</summary>
    public static RuleResult Evaluate(Rule rule, RuleSubject subject)
    {
        var process = CompiledProcess.Of(subject.Process);
        var fields = process.Fields;
        var compiled = process.Rule(rule) ?? CompiledProcess.CompileApart(rule, subject.Process, out fields);
        var scope = new RuleScope(subject, fields);
        var holds = compiled.Holds(scope);
        var failure = scope.Failure is var (field, error) ? $"{field.Name}: {error.Text}" : null;
        compiled.Explain(scope);
        return new RuleResult(holds, scope.Writing.ToString(), failure);
    }
}
